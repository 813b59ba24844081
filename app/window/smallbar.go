package window

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// smallBar is the rotation bar of a row: three zones of equal length, so that
// all rows compare at a glance.
type smallBar struct {
	widget.BaseWidget
	scale  scale
	ground fyne.ThemeColorName // of the row, for the ring around the knob
}

func newSmallBar() *smallBar {
	b := &smallBar{}
	b.ExtendBaseWidget(b)
	return b
}

func (b *smallBar) set(s scale, ground fyne.ThemeColorName) {
	if b.scale != s || b.ground != ground {
		b.scale, b.ground = s, ground
		b.Refresh()
	}
}

// AccessibilityLabel says the bar in words.
func (b *smallBar) AccessibilityLabel() string { return b.scale.words() }

// AccessibilityRole tells a screen reader to read the label.
func (b *smallBar) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (b *smallBar) CreateRenderer() fyne.WidgetRenderer {
	r := &smallBarRenderer{b: b}
	r.Refresh()
	return r
}

const (
	smallWidth, smallHeight = 96, 14
	smallInset              = 5
	smallTrack              = 6
	zoneGap                 = 2
	zoneWidth               = float32(smallWidth-2*smallInset-2*zoneGap) / 3
)

type smallBarRenderer struct {
	b     *smallBar
	parts []fyne.CanvasObject
}

func (r *smallBarRenderer) MinSize() fyne.Size           { return fyne.NewSize(smallWidth, smallHeight) }
func (r *smallBarRenderer) Layout(fyne.Size)             {}
func (r *smallBarRenderer) Objects() []fyne.CanvasObject { return r.parts }
func (r *smallBarRenderer) Destroy()                     {}

func (r *smallBarRenderer) Refresh() {
	s := r.b.scale
	today := s.place(s.today)
	r.parts = nil
	for i := range zones {
		r.zone(i, today)
	}
	knob := zoneX(today)
	if s.phase != "expired" {
		r.knob(knob)
	}
	if !s.expires.IsZero() && (s.expires.Before(s.end) || s.phase == "expired") {
		x := zoneX(s.place(s.expires))
		if s.phase != "expired" {
			x = clearOf(x, knob)
		}
		r.parts = append(r.parts, diamond(r.color(r.b.ground), x, smallHeight/2, 13), diamond(r.color(theme.ColorNameForeground), x, smallHeight/2, 10))
	}
	canvas.Refresh(r.b)
}

func (r *smallBarRenderer) color(n fyne.ThemeColorName) color.Color { return named(n, r.b) }

// zone draws zone i: passed, ahead, or the one that today is in.
func (r *smallBarRenderer) zone(i int, today float32) {
	phase, x := r.b.scale.phase, zoneX(float32(i))
	switch current := min(int(today), 2); {
	case phase == "expired":
		r.track(i, x, zoneWidth, phaseColor(phase, toneMid))
	case i < current:
		r.track(i, x, zoneWidth, phaseColor(zones[i], toneMid))
	default:
		r.track(i, x, zoneWidth, phaseColor(zones[i], toneTint))
		if filled := zoneX(today) - x; i == current && filled >= 8 {
			if phase != "exposed" {
				phase = zones[i]
			}
			r.track(i, x, filled, phaseColor(phase, toneFill))
		}
	}
}

func (r *smallBarRenderer) track(i int, x, w float32, c fyne.ThemeColorName) {
	z := canvas.NewRectangle(r.color(c))
	roundEnds(z, smallTrack/2, i == 0, i == 2)
	r.parts = append(r.parts, at(z, x, (smallHeight-smallTrack)/2, w, smallTrack))
}

func (r *smallBarRenderer) knob(x float32) {
	r.parts = append(r.parts,
		at(canvas.NewCircle(r.color(r.b.ground)), x-7, 0, 14, 14),
		at(canvas.NewCircle(r.color(phaseColor(r.b.scale.phase, toneFill))), x-5, 2, 10, 10))
}

// zoneX is where a place of the scale is on the small bar.
func zoneX(place float32) float32 {
	zone := min(int(place), 2)
	return smallInset + float32(zone)*(zoneWidth+zoneGap) + (place-float32(zone))*zoneWidth
}

// clearOf keeps the diamond at x from covering the knob, or from being covered.
func clearOf(x, knob float32) float32 {
	const apart = 9.5
	switch {
	case x >= knob && x-knob < apart:
		return knob + apart
	case x < knob && knob-x < apart:
		return knob - apart
	}
	return x
}

// roundEnds rounds the outer corners of the first and the last zone.
func roundEnds(z *canvas.Rectangle, radius float32, first, last bool) {
	if first {
		z.TopLeftCornerRadius, z.BottomLeftCornerRadius = radius, radius
	}
	if last {
		z.TopRightCornerRadius, z.BottomRightCornerRadius = radius, radius
	}
}
