package window

import (
	"strings"

	"fyne.io/fyne/v2"

	"keytray/app/secret"
)

// valueField takes a secret: typed or pasted, hidden unless the eye is open.
type valueField struct {
	entry
}

func newValueField() *valueField {
	v := &valueField{}
	v.Password = true
	v.Wrapping = oneLine
	v.ExtendBaseWidget(v)
	v.SetPlaceHolder("Paste it here")
	return v
}

// TypedShortcut pastes values of several lines as they are. A field of one
// line would turn their line breaks into spaces, and the key into another one.
func (v *valueField) TypedShortcut(s fyne.Shortcut) {
	if p, ok := s.(*fyne.ShortcutPaste); ok && strings.ContainsRune(trimEnd(p.Clipboard.Content()), '\n') {
		v.MultiLine = true
		v.Wrapping = fyne.TextWrapBreak
		v.SetMinRowsVisible(3)
		v.Refresh()
	}
	v.entry.TypedShortcut(s)
}

// trimEnd drops the one line end that copying often brings along, as the
// commands do.
func trimEnd(s string) string { return strings.TrimSuffix(strings.TrimSuffix(s, "\n"), "\r") }

// secret is what was typed.
func (v *valueField) secret() secret.Value { return secret.FromString(trimEnd(v.Text)) }

// empty forgets it; SetText drops what could be undone, too.
func (v *valueField) empty() { v.SetText("") }
