package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/text"
)

// Switch is on or off, which its knob tells by its place.
type Switch struct {
	widget.DisableableWidget
	On       bool
	Label    string // what it switches, for screen readers
	OnChange func(on bool)
	OnKey    func(fyne.KeyName) bool // true takes the key
	OnFocus  func()

	focused bool
}

// NewSwitch is off.
func NewSwitch(label string, changed func(on bool)) *Switch {
	s := &Switch{Label: label, OnChange: changed}
	s.ExtendBaseWidget(s)
	return s
}

// Set shows whether it is on, and tells nobody.
func (s *Switch) Set(on bool) {
	if s.On != on {
		s.On = on
		s.Refresh()
	}
}

// Turn switches it.
func (s *Switch) Turn() {
	if !s.Disabled() {
		s.Set(!s.On)
		s.OnChange(s.On)
	}
}

func (s *Switch) Tapped(*fyne.PointEvent) { s.Turn() }

func (s *Switch) TypedRune(r rune) { Asks(s, r) }

func (s *Switch) TypedKey(e *fyne.KeyEvent) {
	if Helps(s, e) || s.OnKey != nil && s.OnKey(e.Name) {
		return
	}
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		s.Turn()
	}
}

func (s *Switch) FocusGained() {
	s.focused = true
	s.Refresh()
	intoSight()
	if s.OnFocus != nil {
		s.OnFocus()
	}
}

func (s *Switch) FocusLost() { s.focused = false; s.Refresh() }

// AccessibilityLabel is what a screen reader says.
func (s *Switch) AccessibilityLabel() string {
	if s.On {
		return able(text.T("%s: on", s.Label), s.Disabled())
	}
	return able(text.T("%s: off", s.Label), s.Disabled())
}

// AccessibilityRole tells a screen reader that it can be pressed.
func (s *Switch) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (s *Switch) CreateRenderer() fyne.WidgetRenderer {
	r := &switchRenderer{
		s: s, ring: canvas.NewRectangle(color.Transparent), track: canvas.NewRectangle(nil), knob: canvas.NewCircle(nil),
	}
	r.ring.StrokeWidth = 2
	r.Refresh()
	return r
}

type switchRenderer struct {
	s           *Switch
	ring, track *canvas.Rectangle
	knob        *canvas.Circle
}

const switchWidth, switchHeight, switchEdge = 36, 20, 2

func (r *switchRenderer) MinSize() fyne.Size { return fyne.NewSize(switchWidth, switchHeight) }

func (r *switchRenderer) Layout(size fyne.Size) {
	y := (size.Height - switchHeight) / 2
	At(r.track, 0, y, switchWidth, switchHeight)
	At(r.ring, -3, y-3, switchWidth+6, switchHeight+6)
	r.track.CornerRadius, r.ring.CornerRadius = switchHeight/2, switchHeight/2+3
	const side = switchHeight - 2*switchEdge
	x := float32(switchEdge)
	if r.s.On {
		x = switchWidth - switchEdge - side
	}
	At(r.knob, x, y+switchEdge, side, side)
}

func (r *switchRenderer) Refresh() {
	fill, knob := theme.ColorNameInputBorder, theme.ColorNameForegroundOnPrimary
	switch {
	case r.s.Disabled():
		fill, knob = theme.ColorNameDisabledButton, theme.ColorNameDisabled
	case r.s.On:
		fill = theme.ColorNamePrimary
	}
	r.track.FillColor, r.knob.FillColor = Named(fill, r.s), Named(knob, r.s)
	r.ring.StrokeColor = color.Transparent
	if r.s.focused {
		r.ring.StrokeColor = Named(theme.ColorNamePrimary, r.s)
	}
	r.Layout(r.s.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *switchRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.track, r.knob}
}

func (r *switchRenderer) Destroy() {}
