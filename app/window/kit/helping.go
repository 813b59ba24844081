package kit

import "fyne.io/fyne/v2"

// Key that shows the keys, and the rune that does so where nobody types.
const (
	HelpKey  = fyne.KeyF1
	HelpRune = '?'
)

// Helps gives the window the key for help. A key goes to what has the focus alone, so
// every control of ours passes this one on.
func Helps(o fyne.CanvasObject, e *fyne.KeyEvent) bool {
	if e.Name != HelpKey {
		return false
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
	return true
}

// Asks does the same with what is typed on a control that takes no text.
func Asks(o fyne.CanvasObject, r rune) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); r == HelpRune && c != nil && c.OnTypedRune() != nil {
		c.OnTypedRune()(r)
	}
}
