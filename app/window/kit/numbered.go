package kit

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Marked are the pieces of a text in which **words** are bold.
func Marked(text string) []Span {
	spans := Words(strings.Split(text, "**")...)
	for i := range spans {
		spans[i].Text = strings.ReplaceAll(spans[i].Text, unmarked, "**")
	}
	return spans
}

// unmarked stands for "**" that marks nothing; no text has these characters.
const unmarked = "\ue02a\ue02a"

// Unmarked is somebody else's text within one for Marked: in it nothing is bold.
func Unmarked(text string) string { return strings.ReplaceAll(text, "**", unmarked) }

// NewNumbered is one of several things to do: its number, a text in which
// **words** are bold, and what belongs to it below.
func NewNumbered(number, text string) *fyne.Container {
	d := NewDisc(number)
	d.Set(DiscSoft)
	words := NewSpanned(theme.SizeNameText)
	words.Set(Marked(text))
	return container.New(numberedLayout{}, d, words)
}

// numberedLayout sets the number beside the rest.
type numberedLayout struct{}

const numberedLeft, numberedGap = 36, 6

func (l numberedLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	d, rest := o[0].MinSize(), float32(0)
	width := o[1].MinSize().Width
	for _, below := range o[2:] {
		m := below.MinSize()
		rest += numberedGap + m.Height
		width = max(width, m.Width)
	}
	return fyne.NewSize(numberedLeft+width, max(d.Height, l.top(o)+o[1].MinSize().Height)+rest)
}

// top is where the text begins, so that its first line is as high as the number.
func (numberedLayout) top(o []fyne.CanvasObject) float32 {
	line := Measure("x", theme.SizeForWidget(theme.SizeNameText, o[1].(fyne.Widget)), fyne.TextStyle{}).Height
	return max((o[0].MinSize().Height-line)/2, 0)
}

func (l numberedLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	d, top := o[0].MinSize(), l.top(o)
	At(o[0], 0, 0, d.Width, d.Height)
	width := max(size.Width-numberedLeft, 0)
	h := HeightIn(o[1], width)
	At(o[1], numberedLeft, top, width, h)
	y := max(d.Height, top+h) + numberedGap
	for _, below := range o[2:] {
		h = HeightIn(below, width)
		At(below, numberedLeft, y, width, h)
		y += h + numberedGap
	}
}

// BesideTop sets the first of two objects, of a fixed width, beside the second;
// both begin at the top, and share the height.
type BesideTop struct{ First, Gap float32 }

func (b BesideTop) MinSize(o []fyne.CanvasObject) fyne.Size {
	l, r := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(b.First+b.Gap+r.Width, max(l.Height, r.Height))
}

func (b BesideTop) Layout(o []fyne.CanvasObject, size fyne.Size) {
	At(o[0], 0, 0, b.First, o[0].MinSize().Height)
	width := max(size.Width-b.First-b.Gap, 0)
	HeightIn(o[1], width)
	At(o[1], b.First+b.Gap, 0, width, max(size.Height, o[1].MinSize().Height))
}

// RoomOf is empty room of at least a size.
func RoomOf(width, height float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(width, height))
	return r
}
