package windowtest

import (
	"image/color"
	"math"

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

// Readable fails the test unless every text in sight has the contrast that it
// needs against what lies behind it.
func (r *Rig) Readable(where string) {
	r.Helper()
	all := &inks{}
	size := r.Frame.Canvas().Size()
	window := painted{size: fyne.NewPos(size.Width, size.Height), color: nrgba(theme.Color(theme.ColorNameBackground))}
	all.grounds = []painted{window}
	roots := r.Roots()
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
		if c := Contrast(i.color, i.lieOn); c < leastContrast {
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

// Contrast is the contrast ratio of WCAG 2.
func Contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c color.Color) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	return 0.2126*linear(n.R) + 0.7152*linear(n.G) + 0.0722*linear(n.B)
}

// Variants are the two themes.
var Variants = map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark}
