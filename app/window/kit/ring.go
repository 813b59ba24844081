package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Ring shows how much of a copy's time is left.
type Ring struct {
	widget.BaseWidget
	side float32
	left float32 // 0 to 1
	text string  // in the middle
}

func NewRing(side float32) *Ring {
	r := &Ring{side: side}
	r.ExtendBaseWidget(r)
	return r
}

func (r *Ring) Set(left float32, text string) {
	r.left, r.text = min(max(left, 0), 1), text
	r.Refresh()
}

// largeRing is from where on a ring is drawn thinner, and its text larger.
const largeRing = 64

func (r *Ring) CreateRenderer() fyne.WidgetRenderer {
	cutout, points := float32(0.78), float32(SizeAxis)
	if r.side >= largeRing {
		cutout, points = 0.875, r.side*0.36
	}
	v := &ringRenderer{
		r: r, back: canvas.NewArc(0, 360, cutout, nil), front: canvas.NewArc(0, 0, cutout, nil),
		text: NewBold("", points, theme.ColorNameForeground),
	}
	v.text.align = fyne.TextAlignCenter
	v.Refresh()
	return v
}

type ringRenderer struct {
	r           *Ring
	back, front *canvas.Arc
	text        *Line
}

func (v *ringRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(v.r.side) }

func (v *ringRenderer) Layout(size fyne.Size) {
	At(v.back, 0, 0, v.r.side, v.r.side)
	At(v.front, 0, 0, v.r.side, v.r.side)
	h := v.text.MinSize().Height
	// Digits reach from the line up: their middle is below that of the line of text.
	const low = 0.03
	At(v.text, 0, (v.r.side-h)/2-low*v.r.side, v.r.side, h)
}

func (v *ringRenderer) Refresh() {
	v.back.FillColor = Named(theme.ColorNameSeparator, v.r)
	v.front.FillColor = Named(theme.ColorNameHyperlink, v.r)
	v.front.EndAngle = 360 * v.r.left
	v.text.Set(v.r.text, theme.ColorNameForeground)
	v.Layout(v.r.Size())
	v.back.Refresh()
	v.front.Refresh()
}

func (v *ringRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{v.back, v.front, v.text}
}
func (v *ringRenderer) Destroy() {}
