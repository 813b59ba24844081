package window

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// leastContrast is what WCAG 2 asks of text, level AA.
const leastContrast = 4.5

// inks are the texts in sight and what each lies on, as they are painted: what
// comes later lies over what comes before.
type inks struct {
	grounds []painted
	texts   []ink
}

type painted struct {
	at, size fyne.Position
	color    color.NRGBA
}

type ink struct {
	text         string
	color, lieOn color.NRGBA
}

// readable fails the test unless every text in sight has the contrast that it
// needs against what lies behind it.
func (r *rig) readable(where string) {
	r.Helper()
	all := &inks{}
	size := r.frame.Canvas().Size()
	window := painted{size: fyne.NewPos(size.Width, size.Height), color: nrgba(theme.Color(theme.ColorNameBackground))}
	all.grounds = []painted{window}
	roots := r.roots()
	if over := roots[1:]; len(over) > 0 {
		roots = over // what a dialog covers is not read
	}
	for _, o := range roots {
		all.walk(o, fyne.Position{}, window)
	}
	if len(all.texts) == 0 {
		r.Errorf("%s: there is no text", where)
	}
	for _, i := range all.texts {
		if c := contrast(i.color, i.lieOn); c < leastContrast {
			r.Errorf("%s: %q has a contrast of %.2f", where, i.text, c)
		}
	}
}

func (n *inks) walk(o fyne.CanvasObject, origin fyne.Position, clip painted) {
	if !o.Visible() {
		return
	}
	at := origin.Add(o.Position())
	here := painted{at: at, size: fyne.NewPos(o.Size().Width, o.Size().Height)}
	switch o := o.(type) {
	case *canvas.Rectangle:
		n.paint(here, o.FillColor)
	case *canvas.Circle:
		n.paint(here, o.FillColor)
	case *canvas.Text:
		middle := at.AddXY(o.MinSize().Width/2, o.Size().Height/2)
		if o.Alignment == fyne.TextAlignCenter {
			middle = at.AddXY(o.Size().Width/2, o.Size().Height/2)
		}
		if o.Text != "" && clip.covers(middle) {
			n.texts = append(n.texts, ink{o.Text, nrgba(o.Color), n.under(middle)})
		}
	case *fyne.Container:
		for _, child := range o.Objects {
			n.walk(child, at, clip)
		}
	case fyne.Widget:
		if _, scrolls := o.(*container.Scroll); scrolls {
			clip = here
		}
		for _, child := range test.WidgetRenderer(o).Objects() {
			n.walk(child, at, clip)
		}
	}
}

func (n *inks) paint(p painted, c color.Color) {
	if c != nil && nrgba(c).A > 0 {
		p.color = nrgba(c)
		n.grounds = append(n.grounds, p)
	}
}

// under is the colour at a point.
func (n *inks) under(p fyne.Position) color.NRGBA {
	var c color.NRGBA
	for _, g := range n.grounds {
		if g.covers(p) {
			c = mix(g.color, c)
		}
	}
	return c
}

func (p painted) covers(at fyne.Position) bool {
	return at.X >= p.at.X && at.Y >= p.at.Y && at.X <= p.at.X+p.size.X && at.Y <= p.at.Y+p.size.Y
}

// mix is what top looks like over below.
func mix(top, below color.NRGBA) color.NRGBA {
	part := func(t, b uint8) uint8 { return uint8((int(t)*int(top.A) + int(b)*(255-int(top.A))) / 255) }
	return color.NRGBA{R: part(top.R, below.R), G: part(top.G, below.G), B: part(top.B, below.B), A: 255}
}

func nrgba(c color.Color) color.NRGBA { return color.NRGBAModel.Convert(c).(color.NRGBA) }

func TestAPaleTextIsFound(t *testing.T) {
	n := &inks{}
	white := canvas.NewRectangle(color.White)
	white.Resize(fyne.NewSize(100, 20))
	pale := canvas.NewText("pale", color.NRGBA{R: 0xAA, G: 0xAA, B: 0xAA, A: 0xFF})
	pale.Resize(pale.MinSize())
	n.walk(container.NewWithoutLayout(white, pale), fyne.Position{}, painted{size: fyne.NewPos(100, 20)})
	if len(n.texts) != 1 || contrast(n.texts[0].color, n.texts[0].lieOn) > 2.4 {
		t.Errorf("got %+v", n.texts)
	}
}
