package kit

import (
	"strings"

	"fyne.io/fyne/v2"

	"keytray/app/secret"
)

// ValueField takes a passphrase: typed or pasted, hidden unless the eye is open. Keys have
// a field of their own.
type ValueField struct {
	Entry
}

func NewValueField() *ValueField {
	v := &ValueField{}
	v.Password = true
	v.Wrapping = OneLine
	v.ExtendBaseWidget(v)
	return v
}

func (v *ValueField) TypedKey(k *fyne.KeyEvent) {
	if !Helps(v, k) {
		v.Entry.TypedKey(k)
	}
}

// TypedShortcut pastes without the line end that copying brings along.
func (v *ValueField) TypedShortcut(s fyne.Shortcut) {
	p, ok := s.(*fyne.ShortcutPaste)
	if !ok {
		v.Entry.TypedShortcut(s)
		return
	}
	v.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: trimmed{p.Clipboard}})
}

// trimmed is a clipboard without the line end that copying brought along: a
// field of one line would turn that into a space, too.
type trimmed struct{ fyne.Clipboard }

func (t trimmed) Content() string { return trimEnd(t.Clipboard.Content()) }

// trimEnd drops the one line end that copying often brings along, as the
// commands do.
func trimEnd(s string) string { return strings.TrimSuffix(strings.TrimSuffix(s, "\n"), "\r") }

// Secret is what was typed.
func (v *ValueField) Secret() secret.Value { return secret.FromString(trimEnd(v.Text)) }

// Take is secret, and empties the field.
func (v *ValueField) Take() secret.Value {
	s := v.Secret()
	v.Empty()
	return s
}

// Empty forgets it; SetText drops what could be undone, too.
func (v *ValueField) Empty() { v.SetText("") }
