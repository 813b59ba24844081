package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Fyne's own controls keep Esc to themselves, and those with a menu do not know
// Enter: these let the one leave the page, and the other open the menu.

type choiceField struct {
	widget.Select
	escape  func()
	onFocus func() // it got the focus
}

func (c *choiceField) FocusGained() {
	c.Select.FocusGained()
	if c.onFocus != nil {
		c.onFocus()
	}
}

func (c *choiceField) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		c.escape()
	case fyne.KeyReturn, fyne.KeyEnter: // opens the menu, as Space does
		c.Select.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	default:
		c.Select.TypedKey(k)
	}
}

type checkField struct {
	widget.Check
	escape  func()
	onFocus func()                  // it got the focus
	onKey   func(fyne.KeyName) bool // true takes the key: Enter goes on, as in other fields
}

func (c *checkField) FocusGained() {
	c.Check.FocusGained()
	if c.onFocus != nil {
		c.onFocus()
	}
}

func (c *checkField) TypedKey(k *fyne.KeyEvent) {
	if c.onKey != nil && c.onKey(k.Name) {
		return
	}
	if k.Name == fyne.KeyEscape {
		c.escape()
		return
	}
	c.Check.TypedKey(k)
}

type comboField struct {
	widget.SelectEntry
	escape  func()
	onFocus func()                 // it got the focus
	onPaste func(text string) bool // true takes what is pasted
}

func (c *comboField) FocusGained() {
	c.SelectEntry.FocusGained()
	if c.onFocus != nil {
		c.onFocus()
	}
}

func (c *comboField) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		c.escape()
		return
	}
	c.SelectEntry.TypedKey(k)
}

func (c *comboField) TypedShortcut(s fyne.Shortcut) {
	if p, ok := s.(*fyne.ShortcutPaste); ok && c.onPaste != nil && c.onPaste(p.Clipboard.Content()) {
		return
	}
	c.SelectEntry.TypedShortcut(s)
}

// arrow lets Enter open the menu too. It takes the place of Fyne's own arrow.
func (c *comboField) arrow() {
	c.SetOptions(nil)
	own, a := c.ActionItem.(*widget.Button), &arrowButton{escape: c.escape}
	a.OnTapped, a.Icon, a.Importance = own.OnTapped, own.Icon, own.Importance
	a.ExtendBaseWidget(a)
	c.ActionItem = a
}

type arrowButton struct {
	widget.Button
	escape func()
}

func (a *arrowButton) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		a.escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		a.OnTapped()
	default:
		a.Button.TypedKey(k)
	}
}
