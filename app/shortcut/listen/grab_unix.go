//go:build !windows && !darwin

package listen

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"

	"keytray/app/shortcut"
	"keytray/app/xserver"
)

const (
	// patience bounds what the X server is asked. It is long because another
	// program may hold the server for itself, as window managers do.
	patience = 10 * time.Second

	// letGo bounds how long the server may take to hear that the keys are free.
	letGo = 500 * time.Millisecond

	firstPause = time.Second // before a lost display is tried again; each next one is twice as long
	lastPause  = time.Minute
)

var (
	errTaken = errors.New("another program has grabbed it")
	errNoKey = errors.New("it is on no key of this keyboard")
	errEnded = errors.New("the display ended")
)

func lost(err error) error {
	if err == nil { // xgb says nothing more when its connection ends
		return errEnded
	}
	return err
}

// byGrab listens on an X11 display, and goes back to one that comes back.
func byGrab(ctx context.Context, display string, w shortcut.Wanted) {
	for pause := firstPause; ctx.Err() == nil; pause = min(2*pause, lastPause) {
		g := grab{w: w}
		err := g.listen(ctx, display)
		if ctx.Err() != nil {
			return
		}
		if g.told != "" { // it was there for a while
			pause = firstPause
		}
		w.Tell(shortcut.Standing{State: shortcut.Gone, Err: err})
		timer := time.NewTimer(pause)
		select {
		case <-timer.C:
		case <-ctx.Done():
		}
		timer.Stop()
	}
}

// grab is a combination on one connection to the X server.
type grab struct {
	w        shortcut.Wanted
	x        *xserver.Conn
	told     shortcut.State
	held     []chord
	keys     keymap           // as it was when they were taken
	released xproto.Timestamp // of a key, last
	typing   *typing          // what is typed after a press; nil for nothing
	marks    xproto.Window    // takes our own messages
	over     chan struct{}    // closed with the connection's end
}

// listen returns when the connection ends. xgb reads answers without checking
// their length; if one makes no sense the display is as good as gone.
func (g *grab) listen(ctx context.Context, display string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("an answer makes no sense: %v", r)
		}
	}()
	opening, cancel := context.WithTimeout(ctx, patience)
	g.x, err = xserver.Dial(opening, display)
	cancel()
	if err != nil {
		return err
	}
	defer g.x.Abort()
	stop := context.AfterFunc(ctx, g.end)
	defer stop()
	g.over = make(chan struct{})
	defer close(g.over)
	defer g.forget()
	if err := g.take(); err != nil {
		return err
	}
	for {
		ev, xerr := g.x.WaitForEvent()
		if ev == nil && xerr == nil {
			return errEnded
		}
		if err := g.handle(ev); err != nil {
			return err
		}
	}
}

// end ends the connection when the server has let the keys go. A busy server notices
// a closed connection late, and whoever wants the keys next would find them taken.
func (g *grab) end() {
	late := time.AfterFunc(letGo, g.x.Abort)
	defer late.Stop()
	_ = xproto.UngrabKeyChecked(g.x.Conn, xproto.GrabAny, g.x.Root, xproto.ModMaskAny).Check() // else it goes with the connection
	g.x.Abort()
}

// handle serves an event and those that came with it: a new keyboard is told in
// many, and read once.
func (g *grab) handle(ev xgb.Event) error {
	mapped := false
	for ; ev != nil; ev, _ = g.x.PollForEvent() {
		switch e := ev.(type) {
		case xproto.KeyPressEvent:
			g.press(e)
		case xproto.KeyReleaseEvent:
			g.released = e.Time
			g.typing.up(e)
		case xproto.ClientMessageEvent:
			g.marked(e)
		case xproto.MappingNotifyEvent:
			mapped = mapped || e.Request != xproto.MappingPointer
		}
	}
	if mapped {
		return g.take()
	}
	return nil
}

// press counts once while the key is held: the server repeats it as a release
// and a press of the same instant. Other keys come while it is held, or while the
// keyboard is ours.
func (g *grab) press(e xproto.KeyPressEvent) {
	switch {
	case g.typing != nil && !g.typing.again(e):
		g.typing.press(e)
	case e.Time != g.released && slices.ContainsFunc(g.held, func(c chord) bool { return c.code == e.Detail }):
		g.keep(e)
		g.w.Pressed()
	}
}

// take grabs the combination, as the keyboard is now, and tells how that went.
// An error is the end of the connection.
func (g *grab) take() error {
	late := time.AfterFunc(patience, g.x.Abort)
	defer late.Stop()
	err := g.follow()
	s := shortcut.Standing{State: shortcut.Works, Err: err}
	switch {
	case errors.Is(err, errTaken):
		s.State = shortcut.Taken
	case errors.Is(err, errNoKey):
		s.State = shortcut.NoKey
	case err != nil:
		return err
	}
	if g.told != s.State {
		g.told = s.State
		g.w.Tell(s)
	}
	return nil
}

// chord is the combination as the server knows it.
type chord struct {
	code  xproto.Keycode
	state uint16
}

// follow holds the combination with all locks, or with none. What is held already
// is not let go in between: the server tells of a new keyboard at the first press
// on another one, and that press would be lost.
func (g *grab) follow() error {
	wanted, err := g.chords()
	if err != nil {
		return err
	}
	if err = g.add(wanted); err != nil {
		wanted = nil
	}
	for _, c := range g.held {
		if !slices.Contains(wanted, c) {
			g.drop(c)
		}
	}
	g.held = wanted
	if err == nil && len(wanted) == 0 {
		err = errNoKey
	}
	return err
}

// add grabs what is not held yet, or nothing.
func (g *grab) add(wanted []chord) (err error) {
	asked := map[chord]xproto.GrabKeyCookie{}
	for _, c := range wanted {
		if !slices.Contains(g.held, c) {
			asked[c] = xproto.GrabKeyChecked(g.x.Conn, false, g.x.Root, c.state, c.code, xproto.GrabModeAsync, xproto.GrabModeAsync)
		}
	}
	for _, each := range asked {
		failed := each.Check()
		var access xproto.AccessError
		if errors.As(failed, &access) {
			failed = errTaken
		}
		err = cmp.Or(err, failed)
	}
	if err != nil {
		for c := range asked {
			g.drop(c)
		}
	}
	return err
}

func (g *grab) drop(c chord) { xproto.UngrabKey(g.x.Conn, c.code, g.x.Root, c.state) }

func (g *grab) chords() ([]chord, error) {
	keys, err := readKeymap(g.x)
	if err != nil {
		return nil, err
	}
	g.keys = keys
	var all []chord
	for _, code := range keys.codes(xproto.Keysym(keysymOf(g.w.Combination.Key).number)) {
		for _, state := range keys.states(g.w.Combination.Mods) {
			all = append(all, chord{code, state})
		}
	}
	return all, nil
}
