package main

import (
	"image"
	"image/color"
	"math"
)

// rimInk is the colour of the icons for light panels.
var rimInk = color.NRGBA{0x1E, 0x20, 0x24, 0xFF}

// rimmed is a white icon with a dark line around it, for panels whose colour nobody tells: on dark ones the sign is seen,
// on light ones the line, on those between both. A soft edge of the sign keeps its white: the line lies under it. Where the
// sign reaches the edge of the picture, the line takes its place.
func rimmed(m *image.NRGBA) *image.NRGBA {
	out := image.NewNRGBA(m.Rect)
	reach := max(1, int(math.Round(float64(m.Rect.Dx())/24)))
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			sign, line := m.NRGBAAt(x, y), rimInk
			if !(image.Point{x, y}).In(m.Rect.Inset(reach)) {
				sign = color.NRGBA{}
			}
			line.A = strongest(m, x, y, reach)
			out.SetNRGBA(x, y, onto(sign, line))
		}
	}
	return out
}

// strongest is the most ink within reach of a pixel, corners left out so that the line is round.
func strongest(m *image.NRGBA, x, y, reach int) (most uint8) {
	for dy := -reach; dy <= reach; dy++ {
		for dx := -reach; dx <= reach; dx++ {
			if dx*dx+dy*dy <= reach*(reach+1) {
				most = max(most, m.NRGBAAt(x+dx, y+dy).A) // outside of the picture there is none
			}
		}
	}
	return most
}

// onto lays one colour over another, in whole numbers.
func onto(upper, below color.NRGBA) color.NRGBA {
	a := int(upper.A) * 0xFF
	b := int(below.A) * (0xFF - int(upper.A))
	if a+b == 0 {
		return color.NRGBA{}
	}
	mix := func(u, l uint8) uint8 { return uint8((int(u)*a + int(l)*b + (a+b)/2) / (a + b)) }
	return color.NRGBA{mix(upper.R, below.R), mix(upper.G, below.G), mix(upper.B, below.B), uint8((a + b + 0x7F) / 0xFF)}
}
