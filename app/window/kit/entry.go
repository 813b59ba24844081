package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Entry is a text field that lets its view see keys and shortcuts first: Fyne
// sends them to the focused widget alone.
type Entry struct {
	widget.Entry
	OnKey      func(fyne.KeyName) bool // true takes the key
	OnRune     func(rune) bool         // true takes the character
	OnShortcut func(*desktop.CustomShortcut) bool
	OnCopy     func()                 // Ctrl C while nothing is marked
	OnLeave    func()                 // the focus went elsewhere
	OnFocus    func()                 // it came here
	OnPaste    func(text string) bool // true takes what is pasted
	OnUndo     func() bool            // true takes Ctrl Z
	TabLeaves  bool                   // Tab leads on from a field of several lines, too
	WantsTab   func() bool            // whether Tab goes to OnKey now
	Bare       bool                   // within a frame of somebody else's: it draws none
	lit        bool                   // it has the focus
}

// AcceptsTab tells whether Tab is text, or means something to the view.
func (e *Entry) AcceptsTab() bool {
	return e.MultiLine && !e.TabLeaves || e.WantsTab != nil && e.WantsTab()
}

// OneLine keeps text in one line without a scroll bar, as Fyne's own entries do.
const OneLine = fyne.TextWrap(fyne.TextTruncateClip)

func NewEntry(placeholder string) *Entry { return NewTailed(placeholder, nil) }

// NewTailed is a field with something at its end.
func NewTailed(placeholder string, tail fyne.CanvasObject) *Entry {
	e := &Entry{}
	e.ActionItem = tail
	e.Wrapping = OneLine
	e.ExtendBaseWidget(e)
	e.SetPlaceHolder(placeholder)
	return e
}

// Escapes is an onKey for Esc alone.
func Escapes(leave func()) func(fyne.KeyName) bool {
	return func(k fyne.KeyName) bool {
		if k == fyne.KeyEscape {
			leave()
		}
		return k == fyne.KeyEscape
	}
}

func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if !Helps(e, k) && (e.OnKey == nil || !e.OnKey(k.Name)) {
		e.Entry.TypedKey(k)
	}
}

func (e *Entry) TypedRune(r rune) {
	if e.OnRune == nil || !e.OnRune(r) {
		e.Entry.TypedRune(r)
	}
}

func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && e.OnShortcut != nil && e.OnShortcut(c) {
		return
	}
	if p, ok := s.(*fyne.ShortcutPaste); ok && e.OnPaste != nil && e.OnPaste(p.Clipboard.Content()) {
		return
	}
	if _, ok := s.(*fyne.ShortcutUndo); ok && e.OnUndo != nil && e.OnUndo() {
		return
	}
	if _, ok := s.(*fyne.ShortcutCopy); ok && e.OnCopy != nil && e.SelectedText() == "" {
		e.OnCopy()
		return
	}
	e.Entry.TypedShortcut(s)
}

func (e *Entry) FocusGained() {
	e.lit = true
	e.Entry.FocusGained()
	intoSight()
	if e.OnFocus != nil {
		e.OnFocus()
	}
}

func (e *Entry) FocusLost() {
	e.lit = false
	e.Entry.FocusLost()
	if e.OnLeave != nil {
		e.OnLeave()
	}
}
