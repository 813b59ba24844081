package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// keyList is Fyne's list with our keys: what is typed while it has the focus
// goes where it goes from the search field.
type keyList struct {
	widget.List
	onKey   func(fyne.KeyName) bool
	onRune  func(rune)
	onFocus func()
}

func newKeyList(length func() int, update func(widget.ListItemID, fyne.CanvasObject)) *keyList {
	l := &keyList{}
	l.Length, l.UpdateItem = length, update
	l.CreateItem = func() fyne.CanvasObject { return newRowView() }
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

func (l *keyList) TypedKey(e *fyne.KeyEvent) { l.onKey(e.Name) }
func (l *keyList) TypedRune(r rune)          { l.onRune(r) }

func (l *keyList) FocusGained() {
	l.onFocus()
	l.List.FocusGained()
}
