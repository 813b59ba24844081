package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// CreateRenderer leaves out the ground and the outline where the field is bare. (A theme
// of its own for the field would do that too, but Fyne reads all fonts anew for each.)
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := e.Entry.CreateRenderer()
	if e.Bare {
		return bareRenderer{r}
	}
	return &litRenderer{WidgetRenderer: r, e: &e.Entry, lit: func() bool { return e.lit }, outline: outlineOf(r)}
}

// fieldHeight is that of fields of one line at least, in letters of any kind.
const fieldHeight = 34

// litRenderer draws the outline thicker while the field has the focus: Fyne changes its
// colour alone.
type litRenderer struct {
	fyne.WidgetRenderer
	e       *widget.Entry
	lit     func() bool
	outline *canvas.Rectangle // nil where there is none
}

// outlineOf is the rectangle of a stock field that has a stroke.
func outlineOf(r fyne.WidgetRenderer) *canvas.Rectangle {
	for _, o := range r.Objects() {
		if rect, is := o.(*canvas.Rectangle); is && rect.StrokeWidth > 0 {
			return rect
		}
	}
	return nil
}

func (r *litRenderer) MinSize() fyne.Size {
	min := r.WidgetRenderer.MinSize()
	if !r.e.MultiLine {
		min.Height = max(min.Height, fieldHeight)
	}
	return min
}

func (r *litRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.centre(size)
	r.stroke()
}

// centre sets the one line of a field that is higher than it has to be in the middle of
// it: Fyne leaves it at the top.
func (r *litRenderer) centre(size fyne.Size) {
	spare := size.Height - r.WidgetRenderer.MinSize().Height
	if r.e.MultiLine || spare <= 0 {
		return
	}
	for _, o := range r.Objects() {
		switch o.(type) {
		case *container.Scroll, *canvas.Image:
			if !o.Visible() { // Layout has not set it anew
				continue
			}
			o.Move(o.Position().AddXY(0, spare/2))
		}
	}
}

func (r *litRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.stroke()
}

func (r *litRenderer) stroke() {
	if r.outline == nil {
		return
	}
	width := theme.SizeForWidget(theme.SizeNameInputBorder, r.e)
	if r.lit() && !r.e.Disabled() {
		width *= 2
	}
	size := r.e.Size()
	r.outline.StrokeWidth = width
	At(r.outline, width/2, width/2, size.Width-width-0.5, size.Height-width-0.5) // as Fyne sets it
	r.outline.Refresh()
}

type bareRenderer struct{ fyne.WidgetRenderer }

func (r bareRenderer) Objects() []fyne.CanvasObject {
	var rest []fyne.CanvasObject
	for _, o := range r.WidgetRenderer.Objects() {
		if _, is := o.(*canvas.Rectangle); !is {
			rest = append(rest, o)
		}
	}
	return rest
}
