package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/text"
)

// lifeLine is an example of the rotation bar, for who has no key yet.
type lifeLine struct{ widget.BaseWidget }

// NewLifeLine is the example on a card.
func NewLifeLine() fyne.CanvasObject {
	l := &lifeLine{}
	l.ExtendBaseWidget(l)
	head := container.NewBorder(nil, nil, nil, NewLine(text.T("Example"), SizeCaption, ColorMuted),
		NewBold(text.T("Every key gets a life line"), SizeBody, theme.ColorNameForeground).Cut())
	return container.NewStack(NewPlate(ColorSurface, theme.ColorNameSeparator, theme.SizeNameCardRadius),
		Inset(container.New(Column{10}, head, l), 16, 14, 20, 20))
}

// AccessibilityLabel says the example in words.
func (l *lifeLine) AccessibilityLabel() string {
	return text.T("An example: a key that was created 86 days ago. We remind you after 3 months. Rotate it within 6 months.")
}

// AccessibilityRole tells a screen reader to read the label.
func (l *lifeLine) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (l *lifeLine) CreateRenderer() fyne.WidgetRenderer { return &lifeLineRenderer{l: l} }

type lifeLineRenderer struct {
	l     *lifeLine
	parts []fyne.CanvasObject
	drawn Drawn
}

func (r *lifeLineRenderer) MinSize() fyne.Size           { return fyne.NewSize(200, datesTop+32) }
func (r *lifeLineRenderer) Objects() []fyne.CanvasObject { return r.parts }
func (r *lifeLineRenderer) Destroy()                     {}

func (r *lifeLineRenderer) Refresh() {
	r.drawn.Forget()
	r.Layout(r.l.Size())
	canvas.Refresh(r.l)
}

func (r *lifeLineRenderer) Layout(size fyne.Size) {
	if r.drawn.In(size) {
		return
	}
	r.parts = nil
	third := (size.Width - 2*bigInset) / 3
	if third <= 0 {
		return
	}
	for i, zone := range zones {
		from, to := bigInset+float32(i)*third, bigInset+float32(i+1)*third
		if i > 0 {
			from += zoneGap
		}
		r.zone(i, from, to, PhaseColor(zone, ToneTint))
	}
	const day, of = 86, 92 // three months
	knob := bigInset + third*day/of
	r.zone(0, bigInset, knob, PhaseColor("fresh", ToneFill))
	r.pill(text.T("Day %d", day), knob)
	for i, m := range []struct{ when, what string }{{text.T("Day %d", 0), text.T("Created")}, {text.N(3, "1 month", "%d months", 3), text.T("We remind you")}, {text.N(6, "1 month", "%d months", 6), text.T("Rotate by then")}} {
		r.label(i, m.when, true, bigInset+float32(i)*third, datesTop-4)
		r.label(i, m.what, false, bigInset+float32(i)*third, datesTop+12)
	}
}

func (r *lifeLineRenderer) zone(i int, from, to float32, c fyne.ThemeColorName) {
	z := canvas.NewRectangle(r.color(c))
	RoundEnds(z, trackHeight/2, i == 0, i == 2)
	r.add(At(z, from, trackTop, to-from, trackHeight))
}

// pill says a day, above the knob.
func (r *lifeLineRenderer) pill(words string, x float32) {
	ink := r.color(PhaseColor("fresh", ToneText))
	width := Measure(words, SizeCaption, fyne.TextStyle{Bold: true}).Width + 18
	pill := canvas.NewRectangle(r.color(PhaseColor("fresh", ToneTint)))
	pill.CornerRadius = 10
	r.add(At(canvas.NewRectangle(ink), x-1, 20, 2, trackTop-20),
		At(pill, x-width/2, 0, width, 20), caption(words, ink, true, x-width/2+9, 2),
		At(canvas.NewCircle(r.color(ColorSurface)), x-11, trackMiddle-11, 22, 22),
		At(canvas.NewCircle(r.color(PhaseColor("fresh", ToneFill))), x-8, trackMiddle-8, 16, 16))
}

// label is a caption around x; the first begins at the left edge.
func (r *lifeLineRenderer) label(i int, words string, bold bool, x, y float32) {
	ink := ColorMuted
	if bold {
		ink = theme.ColorNameForeground
	}
	if i == 0 {
		x = 0
	} else {
		x -= Measure(words, SizeCaption, fyne.TextStyle{Bold: bold}).Width / 2
	}
	r.add(caption(words, r.color(ink), bold, x, y))
}

func (r *lifeLineRenderer) add(o ...fyne.CanvasObject)              { r.parts = append(r.parts, o...) }
func (r *lifeLineRenderer) color(n fyne.ThemeColorName) color.Color { return Named(n, r.l) }
