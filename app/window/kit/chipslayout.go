package kit

import "fyne.io/fyne/v2"

// chipsLayout keeps chips in one line: where there is no room they are tighter, then signs
// stand for names, from the last chip on. Only where that does not help they take another
// line.
type chipsLayout struct {
	Flow
	chips *Chips
}

func (l *chipsLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	l.fit()
	return l.Flow.MinSize(o)
}

func (l *chipsLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.fit()
	l.Flow.Layout(o, size)
}

// fit chooses the form of each chip for the width that there was last. Which chip is on
// makes no difference: none moves when the person turns to another.
func (l *chipsLayout) fit() {
	all := l.chips.all
	if l.width <= 0 || l.form(5, false, len(all)) {
		return
	}
	for named := len(all); named >= 0; named-- {
		if l.form(4, true, named) {
			return
		}
	}
}

// form gives the first chips their names and the others signs, and tells whether all have
// room.
func (l *chipsLayout) form(gap float32, tight bool, named int) bool {
	l.Gap = gap
	width := -gap
	for i, c := range l.chips.all {
		c.form(tight, i >= named)
		width += gap + c.MinSize().Width
	}
	return width <= l.width
}
