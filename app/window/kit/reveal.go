package kit

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/secret"
)

// HoldButton acts while it is held down, by pointer, Space or Enter.
type HoldButton struct {
	Button
	Held   func(down bool)
	isDown bool
}

func NewHoldButton(text, icon string, held func(down bool)) *HoldButton {
	h := &HoldButton{Held: held}
	h.Text, h.Icon, h.Look, h.Height = text, icon, LookPlain, HeightBig
	h.ExtendBaseWidget(h)
	return h
}

func (h *HoldButton) Set(down bool) {
	if h.isDown != down {
		h.isDown = down
		h.Held(down)
	}
}

func isPress(e *fyne.KeyEvent) bool {
	return e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter
}

func (h *HoldButton) MouseDown(*desktop.MouseEvent) { h.Set(true) }
func (h *HoldButton) MouseUp(*desktop.MouseEvent)   { h.Set(false) }
func (h *HoldButton) MouseOut()                     { h.Set(false); h.Button.MouseOut() }
func (h *HoldButton) FocusLost()                    { h.Set(false); h.Button.FocusLost() }

func (h *HoldButton) KeyDown(e *fyne.KeyEvent) {
	if isPress(e) {
		h.Set(true)
	}
}

func (h *HoldButton) KeyUp(e *fyne.KeyEvent) {
	if isPress(e) {
		h.Set(false)
	}
}

// TypedKey leaves the keys that press to the two above.
func (h *HoldButton) TypedKey(e *fyne.KeyEvent) {
	if !Helps(h, e) && e.Name == fyne.KeyEscape && h.Escape != nil {
		h.Escape()
	}
}

func (h *HoldButton) TypedRune(r rune) { Asks(h, r) }

// ClearText shows a value in full, broken into lines. Its own copy is wiped the moment it is
// hidden. Each line is a string in a canvas.Text, too, which nobody can wipe: the toolkit
// keeps it as a key of what it has drawn for about a minute after it was last in sight, and
// then leaves it to the garbage collector.
type ClearText struct {
	widget.BaseWidget
	value secret.Value
}

func NewClearText() *ClearText {
	t := &ClearText{}
	t.ExtendBaseWidget(t)
	return t
}

func (t *ClearText) Set(v secret.Value) {
	t.value.Wipe()
	t.value = v
	t.Refresh()
}

// HeightIn is how high it is in a width.
func (t *ClearText) HeightIn(width float32) float32 {
	char := clearSize()
	lines := 0
	for rest, perLine := t.value.Reveal(), charsIn(width); len(rest) > 0; lines++ {
		n, skip := lineOf(rest, perLine)
		rest = rest[n+skip:]
	}
	return float32(lines) * char.Height
}

// clearSize is the size of one character, and charsIn how many a line of a width takes.
func clearSize() fyne.Size      { return Measure("0", SizeCaption, fyne.TextStyle{Monospace: true}) }
func charsIn(width float32) int { return max(int(width/clearSize().Width), 1) }

func (t *ClearText) CreateRenderer() fyne.WidgetRenderer { return &clearTextRenderer{t: t} }

type clearTextRenderer struct {
	drawn Drawn
	t     *ClearText
	lines []fyne.CanvasObject
}

func (r *clearTextRenderer) Refresh() {
	r.drawn.Forget()
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}

func (r *clearTextRenderer) Layout(size fyne.Size) {
	if r.drawn.In(size) {
		return
	}
	r.lines = nil
	mono := fyne.TextStyle{Monospace: true}
	char, perLine := clearSize(), charsIn(size.Width)
	rest := r.t.value.Reveal()
	for y := float32(0); len(rest) > 0; y += char.Height {
		n, skip := lineOf(rest, perLine)
		l := canvas.NewText(string(rest[:n]), theme.Color(theme.ColorNameForeground))
		l.TextSize = SizeCaption
		SetStyle(l, mono)
		r.lines = append(r.lines, At(l, 0, y, size.Width, char.Height))
		rest = rest[n+skip:]
	}
}

// lineOf is how many bytes of b make one line, and how many after them are a line
// break. It looks at the bytes where they are: a copy would outlive them.
func lineOf(b []byte, most int) (n, skip int) {
	for range most {
		if n >= len(b) {
			break
		}
		if b[n] == '\n' {
			return n, 1
		}
		_, size := utf8.DecodeRune(b[n:])
		n += size
	}
	return n, 0
}

func (r *clearTextRenderer) MinSize() fyne.Size {
	h := float32(0)
	for _, l := range r.lines {
		h = max(h, l.Position().Y+l.Size().Height)
	}
	return fyne.NewSize(0, h)
}

func (r *clearTextRenderer) Objects() []fyne.CanvasObject { return r.lines }
func (r *clearTextRenderer) Destroy()                     {}
