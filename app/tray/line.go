//go:build !darwin || cgo

package tray

import "fyne.io/systray"

// line is one item on screen. It copies the same key for its whole life, so a
// click on what was read can never copy another one: a line that left the menu
// is not heard any more.
type line struct {
	item   Item
	native *systray.MenuItem // nil for a separator
	now    chan Item         // holds what a click does at the moment
	gone   chan struct{}
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
