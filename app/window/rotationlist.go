package window

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// lifeList is the list of the overview. A click selects, Enter rotates, a double click
// or Right shows the key.
type lifeList struct {
	onRotate func(id string)
	onOpen   func(id string)
	onEscape func()
	focus    func()

	list     *kit.Rows
	keys     []api.Key
	now      time.Time
	months   months
	narrow   bool
	selected string
	marked   int // the row that the list shows as selected
}

func newLifeList(escape func()) *lifeList {
	l := &lifeList{onEscape: escape, marked: -1}
	l.list = kit.NewRows(func() int { return len(l.keys) }, func() fyne.CanvasObject { return newLifeRow() }, l.update)
	l.list.OnKey = l.key
	return l
}

func (l *lifeList) render(keys []api.Key, now time.Time, m months, narrow bool) {
	l.keys, l.now, l.months, l.narrow = keys, now, m, narrow
	i := l.index(l.selected)
	if i < 0 {
		i = min(max(l.marked, 0), len(keys)-1) // the one that is in its place now
	}
	l.list.Changed(nil, 0)
	l.choose(i)
}

func (l *lifeList) index(id string) int {
	for i, k := range l.keys {
		if k.ID == id {
			return i
		}
	}
	return -1
}

// choose selects row i; -1 selects none.
func (l *lifeList) choose(i int) {
	l.selected = ""
	if i >= 0 {
		l.selected = l.keys[i].ID
	}
	if i == l.marked {
		return
	}
	l.marked = i
	l.list.Changed(nil, 0) // the buttons of two rows look different now
	l.list.Choose(i)       // and scrolls to it
}

func (l *lifeList) update(i int, o fyne.CanvasObject) {
	k, v := l.keys[i], o.(*lifeRow)
	ground := kit.ColorSurface
	if k.ID == l.selected {
		ground = theme.ColorNameSelection
	}
	v.onSelect = func() {
		l.choose(l.index(k.ID))
		l.focus()
	}
	v.onOpen = func() { l.onOpen(k.ID) }
	v.act.tapped = func() { l.onRotate(k.ID) }
	v.render(k, l.now, l.months, l.narrow, ground)
}

func (l *lifeList) key(name fyne.KeyName) bool {
	const pageRows = 12
	last := len(l.keys) - 1
	to := func(i int) { l.choose(min(max(i, min(0, last)), last)) }
	switch name {
	case fyne.KeyDown:
		to(l.marked + 1)
	case fyne.KeyUp:
		to(l.marked - 1)
	case fyne.KeyPageDown:
		to(l.marked + pageRows)
	case fyne.KeyPageUp:
		to(l.marked - pageRows)
	case fyne.KeyHome:
		to(0)
	case fyne.KeyEnd:
		to(last)
	case fyne.KeyReturn, fyne.KeyEnter:
		l.act(l.onRotate)
	case fyne.KeyRight:
		l.act(l.onOpen)
	case fyne.KeyEscape:
		l.onEscape()
	default:
		return false
	}
	return true
}

func (l *lifeList) act(do func(id string)) {
	if l.selected != "" {
		do(l.selected)
	}
}
