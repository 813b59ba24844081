package kit

import (
	"image/color"
	"sort"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Range are characters (runes) of a text: From, up to but without To.
type Range struct{ From, To int }

// Highlighted is one line of text in which some characters are marked: underlined, and in
// another colour. It ends in an ellipsis where there is not enough room.
type Highlighted struct {
	widget.BaseWidget
	text   string
	marks  []Range
	points float32
	color  fyne.ThemeColorName
	style  fyne.TextStyle
}

// NewHighlighted is an empty line.
func NewHighlighted(points float32, c fyne.ThemeColorName, style fyne.TextStyle) *Highlighted {
	m := &Highlighted{points: points, color: c, style: style}
	m.ExtendBaseWidget(m)
	return m
}

// Set shows a text with marks, which are in their order and apart from each other.
func (m *Highlighted) Set(text string, marks []Range) {
	if len(marks) == 0 && len(m.marks) == 0 && text == m.text {
		return
	}
	m.text, m.marks = text, marks
	m.Refresh()
}

// Text is what it shows, where there is room.
func (m *Highlighted) Text() string { return m.text }

// Marked are the parts that are marked.
func (m *Highlighted) Marked() (all []string) {
	for _, p := range m.pieces() {
		if p.marked {
			all = append(all, p.text)
		}
	}
	return all
}

// Natural is the width at which nothing is cut.
func (m *Highlighted) Natural() float32 {
	var width float32
	for _, p := range m.pieces() {
		width += m.measure(p.text)
	}
	return width
}

func (m *Highlighted) scaled() float32 {
	return m.points * theme.SizeForWidget(theme.SizeNameText, m) / SizeBody
}

func (m *Highlighted) measure(s string) float32 {
	return Measure(s, m.scaled(), m.style).Width
}

// piece is a part of the text that is marked, or that is not.
type piece struct {
	text   string
	marked bool
}

// pieces cuts the text where marks begin and end. What is written from right to left
// stays in one piece: its letters are not drawn in the order in which they stand.
func (m *Highlighted) pieces() (all []piece) {
	runes := []rune(m.text)
	at := 0
	add := func(to int, marked bool) {
		if to = min(to, len(runes)); to > at {
			all = append(all, piece{string(runes[at:to]), marked})
			at = to
		}
	}
	if !leftToRight(runes) {
		add(len(runes), false)
		return all
	}
	for _, r := range m.marks {
		add(r.From, false)
		add(r.To, true)
	}
	add(len(runes), false)
	return all
}

func leftToRight(runes []rune) bool {
	for _, r := range runes {
		if unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana) {
			return false
		}
	}
	return true
}

// AccessibilityLabel is the text.
func (m *Highlighted) AccessibilityLabel() string { return m.text }

// AccessibilityRole tells a screen reader to read the label.
func (m *Highlighted) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (m *Highlighted) CreateRenderer() fyne.WidgetRenderer {
	r := &highlightRenderer{m: m}
	r.Refresh()
	return r
}

type highlightRenderer struct {
	m     *Highlighted
	texts []*canvas.Text
	lines []*canvas.Rectangle
	parts []fyne.CanvasObject
}

func (r *highlightRenderer) MinSize() fyne.Size {
	return fyne.NewSize(0, Measure("Mg", r.m.scaled(), r.m.style).Height)
}

const underline = 1.25 // thick

// Layout sets the pieces side by side for as long as there is room.
func (r *highlightRenderer) Layout(size fyne.Size) {
	m := r.m
	ink, mark := theme.ColorForWidget(m.color, m), theme.ColorForWidget(theme.ColorNameHyperlink, m)
	height := r.MinSize().Height
	r.parts = r.parts[:0]
	x, n, lines := float32(0), 0, 0
	whole := m.Natural() <= size.Width+0.5
	for _, p := range m.pieces() {
		text, cut := p.text, false
		if !whole {
			text, cut = m.fitting(p.text, size.Width-x)
		}
		if text == "" {
			break
		}
		width := m.measure(text)
		c := ink
		if p.marked {
			c = mark
		}
		r.parts = append(r.parts, r.text(n, text, c, x, (size.Height-height)/2, width, height))
		n++
		if p.marked {
			r.parts = append(r.parts, r.line(lines, mark, x, (size.Height+height)/2-1.5, width))
			lines++
		}
		x += width
		if cut {
			break
		}
	}
	canvas.Refresh(m)
}

// fitting is s, or the longest beginning of it that has room in width together with an
// ellipsis.
func (m *Highlighted) fitting(s string, width float32) (text string, cut bool) {
	if m.measure(s+"…") <= width {
		return s, false
	}
	runes := []rune(s)
	n := sort.Search(len(runes)+1, func(n int) bool { return m.measure(string(runes[:n])+"…") > width })
	if n == 0 {
		return "", true
	}
	return string(runes[:n-1]) + "…", true
}

func (r *highlightRenderer) text(n int, s string, c color.Color, x, y, w, h float32) *canvas.Text {
	if n == len(r.texts) {
		r.texts = append(r.texts, canvas.NewText("", nil))
	}
	t := r.texts[n]
	t.Text, t.Color, t.TextSize = s, c, r.m.scaled()
	SetStyle(t, r.m.style)
	At(t, x, y, w, h)
	return t
}

func (r *highlightRenderer) line(n int, c color.Color, x, y, w float32) *canvas.Rectangle {
	if n == len(r.lines) {
		r.lines = append(r.lines, canvas.NewRectangle(nil))
	}
	l := r.lines[n]
	l.FillColor = c
	At(l, x, y, w, underline)
	return l
}

func (r *highlightRenderer) Refresh()                     { r.Layout(r.m.Size()) }
func (r *highlightRenderer) Objects() []fyne.CanvasObject { return r.parts }
func (r *highlightRenderer) Destroy()                     {}
