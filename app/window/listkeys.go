package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"keytray/app/window/kit"
)

// searchKey handles the keys of the search field: those of the list, but for those that
// move in what was typed.
func (p *listPane) searchKey(name fyne.KeyName) bool {
	if p.offers.key(name) {
		return true
	}
	typed := p.search.Text
	switch name {
	case fyne.KeyHome, fyne.KeyEnd, fyne.KeyLeft:
		if typed != "" {
			return false
		}
	case fyne.KeyRight:
		if p.search.CursorColumn < len([]rune(typed)) {
			return false
		}
	}
	return p.key(name)
}

// key handles the keys that work from the search field and everywhere else in the view.
func (p *listPane) key(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyHome, fyne.KeyEnd:
		p.move(name)
	case fyne.KeyReturn, fyne.KeyEnter:
		p.enter()
	case fyne.KeyRight:
		p.OnOpen(p.selected)
	case desktop.KeyMenu, fyne.KeyF10: // with Shift F10 does the same, and keys come without it
		p.openMenu()
	case fyne.KeyEscape:
		if p.search.Text == "" {
			p.OnEscape()
			return true
		}
		p.clear()
	default:
		return false
	}
	return true
}

// move selects another key. From then on Enter is for that one, and no offer covers it.
func (p *listPane) move(name fyne.KeyName) {
	if p.offers.enter {
		p.offers.hide()
	}
	i := p.index(p.selected)
	if i < 0 {
		p.choose(p.next(-1, 1))
		return
	}
	step, times := 1, 1
	switch name {
	case fyne.KeyUp:
		step = -1
	case fyne.KeyPageDown:
		times = p.list.PageRows()
	case fyne.KeyPageUp:
		step, times = -1, p.list.PageRows()
	case fyne.KeyHome:
		i = -1
	case fyne.KeyEnd:
		i, step = len(p.rows), -1
	}
	for range times {
		i = p.next(i, step)
	}
	if i >= 0 && i < len(p.rows) {
		p.choose(i)
	}
}

// enter copies the selected key. Where none is found it does what is offered.
func (p *listPane) enter() {
	if do := p.nothing.do; len(p.rows) == 0 && do != nil {
		do()
		return
	}
	p.copy()
}

// openMenu shows what can be done with the selected key, below its row.
func (p *listPane) openMenu() {
	i := p.index(p.selected)
	if i < 0 {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.list).Add(p.list.Place(i))
	p.OnMenu(p.selected, at.AddXY(tileEdge, kit.Scaled(rowHeight)))
}
