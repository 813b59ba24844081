package kit

import (
	"image/color"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Range are characters (runes) of a text: From, up to but without To.
type Range struct{ From, To int }

// Ranges are the characters that a search has found.
func Ranges[S ~struct{ From, To int }](spans []S) []Range {
	var all []Range
	for _, s := range spans {
		all = append(all, Range(s))
	}
	return all
}

// Highlighted is a text in which some characters are marked: underlined, and in another
// colour. It takes one line, or as many as Fold gives it, and ends in an ellipsis where
// there is not enough room.
type Highlighted struct {
	widget.BaseWidget
	text   string
	marks  []Range
	points float32
	color  fyne.ThemeColorName
	style  fyne.TextStyle
	rooms  []float32 // of its lines; none is one line as wide as the widget
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

// Points makes it larger or smaller.
func (m *Highlighted) Points(points float32) {
	if m.points != points {
		m.points = points
		m.Refresh()
	}
}

// Text is what it shows, where there is room.
func (m *Highlighted) Text() string { return m.text }

// Marked are the parts that are marked.
func (m *Highlighted) Marked() (all []string) {
	for _, p := range m.pieces(0, len([]rune(m.text))) {
		if p.marked {
			all = append(all, p.text)
		}
	}
	return all
}

// Natural is the width at which nothing is cut.
func (m *Highlighted) Natural() float32 {
	return m.width(0, len([]rune(m.text)))
}

// width is that of a part of the text.
func (m *Highlighted) width(from, to int) (width float32) {
	for _, p := range m.pieces(from, to) {
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

// pieces cuts a part of the text where marks begin and end. What is written from right to
// left has none: its letters are not drawn in the order in which they stand.
func (m *Highlighted) pieces(from, to int) (all []piece) {
	runes := []rune(m.text)
	at := from
	add := func(end int, marked bool) {
		if end = min(end, to); end > at {
			all = append(all, piece{string(runes[at:end]), marked})
			at = end
		}
	}
	if !leftToRight(runes[from:to]) {
		for _, word := range inSight(string(runes[from:to])) {
			all = append(all, piece{word, false})
		}
		return all
	}
	for _, r := range m.marks {
		add(r.From, false)
		add(r.To, true)
	}
	add(to, false)
	return all
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
	used  int // of the texts
	ruled int // of the lines
	parts []fyne.CanvasObject
}

func (r *highlightRenderer) MinSize() fyne.Size {
	return fyne.NewSize(0, Measure("Mg", r.m.scaled(), r.m.style).Height)
}

const underline = 1.25 // thick

// Layout sets the lines one below the other.
func (r *highlightRenderer) Layout(size fyne.Size) {
	m := r.m
	r.parts, r.used, r.ruled = r.parts[:0], 0, 0
	height := r.MinSize().Height
	all := m.folded(m.roomsIn(size.Width))
	y := (size.Height - height*float32(len(all))) / 2
	for _, l := range all {
		r.line(l, y, height)
		y += height
	}
	canvas.Refresh(m)
}

// line sets the pieces of a line side by side for as long as there is room.
func (r *highlightRenderer) line(l fold, y, height float32) {
	m := r.m
	ink, mark := theme.ColorForWidget(m.color, m), theme.ColorForWidget(theme.ColorNameHyperlink, m)
	x := float32(0)
	for _, p := range m.cut(l) {
		width, c := m.measure(p.text), ink
		if p.marked {
			c = mark
		}
		r.text(p.text, c, x, y, width, height)
		if p.marked {
			r.rule(mark, x, y+height-1.5, width)
		}
		x += width
	}
}

// cut are the pieces of a line, with an ellipsis where they have no room.
func (m *Highlighted) cut(l fold) []piece {
	if m.width(l.from, l.to) <= l.room+0.5 {
		return m.pieces(l.from, l.to)
	}
	runes := []rune(m.text)
	if !leftToRight(runes[l.from:l.to]) {
		text, _ := m.fitting(string(runes[l.from:l.to]), l.room, func(s string) (width float32) {
			for _, word := range inSight(s) {
				width += m.measure(word)
			}
			return width
		})
		var all []piece
		for _, word := range inSight(text) {
			all = append(all, piece{word, false})
		}
		return all
	}
	var all []piece
	x := float32(0)
	for _, p := range m.pieces(l.from, l.to) {
		text, cut := m.fitting(p.text, l.room-x, m.measure)
		if text != "" {
			all = append(all, piece{text, p.marked})
		}
		if cut || text == "" {
			break
		}
		x += m.measure(text)
	}
	return all
}

// fitting is s, or the longest beginning of it that has room in width together with an
// ellipsis.
func (m *Highlighted) fitting(s string, width float32, measure func(string) float32) (text string, cut bool) {
	if measure(s+"…") <= width {
		return s, false
	}
	runes := []rune(s)
	n := sort.Search(len(runes)+1, func(n int) bool { return measure(string(runes[:n])+"…") > width })
	if n == 0 {
		return "", true
	}
	return string(runes[:n-1]) + "…", true
}

func (r *highlightRenderer) text(s string, c color.Color, x, y, w, h float32) {
	if r.used == len(r.texts) {
		r.texts = append(r.texts, canvas.NewText("", nil))
	}
	t := r.texts[r.used]
	r.used++
	t.Text, t.Color, t.TextSize = s, c, r.m.scaled()
	SetStyle(t, r.m.style)
	r.parts = append(r.parts, At(t, x, y, w, h))
}

func (r *highlightRenderer) rule(c color.Color, x, y, w float32) {
	if r.ruled == len(r.lines) {
		r.lines = append(r.lines, canvas.NewRectangle(nil))
	}
	l := r.lines[r.ruled]
	r.ruled++
	l.FillColor = c
	r.parts = append(r.parts, At(l, x, y, w, underline))
}

func (r *highlightRenderer) Refresh()                     { r.Layout(r.m.Size()) }
func (r *highlightRenderer) Objects() []fyne.CanvasObject { return r.parts }
func (r *highlightRenderer) Destroy()                     {}
