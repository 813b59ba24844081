package window

import (
	"image/color"
	"time"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/secret"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// pasteField takes a secret, pasted or typed, and shows no more of it than its
// length and its last four characters, except while the eye is held. It is no
// Entry: an Entry keeps what it was given as text, and what it was before for
// undo. This one overwrites its bytes when they change.
type pasteField struct {
	widget.BaseWidget
	onPaste    func(text string)
	onChanged  func()
	onKey      func(fyne.KeyName) bool // true takes the key
	onShortcut func(*desktop.CustomShortcut) bool
	onTap      func() // asks for the focus
	onRemove   func() // takes the value away
	onGrow     func() // its height changed
	wait       func(d time.Duration, f func()) (stop func())

	value   []byte
	part    []byte // of value: the key itself
	bad     bool   // there is something wrong with it
	marked  bool   // all of it: what comes next replaces it
	focused bool
	eye     *eyeButton
	remove  *kit.Button // for who has no keyboard at hand
	clear   *kit.ClearText
	held    func() // ends showing it, while it is in sight
}

func newPasteField(wait func(time.Duration, func()) func()) *pasteField {
	f := &pasteField{wait: wait, clear: kit.NewClearText()}
	f.eye = newEyeButton(f.hold)
	f.remove = kit.NewButton("", "x", kit.LookQuiet, kit.HeightSmall, func() { f.onRemove() })
	f.remove.Label = text.T(wordsEmptyField)
	f.clear.Hide()
	f.ExtendBaseWidget(f)
	return f
}

// set replaces what is there; the field owns b from now on. part is the piece
// of it that is the key.
func (f *pasteField) set(b, part []byte) {
	f.conceal()
	if len(f.value) > 0 && (len(b) == 0 || &f.value[0] != &b[0]) {
		clear(f.value[:cap(f.value)])
	}
	f.value, f.part, f.marked = b, part, false
	f.Refresh()
}

// empty forgets it.
func (f *pasteField) empty() { f.set(nil, nil) }

// secret is a copy of the key.
func (f *pasteField) secret() secret.Value { return secret.New(f.part) }

// change is what a person's key does to the value.
func (f *pasteField) change(b []byte) {
	f.set(b, b)
	f.onChanged()
}

// TypedRune adds a character. No key begins with a space.
func (f *pasteField) TypedRune(r rune) {
	if unicode.IsSpace(r) && (f.marked || len(f.value) == 0) {
		return
	}
	before := f.value
	if f.marked {
		before = nil
	}
	b := make([]byte, 0, len(before)+utf8.UTFMax)
	f.change(utf8.AppendRune(append(b, before...), r))
}

// TypedKey takes the last character away, or everything where that is marked:
// one press takes no more than it shows.
func (f *pasteField) TypedKey(e *fyne.KeyEvent) {
	if kit.Helps(f, e) {
		return
	}
	switch e.Name {
	case fyne.KeyBackspace:
		if f.marked || len(f.value) == 0 {
			f.drop()
			return
		}
		_, last := utf8.DecodeLastRune(f.value)
		f.change(append(make([]byte, 0, len(f.value)), f.value[:len(f.value)-last]...))
	case fyne.KeyDelete:
		if f.marked {
			f.drop()
		}
	default:
		if f.onKey != nil {
			f.onKey(e.Name)
		}
	}
}

func (f *pasteField) drop() {
	if len(f.value) > 0 {
		f.change(nil)
	}
}

// TypedShortcut pastes, and marks everything. It never copies: that would put
// the value where nobody clears it.
func (f *pasteField) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		if s.Clipboard != nil {
			f.onPaste(s.Clipboard.Content())
		}
	case *fyne.ShortcutSelectAll:
		f.marked = len(f.value) > 0
		f.Refresh()
	case *desktop.CustomShortcut:
		if f.onShortcut != nil {
			f.onShortcut(s)
		}
	}
}

// Tapped gives it the focus.
func (f *pasteField) Tapped(*fyne.PointEvent) {
	f.marked = false
	f.onTap()
	f.Refresh()
}

func (f *pasteField) FocusGained() { f.focused = true; f.Refresh() }
func (f *pasteField) FocusLost()   { f.focused, f.marked = false, false; f.Refresh() }

// Cursor shows that one can type here.
func (f *pasteField) Cursor() desktop.Cursor { return desktop.TextCursor }

// hold shows the value while the eye is held, for a time at most.
func (f *pasteField) hold(down bool) {
	f.conceal()
	if !down || len(f.part) == 0 {
		return
	}
	// A value that is too long to read needs no layout.
	const most = 4 << 10
	f.clear.Set(secret.New(f.part[:min(len(f.part), most)]))
	f.held = f.wait(revealLimit, f.conceal)
	f.grow()
}

func (f *pasteField) conceal() {
	if f.held == nil {
		return
	}
	f.held()
	f.held = nil
	f.clear.Set(secret.Value{})
	f.grow()
}

func (f *pasteField) grow() {
	f.Refresh()
	if f.onGrow != nil {
		f.onGrow()
	}
}

// AccessibilityLabel tells the length, and what the dots show.
func (f *pasteField) AccessibilityLabel() string {
	if len(f.value) == 0 {
		return text.T("%s, text field, empty", text.T(wordsPasteHere))
	}
	v := f.secret()
	_, tail := kit.Masked(secret.Hint(v, ""))
	v.Wipe()
	said := text.T("The pasted key, hidden, %s", wordsCharacters(utf8.RuneCount(f.part)))
	if tail != "" {
		said += ", " + text.T("it ends in %s", tail)
	}
	return said
}

// Parts are the buttons that show it, and take it away.
func (f *pasteField) Parts() []fyne.CanvasObject { return []fyne.CanvasObject{f.eye, f.remove} }

// AccessibilityRole tells a screen reader to read the label.
func (f *pasteField) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (f *pasteField) CreateRenderer() fyne.WidgetRenderer {
	r := &pasteFieldRenderer{
		f: f, frame: canvas.NewRectangle(nil), mark: canvas.NewRectangle(nil), hint: kit.NewLine(text.T(wordsPasteHere), kit.SizeBody, theme.ColorNamePlaceHolder),
		dots: kit.NewLine("", 16, theme.ColorNameForeground), tail: kit.NewBold("", 16, theme.ColorNameForeground),
		length: kit.NewLine("", kit.SizeSmall, kit.ColorMuted),
	}
	r.dots.Style.Monospace, r.tail.Style.Monospace = true, true
	r.Refresh()
	return r
}

type pasteFieldRenderer struct {
	f                        *pasteField
	frame, mark              *canvas.Rectangle
	hint, dots, tail, length *kit.Line
}

const pasteFieldHeight, pasteFieldPad = 42, 12

func (r *pasteFieldRenderer) row() float32 {
	return max(pasteFieldHeight, r.dots.MinSize().Height+12)
}

func (r *pasteFieldRenderer) MinSize() fyne.Size {
	height := r.row()
	if r.f.held != nil {
		height = max(height, r.f.clear.MinSize().Height+20)
	}
	return fyne.NewSize(200, height)
}

func (r *pasteFieldRenderer) Layout(size fyne.Size) {
	row := r.row()
	r.frame.Resize(size)
	right := size.Width - 6
	for _, b := range []fyne.CanvasObject{r.f.remove, r.f.eye} {
		min := b.MinSize()
		right -= min.Width
		kit.At(b, right, (row-min.Height)/2, min.Width, min.Height)
	}
	middle := func(l *kit.Line, x float32) float32 {
		min := l.MinSize()
		kit.At(l, x, (row-min.Height)/2, min.Width, min.Height)
		return x + min.Width
	}
	middle(r.hint, pasteFieldPad)
	end := middle(r.tail, middle(r.dots, pasteFieldPad))
	kit.At(r.mark, pasteFieldPad-2, 8, end-pasteFieldPad+4, row-16)
	from := right - r.length.MinSize().Width - 6
	middle(r.length, from)
	kit.Show(r.length, len(r.f.value) > 0 && r.f.held == nil && from >= end+6) // the characters say more than their number
	width := right - pasteFieldPad - 8
	kit.At(r.f.clear, pasteFieldPad, 10, width, 0)
	kit.At(r.f.clear, pasteFieldPad, 10, width, r.f.clear.MinSize().Height)
}

func (r *pasteFieldRenderer) Refresh() {
	f := r.f
	v := f.secret()
	dots, tail := kit.Masked(secret.Hint(v, ""))
	v.Wipe()
	r.dots.Set(dots, theme.ColorNameForeground)
	r.tail.Set(tail, theme.ColorNameForeground)
	r.length.Set(wordsCharacters(utf8.RuneCount(f.part)), kit.ColorMuted)
	has, held := len(f.value) > 0, f.held != nil
	kit.Show(r.hint, !has)
	kit.Show(r.dots, has && !held)
	kit.Show(r.tail, has && !held)
	kit.Show(f.eye, has)
	kit.Show(f.remove, has)
	kit.Show(f.clear, held)

	r.mark.FillColor = color.Transparent
	if f.marked {
		r.mark.FillColor = kit.Named(theme.ColorNameSelection, f)
	}
	r.frame.FillColor = kit.Named(theme.ColorNameInputBackground, f)
	r.frame.CornerRadius = theme.SizeForWidget(theme.SizeNameInputRadius, f)
	r.frame.StrokeColor, r.frame.StrokeWidth = kit.Named(theme.ColorNameInputBorder, f), 1
	switch {
	case f.bad:
		r.frame.StrokeColor, r.frame.StrokeWidth = kit.Named(kit.PhaseColor("overdue", kit.ToneFill), f), 2
	case f.focused:
		r.frame.StrokeColor, r.frame.StrokeWidth = kit.Named(theme.ColorNamePrimary, f), 2
	}
	r.Layout(f.Size())
	r.frame.Refresh()
	r.mark.Refresh()
}

func (r *pasteFieldRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.frame, r.mark, r.hint, r.dots, r.tail, r.length, r.f.clear, r.f.eye, r.f.remove}
}
func (r *pasteFieldRenderer) Destroy() {}

// eyeButton shows a value while it is held.
type eyeButton struct{ kit.HoldButton }

func newEyeButton(held func(down bool)) *eyeButton {
	e := &eyeButton{}
	e.Held, e.Icon, e.Look, e.Height = held, "eye", kit.LookQuiet, kit.HeightSmall
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey leaves Esc to the page.
func (e *eyeButton) TypedKey(k *fyne.KeyEvent) {
	if !kit.Helps(e, k) && k.Name == fyne.KeyEscape && e.Escape != nil {
		e.Escape()
	}
}

// AccessibilityLabel says what holding it does.
func (e *eyeButton) AccessibilityLabel() string { return text.T(wordsHoldEye) }
