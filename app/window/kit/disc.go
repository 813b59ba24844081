package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/text"
)

const DiscSize = 24

// What a disc says about its step.
const (
	DiscAhead   = ""
	DiscCurrent = "current"
	DiscDone    = "done"
	DiscSoft    = "soft"  // one of a list of steps
	DiscAlarm   = "alarm" // the one that cannot wait
)

// Disc is a number in a circle, or a check mark once the step is done.
type Disc struct {
	widget.BaseWidget
	Number string
	State  string
}

func NewDisc(number string) *Disc {
	d := &Disc{Number: number}
	d.ExtendBaseWidget(d)
	return d
}

func (d *Disc) Set(state string) {
	if d.State != state {
		d.State = state
		d.Refresh()
	}
}

// AccessibilityLabel is the step's number, and whether it is done.
func (d *Disc) AccessibilityLabel() string {
	switch d.State {
	case DiscDone:
		return text.T("Step %s, done", d.Number)
	case DiscCurrent:
		return text.T("Step %s, now", d.Number)
	}
	return text.T("Step %s", d.Number)
}

// AccessibilityRole tells a screen reader to read the label.
func (d *Disc) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (d *Disc) CreateRenderer() fyne.WidgetRenderer {
	r := &discRenderer{d: d, circle: canvas.NewCircle(nil), number: NewBold(d.Number, SizeCaption, ColorMuted), check: widget.NewIcon(nil)}
	r.Refresh()
	return r
}

type discRenderer struct {
	d      *Disc
	circle *canvas.Circle
	number *Line
	check  *widget.Icon
}

func (r *discRenderer) Refresh() {
	var fill, stroke fyne.ThemeColorName
	ink := ColorMuted
	switch r.d.State {
	case DiscDone:
		fill = PhaseColor("fresh", ToneTint)
	case DiscCurrent:
		fill, ink = theme.ColorNamePrimary, theme.ColorNameForegroundOnPrimary
	case DiscSoft:
		fill, ink = ColorSoft, theme.ColorNameHyperlink
	case DiscAlarm:
		fill, ink = theme.ColorNameError, theme.ColorNameForegroundOnError
	default:
		stroke = ColorBorder2
	}
	r.circle.FillColor, r.circle.StrokeColor, r.circle.StrokeWidth = Named(fill, r.d), Named(stroke, r.d), 0
	if stroke != "" {
		r.circle.StrokeWidth = 1.5
	}
	r.number.Set(r.d.Number, ink)
	Show(r.number, r.d.State != DiscDone)
	Show(r.check, r.d.State == DiscDone)
	if r.d.State == DiscDone {
		r.check.SetResource(Icon("check", PhaseColor("fresh", ToneText)))
	}
	r.Layout(r.d.Size())
	r.circle.Refresh()
}

func (r *discRenderer) MinSize() fyne.Size {
	side := max(DiscSize, r.number.MinSize().Width+8)
	return fyne.NewSquareSize(side)
}

func (r *discRenderer) Layout(size fyne.Size) {
	r.circle.Resize(size)
	number := r.number.MinSize()
	At(r.number, (size.Width-number.Width)/2, (size.Height-number.Height)/2, number.Width, number.Height)
	At(r.check, (size.Width-14)/2, (size.Height-14)/2, 14, 14)
}

func (r *discRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.circle, r.number, r.check}
}
func (r *discRenderer) Destroy() {}
