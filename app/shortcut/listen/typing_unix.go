//go:build !windows && !darwin

package listen

import (
	"time"

	"github.com/jezek/xgb/xproto"

	"keytray/app/shortcut"
)

// typingLimit is how long the keyboard is ours at most, whatever becomes of the window
// that the person waits for.
const typingLimit = 700 * time.Millisecond

// typing is what is typed after a press of the combination, while the keyboard is ours.
type typing struct {
	typed   *shortcut.Typed
	keys    keymap
	chord   chord            // that was pressed
	chordUp xproto.Timestamp // its key was released last; 0 for never
	deaf    bool             // one key was not understood: those after it would mean something else
}

// keep takes the keyboard, if what is typed next is wanted. Where another program has
// it, or the server says no, everything goes its usual way.
func (g *grab) keep(e xproto.KeyPressEvent) {
	if g.typing != nil || g.w.Typed == nil {
		return
	}
	typed := g.w.Typed()
	if typed == nil || !typed.Begin() {
		return
	}
	if !g.seize() {
		typed.Free()
		return
	}
	g.typing = &typing{typed: typed, keys: g.keys, chord: chord{e.Detail, g.keys.state(g.w.Combination.Mods)}}
	go g.letGoInTime(typed)
}

// seize takes the keyboard for this connection, with whose end it would be free, too.
func (g *grab) seize() bool {
	late := time.AfterFunc(typingLimit, g.x.Abort)
	defer late.Stop()
	if g.marks == 0 {
		id, err := xproto.NewWindowId(g.x.Conn)
		if err != nil {
			return false
		}
		xproto.CreateWindow(g.x.Conn, 0, id, g.x.Root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, 0, 0, nil)
		g.marks = id
	}
	r, err := xproto.GrabKeyboard(g.x.Conn, false, g.x.Root, xproto.TimeCurrentTime, xproto.GrabModeAsync, xproto.GrabModeAsync).Reply()
	return err == nil && r != nil && r.Status == xproto.GrabStatusSuccess
}

// letGoInTime frees the keyboard when nobody wants more, or it was long enough. It needs
// nobody else for that: if the server does not answer, the connection ends.
func (g *grab) letGoInTime(typed *shortcut.Typed) {
	limit := time.NewTimer(typingLimit)
	defer limit.Stop()
	select {
	case <-typed.Enough():
	case <-limit.C:
	case <-g.over:
		return
	}
	late := time.AfterFunc(letGo, g.x.Abort)
	defer late.Stop()
	xproto.UngrabKeyboard(g.x.Conn, xproto.TimeCurrentTime)
	// The message comes back after the last key that was ours.
	mark := xproto.ClientMessageEvent{Format: 32, Window: g.marks, Type: xproto.AtomString, Data: xproto.ClientMessageDataUnionData32New(make([]uint32, 5))}
	if xproto.SendEventChecked(g.x.Conn, false, g.marks, 0, string(mark.Bytes())).Check() != nil {
		g.x.Abort()
	}
}

// marked hears that the keyboard is free.
func (g *grab) marked(e xproto.ClientMessageEvent) {
	if e.Window == g.marks {
		g.forget()
	}
}

// forget is for the end of the keyboard's time, and of the connection's.
func (g *grab) forget() {
	if g.typing != nil {
		g.typing.typed.Free()
		g.typing = nil
	}
}

// again tells whether the combination was pressed once more.
func (t *typing) again(e xproto.KeyPressEvent) bool {
	return e.Detail == t.chord.code && e.State&t.chord.state == t.chord.state
}

// up notes that the combination's key was released: which also the server says, before
// each repeat.
func (t *typing) up(e xproto.KeyReleaseEvent) {
	if t != nil && e.Detail == t.chord.code {
		t.chordUp = e.Time
	}
}

func (t *typing) press(e xproto.KeyPressEvent) {
	held := e.Detail == t.chord.code && (t.chordUp == 0 || t.chordUp == e.Time)
	if t.deaf || held || t.keys.modifies(e.Detail) {
		return
	}
	s, ok := t.keys.stroke(e.Detail, e.State)
	more := ok && t.typed.Add(s)
	t.deaf = !more || s.Key == shortcut.Enter || s.Key == shortcut.Escape // what follows is not meant for this window
}
