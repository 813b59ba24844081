package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// ring shows how much of a copy's time is left.
type ring struct {
	widget.BaseWidget
	side float32
	left float32 // 0 to 1
	text string  // in the middle
}

func newRing(side float32) *ring {
	r := &ring{side: side}
	r.ExtendBaseWidget(r)
	return r
}

func (r *ring) set(left float32, text string) {
	r.left, r.text = min(max(left, 0), 1), text
	r.Refresh()
}

func (r *ring) CreateRenderer() fyne.WidgetRenderer {
	v := &ringRenderer{
		r: r, back: canvas.NewArc(0, 360, 0.78, nil), front: canvas.NewArc(0, 0, 0.78, nil),
		text: newBold("", sizeAxis, theme.ColorNameForeground),
	}
	v.text.align = fyne.TextAlignCenter
	v.Refresh()
	return v
}

type ringRenderer struct {
	r           *ring
	back, front *canvas.Arc
	text        *line
}

func (v *ringRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(v.r.side) }

func (v *ringRenderer) Layout(size fyne.Size) {
	at(v.back, 0, 0, v.r.side, v.r.side)
	at(v.front, 0, 0, v.r.side, v.r.side)
	h := v.text.MinSize().Height
	at(v.text, 0, (v.r.side-h)/2, v.r.side, h)
}

func (v *ringRenderer) Refresh() {
	v.back.FillColor = named(theme.ColorNameSeparator, v.r)
	v.front.FillColor = named(theme.ColorNameHyperlink, v.r)
	v.front.EndAngle = 360 * v.r.left
	v.text.set(v.r.text, theme.ColorNameForeground)
	v.Layout(v.r.Size())
	v.back.Refresh()
	v.front.Refresh()
}

func (v *ringRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{v.back, v.front, v.text}
}
func (v *ringRenderer) Destroy() {}
