package kit

import (
	"cmp"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Text sizes.
const (
	SizeAxis    = 11
	SizeCaption = 12
	SizeSmall   = 13 // banners, history
	SizeBody    = 14
	SizeSection = 17
	SizeTitle   = 22
	sizeWelcome = 28
)

// Line is one line of text in a colour of the theme. Unlike widget.Label it
// has no padding, so that it can be set tight.
type Line struct {
	widget.BaseWidget
	Text   string
	Spoken string // what is heard instead of it: a shape's meaning, a time that does not run; or Silent
	short  string // instead of it where there is not enough room
	points float32
	Color  fyne.ThemeColorName
	Style  fyne.TextStyle
	align  fyne.TextAlign
	cuts   bool
	wide   bool // although it is cut, it asks for its whole width
	ending int  // so many characters at its end stay where it is cut
}

func NewLine(text string, points float32, c fyne.ThemeColorName) *Line {
	l := &Line{Text: text, points: points, Color: c}
	l.ExtendBaseWidget(l)
	return l
}

func NewBold(text string, points float32, c fyne.ThemeColorName) *Line {
	l := NewLine(text, points, c)
	l.Style.Bold = true
	return l
}

// Cut makes the line end in an ellipsis where there is not enough room.
func (l *Line) Cut() *Line {
	l.cuts = true
	return l
}

// Snug asks for all of its width, and ends in an ellipsis where it gets less.
func (l *Line) Snug() *Line {
	l.cuts, l.wide = true, true
	return l
}

// Cuts tells whether the line ends in an ellipsis where there is not enough room.
func (l *Line) Cuts() bool { return l.cuts }

// KeepEnd cuts the line before its last n characters, which tell it from others.
func (l *Line) KeepEnd(n int) {
	if l.ending != n {
		l.ending = n
		l.Refresh()
	}
}

// OrShort says something shorter before anything is cut.
func (l *Line) OrShort(text string) *Line {
	l.short = text
	return l
}

func (l *Line) Set(text string, c fyne.ThemeColorName) {
	if l.Text != text || l.Color != c {
		l.Text, l.Color = text, c
		l.Refresh()
	}
}

// Scaled is the size in a theme whose text may be larger than ours.
func (l *Line) Scaled() float32 {
	return l.points * theme.SizeForWidget(theme.SizeNameText, l) / SizeBody
}

func (l *Line) CreateRenderer() fyne.WidgetRenderer {
	r := &lineRenderer{line: l, drawn: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type lineRenderer struct {
	line  *Line
	drawn *canvas.Text
	words []*canvas.Text // in place of it, where some are written from right to left
}

func (r *lineRenderer) MinSize() fyne.Size {
	size := Measure(r.line.Text, r.line.Scaled(), r.line.Style)
	if r.line.cuts && !r.line.wide {
		size.Width = 0
	}
	return size
}

func (r *lineRenderer) Layout(size fyne.Size) {
	text := r.fitting(size.Width)
	pieces := inSight(text)
	Show(r.drawn, len(pieces) == 1)
	r.drawn.Text = text
	SetStyle(r.drawn, r.line.Style)
	r.drawn.Resize(size)
	r.drawn.Refresh()
	r.spread(pieces, size)
}

// spread sets pieces side by side; a single one is drawn as it is.
func (r *lineRenderer) spread(pieces []string, size fyne.Size) {
	r.words = r.words[:0]
	if len(pieces) == 1 {
		return
	}
	l, width := r.line, float32(0)
	for _, p := range pieces {
		t := canvas.NewText(p, r.drawn.Color)
		t.TextSize = l.Scaled()
		SetStyle(t, l.Style)
		need := Measure(p, t.TextSize, l.Style)
		At(t, width, (size.Height-need.Height)/2, need.Width, need.Height)
		width += need.Width
		r.words = append(r.words, t)
	}
	from := map[fyne.TextAlign]float32{fyne.TextAlignCenter: (size.Width - width) / 2, fyne.TextAlignTrailing: size.Width - width}[l.align]
	for _, t := range r.words {
		t.Move(t.Position().AddXY(from, 0))
	}
	canvas.Refresh(l)
}

// fitting is the longest beginning of the text that has room in width.
func (r *lineRenderer) fitting(width float32) string {
	l, points := r.line, r.line.Scaled()
	fits := func(s string) bool { return Measure(s, points, l.Style).Width <= width }
	if !l.cuts || fits(l.Text) {
		return l.Text
	}
	text := cmp.Or(l.short, l.Text)
	if fits(text) {
		return text
	}
	runes, end := []rune(text), ""
	if l.ending < len(runes) {
		runes, end = runes[:len(runes)-l.ending], string(runes[len(runes)-l.ending:])
	}
	if !fits("…" + end) {
		runes, end = []rune(text), ""
	}
	return beginning(runes, "…"+end, fits)
}

// beginning is as much of a text as fits before an end.
func beginning(text []rune, end string, fits func(string) bool) string {
	n := sort.Search(len(text), func(n int) bool { return !fits(string(text[:n]) + end) })
	return string(text[:max(n-1, 0)]) + end
}

func (r *lineRenderer) Refresh() {
	l := r.line
	r.drawn.Color = theme.ColorForWidget(l.Color, l)
	r.drawn.TextSize = l.Scaled()
	r.drawn.Alignment = l.align
	r.Layout(l.Size())
}

func (r *lineRenderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.drawn}
	for _, t := range r.words {
		all = append(all, t)
	}
	return all
}

func (r *lineRenderer) Destroy() {}
