//go:build !darwin || cgo

package tray

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"fyne.io/systray"

	"keytray/app/api"
	"keytray/assets"
)

// Params are what the tray needs.
type Params struct {
	Service api.Service
	Failed  func(error) // a click could not be served
}

// Run shows the icon until ctx ends. It must be called on the main goroutine.
func Run(ctx context.Context, p Params) {
	m := &menu{p: p, clicks: make(chan Item, 8)}
	done := make(chan struct{})
	stop := context.AfterFunc(ctx, systray.Quit)
	defer stop()
	s, err := p.Service.Wait(ctx, 0)
	if err != nil {
		p.Failed(err)
	}
	// Before Run: what is set later can miss the moment at which systray
	// publishes its properties.
	m.face(s)
	systray.Run(func() {
		m.update(s)
		go func() {
			defer close(done)
			m.follow(ctx, s.Revision)
		}()
	}, nil)
	<-done
}

// again is how long a state that cannot be read is left alone.
const again = time.Minute

// menu is what is shown now. It is used by one goroutine at a time.
type menu struct {
	p      Params
	clicks chan Item
	icon   string
	tip    string
	shown  []*line
	lost   bool // there is no tray any more
}

// line is one item on screen. It copies the same key for its whole life, so a
// click on what was read can never copy another one: a line that left the menu
// is not heard any more.
type line struct {
	item   Item
	native *systray.MenuItem // nil for a separator
	now    chan Item         // holds what a click does at the moment
	gone   chan struct{}
}

// follow keeps the menu up to date and serves clicks until ctx ends.
func (m *menu) follow(ctx context.Context, revision uint64) {
	states := make(chan api.State)
	go func() {
		defer close(states)
		for {
			s, err := m.p.Service.Wait(ctx, revision)
			if ctx.Err() != nil {
				return
			}
			if err != nil { // a damaged index, say: the menu stays as it is
				m.p.Failed(err)
				select {
				case <-time.After(again):
					continue
				case <-ctx.Done():
					return
				}
			}
			revision = s.Revision
			select {
			case states <- s:
			case <-ctx.Done():
				return
			}
		}
	}()
	for {
		select {
		case s, ok := <-states:
			if !ok {
				return
			}
			m.update(s)
		case item := <-m.clicks:
			go m.serve(ctx, item) // the keychain may keep us waiting
		}
	}
}

func (m *menu) serve(ctx context.Context, item Item) {
	var err error
	switch item.Action {
	case Copy:
		_, err = m.p.Service.Copy(ctx, api.CopyRequest{Name: item.Key})
	case Clear:
		_, err = m.p.Service.Clear(ctx)
	case Open:
		err = m.p.Service.Show(ctx, api.View{Name: item.View})
	case Quit:
		err = m.p.Service.Quit(ctx)
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		m.p.Failed(err)
	}
}

// face shows icon and tooltip.
func (m *menu) face(s api.State) {
	if icon := Icon(s); icon != m.icon {
		m.icon = icon
		systray.SetIcon(assets.TrayIcon(icon))
	}
	if tip := Tooltip(s); tip != m.tip {
		m.tip = tip
		systray.SetTooltip(tip)
	}
}

// update changes what differs. The menu is built anew only when lines come, go
// or change places: hosts close an open menu then.
func (m *menu) update(s api.State) {
	if m.lost {
		return
	}
	// systray panics when the session bus is gone. The tray is lost then, but
	// the agent must live on: a key may be on the clipboard.
	defer func() {
		if r := recover(); r != nil {
			m.lost = true
			m.p.Failed(fmt.Errorf("the tray icon is lost: %v", r))
		}
	}()
	m.face(s)
	items := Items(s)
	same := func(l *line, i Item) bool {
		return (l.native == nil) == (i.Title == "") && l.item.Key == i.Key
	}
	if !slices.EqualFunc(m.shown, items, same) {
		m.build(items)
		return
	}
	for i, item := range items {
		m.shown[i].change(item)
	}
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

// listen hands clicks on. It never blocks for long: systray drops a click that
// nobody takes at once.
func (l *line) listen(clicked <-chan struct{}, clicks chan<- Item) {
	for {
		select {
		case <-clicked:
			item := <-l.now
			l.now <- item
			if item.Action == None {
				continue // hosts can click disabled items
			}
			select {
			case clicks <- item:
			default: // eight clicks are waiting already
			}
		case <-l.gone:
			return
		}
	}
}

// change shows a new title for the same line.
func (l *line) change(item Item) {
	if l.native == nil || l.item == item {
		return
	}
	<-l.now
	l.now <- item
	if l.item.Title != item.Title {
		l.native.SetTitle(escape(item.Title))
	}
	switch was, is := l.item.Action == None, item.Action == None; {
	case was && !is:
		l.native.Enable()
	case !was && is:
		l.native.Disable()
	}
	l.item = item
}

// remove takes a line away. Its channel is taken from systray first: systray
// would close it, and a click at that moment would end the program.
func (l *line) remove() {
	if l.native == nil {
		return
	}
	close(l.gone)
	l.native.ClickedCh = nil
	l.native.Remove()
}
