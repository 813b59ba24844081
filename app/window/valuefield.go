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
	p, ok := s.(*fyne.ShortcutPaste)
	if !ok {
		v.entry.TypedShortcut(s)
		return
	}
	if strings.ContainsRune(trimEnd(p.Clipboard.Content()), '\n') {
		v.MultiLine = true
		v.Wrapping = fyne.TextWrapBreak
		v.SetMinRowsVisible(3)
		v.Refresh()
	}
	v.entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: trimmed{p.Clipboard}})
}

// trimmed is a clipboard without the line end that copying brought along: a
// field of one line would turn that into a space, too.
type trimmed struct{ fyne.Clipboard }

func (t trimmed) Content() string { return trimEnd(t.Clipboard.Content()) }

// trimEnd drops the one line end that copying often brings along, as the
// commands do.
func trimEnd(s string) string { return strings.TrimSuffix(strings.TrimSuffix(s, "\n"), "\r") }

// secret is what was typed.
func (v *valueField) secret() secret.Value { return secret.FromString(trimEnd(v.Text)) }

// take is secret, and empties the field.
func (v *valueField) take() secret.Value {
	s := v.secret()
	v.empty()
	return s
}

// empty forgets it; SetText drops what could be undone, too.
func (v *valueField) empty() { v.SetText("") }
