package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// SmallBar is the rotation bar of a row: three zones of equal length, so that
// all rows compare at a glance.
type SmallBar struct {
	widget.BaseWidget
	scale  Scale
	ground fyne.ThemeColorName // of the row, for the ring around the knob
}

func NewSmallBar() *SmallBar {
	b := &SmallBar{}
	b.ExtendBaseWidget(b)
	return b
}

func (b *SmallBar) Set(s Scale, ground fyne.ThemeColorName) {
	if b.scale != s || b.ground != ground {
		b.scale, b.ground = s, ground
		b.Refresh()
	}
}

// AccessibilityLabel says the bar in words.
func (b *SmallBar) AccessibilityLabel() string { return b.scale.Words() }

// AccessibilityRole tells a screen reader to read the label.
func (b *SmallBar) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (b *SmallBar) CreateRenderer() fyne.WidgetRenderer {
	r := &smallBarRenderer{b: b}
	r.Refresh()
	return r
}

const (
	SmallWidth, SmallHeight = 96, 14
	SmallInset              = 5
	smallTrack              = 6
	zoneGap                 = 2
)

type smallBarRenderer struct {
	b     *SmallBar
	parts []fyne.CanvasObject
	drawn Drawn
	zones smallZones
}

// smallZones is where the zones are on a bar of some width.
type smallZones float32

// width is that of a zone.
func (z smallZones) width() float32 { return (float32(z) - 2*SmallInset - 2*zoneGap) / 3 }

// x is where a place of the scale is.
func (z smallZones) x(place float32) float32 {
	zone := min(int(place), 2)
	return SmallInset + float32(zone)*(z.width()+zoneGap) + (place-float32(zone))*z.width()
}

func (r *smallBarRenderer) MinSize() fyne.Size           { return fyne.NewSize(SmallWidth, SmallHeight) }
func (r *smallBarRenderer) Objects() []fyne.CanvasObject { return r.parts }
func (r *smallBarRenderer) Destroy()                     {}

func (r *smallBarRenderer) Layout(size fyne.Size) {
	if !r.drawn.In(size) {
		r.draw()
	}
}

func (r *smallBarRenderer) Refresh() {
	r.drawn.In(r.b.Size())
	r.draw()
}

func (r *smallBarRenderer) draw() {
	s := r.b.scale
	today := s.place(s.Today)
	r.parts = nil
	r.zones = smallZones(max(r.b.Size().Width, 2*SmallInset+2*zoneGap+3))
	for i := range zones {
		r.zone(i, today)
	}
	knob := r.zones.x(today)
	if s.Phase != "expired" {
		r.knob(knob)
	}
	if !s.Expires.IsZero() && (s.Expires.Before(s.end) || s.Phase == "expired") {
		x := r.zones.x(s.place(s.Expires))
		if s.Phase != "expired" {
			x = clearOf(x, knob)
		}
		r.parts = append(r.parts, Diamond(r.color(r.b.ground), x, SmallHeight/2, 13), Diamond(r.color(theme.ColorNameForeground), x, SmallHeight/2, 10))
	}
	canvas.Refresh(r.b)
}

func (r *smallBarRenderer) color(n fyne.ThemeColorName) color.Color { return Named(n, r.b) }

// zone draws zone i: passed, ahead, or the one that today is in.
func (r *smallBarRenderer) zone(i int, today float32) {
	phase, x := r.b.scale.Phase, r.zones.x(float32(i))
	switch current := min(int(today), 2); {
	case phase == "expired":
		r.track(i, x, r.zones.width(), PhaseColor(phase, ToneMid))
	case i < current:
		r.track(i, x, r.zones.width(), PhaseColor(zones[i], ToneMid))
	default:
		r.track(i, x, r.zones.width(), PhaseColor(zones[i], ToneTint))
		if filled := r.zones.x(today) - x; i == current && filled >= 8 {
			if phase != "exposed" {
				phase = zones[i]
			}
			r.track(i, x, filled, PhaseColor(phase, ToneFill))
		}
	}
}

func (r *smallBarRenderer) track(i int, x, w float32, c fyne.ThemeColorName) {
	z := canvas.NewRectangle(r.color(c))
	RoundEnds(z, smallTrack/2, i == 0, i == 2)
	r.parts = append(r.parts, At(z, x, (SmallHeight-smallTrack)/2, w, smallTrack))
}

func (r *smallBarRenderer) knob(x float32) {
	r.parts = append(r.parts,
		At(canvas.NewCircle(r.color(r.b.ground)), x-7, 0, 14, 14),
		At(canvas.NewCircle(r.color(PhaseColor(r.b.scale.Phase, ToneFill))), x-5, 2, 10, 10))
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

// RoundEnds rounds the outer corners of the first and the last zone.
func RoundEnds(z *canvas.Rectangle, radius float32, first, last bool) {
	if first {
		z.TopLeftCornerRadius, z.BottomLeftCornerRadius = radius, radius
	}
	if last {
		z.TopRightCornerRadius, z.BottomRightCornerRadius = radius, radius
	}
}
