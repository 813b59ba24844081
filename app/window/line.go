package window

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
	sizeAxis    = 11
	sizeCaption = 12
	sizeSmall   = 13 // banners, history
	sizeBody    = 14
	sizeSection = 17
	sizeTitle   = 22
	sizeWelcome = 28
)

// line is one line of text in a colour of the theme. Unlike widget.Label it
// has no padding, so that it can be set tight.
type line struct {
	widget.BaseWidget
	text   string
	short  string // instead of it where there is not enough room
	points float32
	color  fyne.ThemeColorName
	style  fyne.TextStyle
	align  fyne.TextAlign
	cuts   bool
}

func newLine(text string, points float32, c fyne.ThemeColorName) *line {
	l := &line{text: text, points: points, color: c}
	l.ExtendBaseWidget(l)
	return l
}

func newBold(text string, points float32, c fyne.ThemeColorName) *line {
	l := newLine(text, points, c)
	l.style.Bold = true
	return l
}

// cut makes the line end in an ellipsis where there is not enough room.
func (l *line) cut() *line {
	l.cuts = true
	return l
}

// orShort says something shorter before anything is cut.
func (l *line) orShort(text string) *line {
	l.short = text
	return l
}

func (l *line) set(text string, c fyne.ThemeColorName) {
	if l.text != text || l.color != c {
		l.text, l.color = text, c
		l.Refresh()
	}
}

// scaled is the size in a theme whose text may be larger than ours.
func (l *line) scaled() float32 {
	return l.points * theme.SizeForWidget(theme.SizeNameText, l) / sizeBody
}

func (l *line) CreateRenderer() fyne.WidgetRenderer {
	r := &lineRenderer{line: l, drawn: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type lineRenderer struct {
	line  *line
	drawn *canvas.Text
}

func (r *lineRenderer) MinSize() fyne.Size {
	size := fyne.MeasureText(r.line.text, r.line.scaled(), r.line.style)
	if r.line.cuts {
		size.Width = 0
	}
	return size
}

func (r *lineRenderer) Layout(size fyne.Size) {
	r.drawn.Text = r.fitting(size.Width)
	r.drawn.Resize(size)
	r.drawn.Refresh()
}

// fitting is the longest beginning of the text that has room in width.
func (r *lineRenderer) fitting(width float32) string {
	l, points := r.line, r.line.scaled()
	fits := func(s string) bool { return fyne.MeasureText(s, points, l.style).Width <= width }
	if !l.cuts || fits(l.text) {
		return l.text
	}
	text := cmp.Or(l.short, l.text)
	if fits(text) {
		return text
	}
	runes := []rune(text)
	n := sort.Search(len(runes), func(n int) bool { return !fits(string(runes[:n]) + "…") })
	return string(runes[:max(n-1, 0)]) + "…"
}

func (r *lineRenderer) Refresh() {
	l := r.line
	r.drawn.Color = theme.ColorForWidget(l.color, l)
	r.drawn.TextSize = l.scaled()
	r.drawn.TextStyle = l.style
	r.drawn.Alignment = l.align
	r.Layout(l.Size())
}

func (r *lineRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.drawn} }
func (r *lineRenderer) Destroy()                     {}
