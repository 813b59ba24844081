package kit

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
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
	OnRedo     func() bool            // true takes Ctrl Y and Ctrl Shift Z
	TabLeaves  bool                   // Tab leads on from a field of several lines, too
	WantsTab   func() bool            // whether Tab goes to OnKey now
	Label      string                 // what it is for, for screen readers; the placeholder if empty
	Also       func() string          // what a screen reader says besides: what is wrong with it, or chosen by it; may be nil
	Bare       bool                   // within a frame of somebody else's: it draws none
	lit        bool                   // it has the focus
	words      string                 // the placeholder, which may be cut
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

// beforeWords is the room for the caret before a placeholder.
const beforeWords = "\u2009" // thin space

// SetPlaceHolder says what belongs into the field, while nothing does. Fyne's caret would
// stand on the first letter of it; those of equal width have room of their own.
func (e *Entry) SetPlaceHolder(words string) {
	if words != "" && !e.TextStyle.Monospace {
		words = beforeWords + words
	}
	e.words = words
	e.Entry.SetPlaceHolder(words)
	e.fitWords()
}

// Words are those of SetPlaceHolder, also where there is no room for all of them.
func (e *Entry) Words() string { return cmp.Or(e.words, e.PlaceHolder) }

func (e *Entry) Resize(size fyne.Size) {
	e.Entry.Resize(size)
	e.fitWords()
}

// fitWords ends the placeholder in an ellipsis where it has not enough room: Fyne cuts it
// anywhere, and draws a scroll bar below what is left.
func (e *Entry) fitWords() {
	width := e.Size().Width
	if e.words == "" || e.MultiLine || width <= 0 {
		return
	}
	pad, points := theme.SizeForWidget(theme.SizeNameInnerPadding, e), theme.SizeForWidget(theme.SizeNameText, e)
	width -= 2*pad + 4*theme.SizeForWidget(theme.SizeNameInputBorder, e)
	if e.ActionItem != nil {
		width -= e.ActionItem.MinSize().Width
	}
	if e.Icon != nil {
		width -= theme.SizeForWidget(theme.SizeNameInlineIcon, e) + theme.SizeForWidget(theme.SizeNameLineSpacing, e)
	}
	fits := func(s string) bool { return Measure(s, points, e.TextStyle).Width <= width }
	shown := e.words
	if !fits(shown) {
		shown = beginning([]rune(e.words), "…", fits)
	}
	if shown != e.PlaceHolder {
		e.Entry.SetPlaceHolder(shown)
	}
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
	if redoes(s) && e.OnRedo != nil && e.OnRedo() {
		return
	}
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

// RedoShift is the other of the two usual ways to redo; Fyne knows Ctrl Y.
var RedoShift = &desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}

func redoes(s fyne.Shortcut) bool {
	_, is := s.(*fyne.ShortcutRedo)
	return is || s.ShortcutName() == RedoShift.ShortcutName()
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
