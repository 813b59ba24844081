package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// NewReadyDisc is a large check mark.
func NewReadyDisc() fyne.CanvasObject {
	mark := widget.NewIcon(Icon("check", PhaseColor("fresh", ToneText)))
	return container.NewStack(newDot(PhaseColor("fresh", ToneTint)), Inset(mark, 16, 16, 16, 16))
}

// NewMark is a small icon in a circle.
func NewMark(icon string, fill, ink fyne.ThemeColorName) fyne.CanvasObject {
	const side, edge = 26, 5
	disc := container.NewStack(newDot(fill), Inset(widget.NewIcon(Icon(icon, ink)), edge, edge, edge, edge))
	return container.New(AtLeast{Min: fyne.NewSquareSize(side)}, disc)
}

// dot is a filled circle in a colour of the theme.
type dot struct {
	widget.BaseWidget
	fill fyne.ThemeColorName
}

func newDot(fill fyne.ThemeColorName) *dot {
	d := &dot{fill: fill}
	d.ExtendBaseWidget(d)
	return d
}

func (d *dot) CreateRenderer() fyne.WidgetRenderer {
	r := &dotRenderer{d: d, circle: canvas.NewCircle(nil)}
	r.WidgetRenderer = widget.NewSimpleRenderer(r.circle)
	r.Refresh()
	return r
}

type dotRenderer struct {
	fyne.WidgetRenderer
	d      *dot
	circle *canvas.Circle
}

func (r *dotRenderer) Refresh() {
	r.circle.FillColor = Named(r.d.fill, r.d)
	r.circle.Refresh()
}
