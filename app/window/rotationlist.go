package window

import (
	"slices"
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

	list   *kit.Rows
	keys   []api.Key
	ids    []string // of the keys
	now    time.Time
	months months
	narrow bool
	chosenKey
	marked int // the row that the list shows as selected
}

func newLifeList(escape func()) *lifeList {
	l := &lifeList{onEscape: escape, marked: -1}
	l.list = kit.NewRows(func() int { return len(l.keys) }, func() fyne.CanvasObject { return newLifeRow() }, l.update)
	l.list.OnKey, l.list.Edge = l.key, lifeEdge
	return l
}

// render shows a state. It scrolls for a selected key alone that was in sight.
func (l *lifeList) render(keys []api.Key, now time.Time, m months, narrow bool) {
	inSight := l.list.InSight()
	l.keys, l.now, l.months, l.narrow = keys, now, m, narrow
	l.ids = l.ids[:0]
	for i := range keys {
		l.ids = append(l.ids, keys[i].ID)
	}
	l.mark(l.follow(l.ids))
	if inSight {
		l.list.Reveal()
	}
}

// choose selects row i, in sight; -1 selects none.
func (l *lifeList) choose(i int) {
	l.take(l.ids, i)
	if i != l.marked {
		l.mark(i)
		l.list.Reveal()
	}
}

// mark shows row i as the selected one.
func (l *lifeList) mark(i int) {
	l.marked = i
	l.list.Changed(nil, 0) // the buttons of two rows look different now
	l.list.Mark(i)
}

// chooseKey selects a key wherever it is, and none that is gone.
func (l *lifeList) chooseKey(id string) {
	if i := slices.Index(l.ids, id); i >= 0 {
		l.choose(i)
	}
}

func (l *lifeList) update(i int, o fyne.CanvasObject) {
	k, v := l.keys[i], o.(*lifeRow)
	ground := kit.ColorSurface
	if k.ID == l.id {
		ground = theme.ColorNameSelection
	}
	v.onSelect = func(id string) {
		l.chooseKey(id)
		l.focus()
	}
	v.onOpen, v.onRotate = l.onOpen, l.onRotate
	v.name.KeepEnd(ownEnd(k.Name, l.keys))
	v.render(k, l.now, l.months, l.narrow, ground)
}

// ownEnd is how many characters at the end of a name tell it from one that begins in the
// same way; 0 where none does.
func ownEnd(name string, keys []api.Key) int {
	const alike, least, most = 6, 2, 8 // characters
	runes, same := []rune(name), 0
	for i := range keys {
		if other := keys[i].Name; other != name {
			same = max(same, sameStart(runes, other))
		}
	}
	if same < alike || len(runes)-same > most {
		return 0
	}
	return max(len(runes)-same, least)
}

// sameStart is how many characters a name has in common with another at its beginning.
func sameStart(name []rune, other string) (n int) {
	for _, r := range other {
		if n == len(name) || name[n] != r {
			break
		}
		n++
	}
	return n
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
	if l.id != "" {
		do(l.id)
	}
}
