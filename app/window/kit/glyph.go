package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// ShapeEnds is the glyph of a provider's end date: a diamond. The others are
// named by their phase.
const ShapeEnds = "ends"

// ShapeCase is the glyph of a rotation under way: a ring that is not closed yet.
const ShapeCase = "case"

const GlyphSize = 10

// Glyph shows a phase by its shape, so that colour is never alone: a disc, a
// half-filled ring, a triangle, a cross, a square with a bar and a dot.
type Glyph struct {
	widget.BaseWidget
	Shape string
}

func NewGlyph() *Glyph {
	g := &Glyph{}
	g.ExtendBaseWidget(g)
	return g
}

func (g *Glyph) Set(shape string) {
	if g.Shape != shape {
		g.Shape = shape
		g.Refresh()
	}
}

func (g *Glyph) CreateRenderer() fyne.WidgetRenderer {
	r := &glyphRenderer{g: g}
	r.Refresh()
	return r
}

type glyphRenderer struct {
	g     *Glyph
	parts []fyne.CanvasObject
}

func (r *glyphRenderer) Refresh() {
	fill := Named(PhaseColor(r.g.Shape, ToneFill), r.g)
	switch r.g.Shape {
	case ShapeEnds:
		fill = Named(theme.ColorNameForeground, r.g)
	case ShapeCase:
		fill = Named(ColorMuted, r.g)
	}
	r.parts = shapeOf(r.g.Shape, fill, Named(ColorSurface, r.g))
	canvas.Refresh(r.g)
}

func (r *glyphRenderer) MinSize() fyne.Size           { return fyne.NewSquareSize(GlyphSize) }
func (r *glyphRenderer) Layout(fyne.Size)             {}
func (r *glyphRenderer) Objects() []fyne.CanvasObject { return r.parts }
func (r *glyphRenderer) Destroy()                     {}

// shapeOf draws a glyph in a square of glyphSize, with a mark of the given
// colour inside where it has one.
func shapeOf(shape string, fill, mark color.Color) []fyne.CanvasObject {
	const s = GlyphSize
	switch shape {
	case "due":
		// An arc: painters differ in whether the outline of a circle is part of its size.
		const ring = 1 - 1.6/(s/2.0)
		return []fyne.CanvasObject{At(canvas.NewArc(0, 360, ring, fill), 0, 0, s, s), At(canvas.NewArc(0, 180, 0, fill), 0, 0, s, s)}
	case "overdue":
		return []fyne.CanvasObject{polygon(fill, s/2, 0.5, s, s-0.5, 0, s-0.5)}
	case "expired":
		return []fyne.CanvasObject{stroke(fill, 1, 1, s-1, s-1), stroke(fill, 1, s-1, s-1, 1)}
	case "exposed":
		square := canvas.NewRectangle(fill)
		square.CornerRadius = 2
		return []fyne.CanvasObject{
			At(square, 0, 0, s, s),
			At(canvas.NewRectangle(mark), s/2-0.75, 2, 1.5, 3.5), At(canvas.NewRectangle(mark), s/2-0.75, 6.7, 1.5, 1.5),
		}
	case ShapeEnds:
		return []fyne.CanvasObject{Diamond(fill, s/2, s/2, s)}
	case ShapeCase:
		return []fyne.CanvasObject{At(canvas.NewArc(40, 340, 0.62, fill), 0, 0, s, s)}
	}
	return []fyne.CanvasObject{At(canvas.NewCircle(fill), 0.5, 0.5, s-1, s-1)}
}

func At(o fyne.CanvasObject, x, y, w, h float32) fyne.CanvasObject {
	o.Resize(fyne.NewSize(w, h))
	o.Move(fyne.NewPos(x, y))
	return o
}

func stroke(c color.Color, x1, y1, x2, y2 float32) *canvas.Line {
	l := canvas.NewLine(c)
	l.StrokeWidth = 2
	l.Position1, l.Position2 = fyne.NewPos(x1, y1), fyne.NewPos(x2, y2)
	return l
}

// polygon joins points given as x, y, x, y …
func polygon(fill color.Color, xy ...float32) fyne.CanvasObject {
	var points []fyne.Position
	var w, h float32
	for i := 0; i < len(xy); i += 2 {
		points = append(points, fyne.NewPos(xy[i], xy[i+1]))
		w, h = max(w, xy[i]), max(h, xy[i+1])
	}
	p := canvas.NewArbitraryPolygon(points, fill)
	p.Resize(fyne.NewSize(w, h))
	return p
}

// Diamond is a square on its corner, width wide, around x, y.
func Diamond(fill color.Color, x, y, width float32) fyne.CanvasObject {
	d := polygon(fill, width/2, 0, width, width/2, width/2, width, 0, width/2)
	d.Move(fyne.NewPos(x-width/2, y-width/2))
	return d
}
