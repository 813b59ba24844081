//go:build !darwin || cgo

package tray

import (
	"context"
	"errors"
	"slices"
	"time"

	"fyne.io/systray"

	"keytray/app/api"
	"keytray/app/text"
)

// Params are what the tray needs.
type Params struct {
	Service api.Service
	Failed  func(error) // a click could not be served
	// Icons is a folder for the pictures, which only this person can read and which ends in "icons"; "" for none.
	Icons string
}

// Run shows the icon until ctx ends, or until the system has taken it away: on Windows whoever asks
// Keytray to close closes the window of the icon. It must be called on the main goroutine.
func Run(ctx context.Context, p Params) {
	ctx, end := context.WithCancel(ctx)
	defer end()
	m := &menu{p: p, sign: newSign(p), clicks: make(chan Item, 8)}
	defer m.sign.close()
	begun, done := make(chan struct{}), make(chan struct{})
	first := m.next(ctx, 0)
	// Before Run: what is set later can miss the moment at which systray
	// publishes its properties.
	m.face(first.state)
	awaitPanel(ctx)
	stop := context.AfterFunc(ctx, func() {
		select {
		case <-begun: // it ends by itself
		default: // systray could not show an icon, and would wait for ever
			systray.Quit()
		}
	})
	defer stop()
	systray.Run(func() {
		close(begun)
		m.update(ctx, first)
		m.sign.publish(ctx)
		go func() {
			defer close(done)
			m.follow(ctx, first)
			systray.Quit() // not earlier: it closes the connection on which the menu is changed
		}()
	}, nil)
	end()
	select {
	case <-begun:
		<-done
	default:
	}
}

// again is the pause where not even a change of the state can be waited for.
const again = time.Minute

// menu is what is shown now. It is used by one goroutine at a time.
type menu struct {
	p      Params
	clicks chan Item
	sign   *sign
	shown  []*line
	lost   bool   // there is no tray any more
	failed string // what was last wrong with the state

	stopCopy context.CancelFunc
	copied   chan struct{} // closed when the last copy clicked is over
}

// news is a state and its menu.
type news struct {
	state api.State
	items []Item
	wait  time.Duration // before asking again
}

// next waits for a state that differs.
func (m *menu) next(ctx context.Context, revision uint64) news {
	s, err := m.p.Service.Wait(ctx, revision)
	if err == nil {
		m.failed = ""
		return news{state: s, items: Items(s)}
	}
	if err.Error() != m.failed && ctx.Err() == nil { // once, not every time
		m.failed = err.Error()
		m.p.Failed(err)
	}
	n := news{state: s, items: Broken()}
	if s.Revision == 0 { // not even a change can be waited for
		n.state.Revision, n.wait = revision, again
	}
	return n
}

// follow keeps the menu up to date and serves clicks until ctx ends.
func (m *menu) follow(ctx context.Context, n news) {
	changes, last := make(chan news), n
	go func() {
		defer close(changes)
		for {
			select {
			case <-time.After(n.wait):
			case <-ctx.Done():
				return
			}
			n = m.next(ctx, n.state.Revision)
			select {
			case changes <- n:
			case <-ctx.Done():
				return
			}
		}
	}()
	for {
		select {
		case n, ok := <-changes:
			if !ok {
				return
			}
			last = n
			m.update(ctx, last)
		case <-m.sign.changed():
			m.update(ctx, last)
		case <-systray.TrayOpenedCh:
			go m.look(ctx)
		case item := <-m.clicks:
			m.start(ctx, item)
		}
	}
}

// look asks how the keychain is while the person reads the menu: it may have
// been unlocked since.
func (m *menu) look(ctx context.Context) {
	_, _ = m.p.Service.State(ctx) // what it finds comes as a new state
}

// start serves a click in the background: the keychain may keep us waiting. Of
// several copies the last one clicked counts: it stops the one before and comes
// after it.
func (m *menu) start(ctx context.Context, item Item) {
	if item.Action != Copy {
		go m.serve(ctx, item)
		return
	}
	if m.stopCopy != nil {
		m.stopCopy()
	}
	ctx, m.stopCopy = context.WithCancel(ctx)
	before, done := m.copied, make(chan struct{})
	m.copied = done
	go func() {
		defer close(done)
		if before != nil {
			<-before
		}
		m.serve(ctx, item)
	}()
}

func (m *menu) serve(ctx context.Context, item Item) {
	var err error
	switch item.Action {
	case Copy:
		if _, err = m.p.Service.Copy(ctx, api.CopyRequest{Name: item.Key}); api.KindOf(err) == api.Locked && m.askPassphrase(ctx, item.Key) {
			return
		}
	case Clear:
		_, err = m.p.Service.Clear(ctx)
	case Stop:
		err = m.p.Service.Cancel(ctx)
	case Open:
		err = m.p.Service.Show(ctx, api.View{Name: item.View, Key: item.Key})
	case Quit:
		err = m.p.Service.Quit(ctx)
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		m.p.Failed(err)
	}
}

// askPassphrase opens the window that does, if what is locked is the encrypted
// file: a keychain has a prompt of its own.
func (m *menu) askPassphrase(ctx context.Context, key string) bool {
	s, err := m.p.Service.State(ctx)
	return err == nil && s.Keychain.NeedsPassphrase &&
		m.p.Service.Show(ctx, api.View{Name: api.ViewUnlock, Key: key}) == nil
}

// face shows icon and tooltip.
func (m *menu) face(s api.State) { m.sign.show(Icon(s), panel(s, m.sign.found()), Tooltip(s)) }

// update changes what differs. The menu is built anew only when lines come, go
// or change places: hosts close an open menu then.
func (m *menu) update(ctx context.Context, n news) {
	if m.lost {
		return
	}
	// systray panics when the session bus is gone. The tray is lost then, but
	// the agent must live on: a key may be on the clipboard.
	defer func() {
		if r := recover(); r != nil {
			m.lost = true
			if ctx.Err() == nil { // else we are quitting
				m.p.Failed(text.Errorf("the tray icon is lost: %v", r))
			}
		}
	}()
	m.face(n.state)
	items := n.items
	same := func(l *line, i Item) bool {
		return (l.native == nil) == (i.Title == "") && copied(l.item) == copied(i)
	}
	if !slices.EqualFunc(m.shown, items, same) {
		m.build(items)
		return
	}
	for i, item := range items {
		m.shown[i].change(item)
	}
}

// copied is the key that a line copies: it stays the same for the line's whole life.
func copied(i Item) string {
	if i.Action != Copy {
		return ""
	}
	return i.Key
}

// build replaces the whole menu: systray can only append.
func (m *menu) build(items []Item) {
	for _, l := range m.shown {
		l.remove()
	}
	systray.ResetMenu() // separators
	m.shown = nil
	for _, item := range items {
		m.shown = append(m.shown, m.add(item))
	}
}

func (m *menu) add(item Item) *line {
	if item.Title == "" {
		systray.AddSeparator()
		return &line{}
	}
	l := &line{native: systray.AddMenuItem(escape(item.Title), ""), now: make(chan Item, 1), gone: make(chan struct{})}
	l.item = item
	l.now <- item
	if item.Action == None {
		l.native.Disable()
	}
	go l.listen(l.native.ClickedCh, m.clicks)
	return l
}
