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
	short  string // instead of it where there is not enough room
	points float32
	Color  fyne.ThemeColorName
	Style  fyne.TextStyle
	align  fyne.TextAlign
	cuts   bool
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
}

func (r *lineRenderer) MinSize() fyne.Size {
	size := Measure(r.line.Text, r.line.Scaled(), r.line.Style)
	if r.line.cuts {
		size.Width = 0
	}
	return size
}

func (r *lineRenderer) Layout(size fyne.Size) {
	r.drawn.Text = r.fitting(size.Width)
	SetStyle(r.drawn, r.line.Style)
	r.drawn.Resize(size)
	r.drawn.Refresh()
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
	runes := []rune(text)
	n := sort.Search(len(runes), func(n int) bool { return !fits(string(runes[:n]) + "…") })
	return string(runes[:max(n-1, 0)]) + "…"
}

func (r *lineRenderer) Refresh() {
	l := r.line
	r.drawn.Color = theme.ColorForWidget(l.Color, l)
	r.drawn.TextSize = l.Scaled()
	r.drawn.Alignment = l.align
	r.Layout(l.Size())
}

func (r *lineRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.drawn} }
func (r *lineRenderer) Destroy()                     {}
