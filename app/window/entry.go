package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// entry is a text field that lets its view see keys and shortcuts first: Fyne
// sends them to the focused widget alone.
type entry struct {
	widget.Entry
	onKey      func(fyne.KeyName) bool // true takes the key
	onShortcut func(*desktop.CustomShortcut) bool
	onCopy     func()                 // Ctrl C while nothing is marked
	onLeave    func()                 // the focus went elsewhere
	onFocus    func()                 // it came here
	onPaste    func(text string) bool // true takes what is pasted
}

// oneLine keeps text in one line without a scroll bar, as Fyne's own entries do.
const oneLine = fyne.TextWrap(fyne.TextTruncateClip)

func newEntry(placeholder string) *entry {
	e := &entry{}
	e.Wrapping = oneLine
	e.ExtendBaseWidget(e)
	e.SetPlaceHolder(placeholder)
	return e
}

// escapes is an onKey for Esc alone.
func escapes(leave func()) func(fyne.KeyName) bool {
	return func(k fyne.KeyName) bool {
		if k == fyne.KeyEscape {
			leave()
		}
		return k == fyne.KeyEscape
	}
}

func (e *entry) TypedKey(k *fyne.KeyEvent) {
	if e.onKey == nil || !e.onKey(k.Name) {
		e.Entry.TypedKey(k)
	}
}

func (e *entry) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && e.onShortcut != nil && e.onShortcut(c) {
		return
	}
	if p, ok := s.(*fyne.ShortcutPaste); ok && e.onPaste != nil && e.onPaste(p.Clipboard.Content()) {
		return
	}
	if _, ok := s.(*fyne.ShortcutCopy); ok && e.onCopy != nil && e.SelectedText() == "" {
		e.onCopy()
		return
	}
	e.Entry.TypedShortcut(s)
}

func (e *entry) FocusGained() {
	e.Entry.FocusGained()
	if e.onFocus != nil {
		e.onFocus()
	}
}

func (e *entry) FocusLost() {
	e.Entry.FocusLost()
	if e.onLeave != nil {
		e.onLeave()
	}
}
