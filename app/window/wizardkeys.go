package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"keytray/app/window/kit"
)

// watch gives a field of a step the keys of the wizard: Enter, Esc, Alt Left. It
// scrolls into sight when it gets the focus; field is what is in the tree, where
// that is not e itself.
func (z *wizard) watch(e *kit.Entry, field ...fyne.CanvasObject) {
	e.OnKey = z.fieldKey
	e.OnShortcut = z.shortcut
	e.OnPaste = z.OnPaste
	e.OnFocus = func() { z.reveal(append(field, e)[0]) }
}

// watchButton does the same for a button.
func (z *wizard) watchButton(b *kit.Button) *kit.Button {
	b.Escape = func() { z.OnCancel() }
	b.OnFocus = func() { z.reveal(b) }
	b.OnKey = z.ignores
	return b
}

// watchCheck does the same for a switch.
func (z *wizard) watchCheck(c *kit.CheckField) *kit.CheckField {
	c.Escape, c.OnKey = func() { z.OnCancel() }, z.fieldKey
	c.OnFocus = func() { z.reveal(c) }
	return c
}

// watchChoice does the same for a choice.
func (z *wizard) watchChoice(c *kit.ChoiceField) *kit.ChoiceField {
	c.Escape = func() { z.OnCancel() }
	c.OnFocus = func() { z.reveal(c) }
	return c
}

// watchCombo does the same for a field with a menu.
func (z *wizard) watchCombo(c *kit.ComboField) *kit.ComboField {
	c.Escape = func() { z.OnCancel() }
	c.OnFocus = func() { z.reveal(c) }
	c.OnPaste = z.OnPaste
	return c
}

// ignores tells whether Enter is still down from the step before. Who holds it would
// store the key and leave without having read a word.
func (z *wizard) ignores(k fyne.KeyName) bool {
	return slices.Contains(z.slow, z.at) && z.Now != nil && z.held.Ignores(k)
}

func (z *wizard) fieldKey(k fyne.KeyName) bool {
	if z.ignores(k) {
		return true
	}
	switch k {
	case fyne.KeyEscape:
		z.OnCancel()
	case fyne.KeyReturn, fyne.KeyEnter:
		z.forward()
	default:
		return false
	}
	return true
}

// key takes the keys that nothing with the focus takes.
func (z *wizard) key(k fyne.KeyName) {
	if s, takes := z.steps[z.at].(keySteps); !takes || !s.key(k) {
		z.fieldKey(k)
	}
}

func (z *wizard) typedRune(r rune) {
	if s, takes := z.steps[z.at].(runeSteps); takes {
		s.typedRune(r)
	}
}

// shortcut takes Alt Left; the rest is the window's.
func (z *wizard) shortcut(s *desktop.CustomShortcut) bool {
	if s.KeyName == fyne.KeyLeft && s.Modifier == fyne.KeyModifierAlt {
		z.back()
		return true
	}
	return z.OnShortcut != nil && z.OnShortcut(s)
}

// pasteText takes what is pasted where no field has the focus.
func (z *wizard) pasteText(text string) {
	if s, takes := z.steps[z.at].(pasteSteps); takes {
		s.pasteText(text)
	}
}
