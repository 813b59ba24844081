package kit

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/text"
)

// BigBar is the rotation bar of the detail pane, on a true scale of time, with
// the dates under it. Where two dates have no room side by side, the later one
// goes a row down and the bar grows.
type BigBar struct {
	widget.BaseWidget
	scale Scale
}

func NewBigBar() *BigBar {
	b := &BigBar{}
	b.ExtendBaseWidget(b)
	return b
}

func (b *BigBar) Set(s Scale) {
	if b.scale != s {
		b.scale = s
		b.Refresh()
	}
}

// AccessibilityLabel says the bar in words.
func (b *BigBar) AccessibilityLabel() string {
	today := text.T("Today it is new.")
	if b.scale.age > 0 {
		today = text.T("Today it is %s old.", text.DayCount(b.scale.age))
	}
	return text.Sentences(today, b.scale.Words())
}

// AccessibilityRole tells a screen reader to read the label.
func (b *BigBar) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (b *BigBar) CreateRenderer() fyne.WidgetRenderer {
	return &bigBarRenderer{b: b}
}

const (
	bigHeight   = 98
	bigRow      = 34 // of dates
	bigInset    = 8
	trackTop    = 30
	trackHeight = 12
	trackMiddle = trackTop + trackHeight/2
	clockLine   = 51 // the provider's end date
	datesTop    = 62
)

type bigBarRenderer struct {
	b     *BigBar
	parts []fyne.CanvasObject
	drawn Drawn
	rows  int // of dates
}

func (r *bigBarRenderer) MinSize() fyne.Size {
	return fyne.NewSize(150, bigHeight+float32(max(r.rows-1, 0))*bigRow)
}
func (r *bigBarRenderer) Objects() []fyne.CanvasObject { return r.parts }
func (r *bigBarRenderer) Destroy()                     {}

func (r *bigBarRenderer) Refresh() {
	r.drawn.Forget()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *bigBarRenderer) Layout(size fyne.Size) {
	if r.drawn.In(size) {
		return
	}
	s := r.b.scale
	r.parts = nil
	if size.Width < 4*bigInset || s.Created.IsZero() {
		return
	}
	x := func(t time.Time) float32 {
		return bigInset + Part(t, s.Created, s.last())*(size.Width-2*bigInset)
	}
	r.zones(x)
	if !s.Expires.IsZero() {
		r.clock(x)
	}
	if s.Phase != "expired" {
		r.today(x(s.Today), size.Width)
	}
	r.dates(x, size.Width)
}

func (r *bigBarRenderer) zones(x func(time.Time) float32) {
	s := r.b.scale
	limits := []time.Time{s.Created, s.Due, s.Over, s.last()}
	for i, zone := range zones {
		from, to := x(limits[i]), x(limits[i+1])
		if i > 0 {
			from += zoneGap
		}
		switch {
		case s.Phase == "expired":
			r.track(i, from, to, PhaseColor(s.Phase, ToneMid))
		case !s.Today.Before(limits[i+1]):
			r.track(i, from, to, PhaseColor(zone, ToneMid))
		default:
			r.track(i, from, to, PhaseColor(zone, ToneTint))
			if filled := x(s.Today); filled-from >= 8 {
				if s.Phase == "exposed" {
					zone = s.Phase
				}
				r.track(i, from, filled, PhaseColor(zone, ToneFill))
			}
		}
	}
}

func (r *bigBarRenderer) track(i int, from, to float32, c fyne.ThemeColorName) {
	z := canvas.NewRectangle(r.color(c))
	RoundEnds(z, trackHeight/2, i == 0, i == 2)
	r.add(At(z, from, trackTop, max(to-from, 0), trackHeight))
}

// today is the knob, and the pill above it that says the key's age.
func (r *bigBarRenderer) today(x, width float32) {
	s := r.b.scale
	words, ink := text.T("Today"), r.color(PhaseColor(s.Phase, ToneText))
	if s.age > 0 {
		words = text.T("Today · %d d", s.age)
	}
	pillWidth := Measure(words, SizeCaption, fyne.TextStyle{Bold: true}).Width + 18
	left := min(max(x-pillWidth/2, 0), width-pillWidth)
	pill := canvas.NewRectangle(r.color(PhaseColor(s.Phase, ToneTint)))
	pill.CornerRadius = 10
	r.add(At(canvas.NewRectangle(ink), x-1, 20, 2, trackTop-20),
		At(pill, left, 0, pillWidth, 20),
		caption(words, ink, true, left+9, 2),
		At(canvas.NewCircle(r.color(ColorSurface)), x-11, trackMiddle-11, 22, 22),
		At(canvas.NewCircle(r.color(PhaseColor(s.Phase, ToneFill))), x-8, trackMiddle-8, 16, 16))
}

// clock is the second clock: the line that ends where the provider ends the key.
func (r *bigBarRenderer) clock(x func(time.Time) float32) {
	s := r.b.scale
	end, today, ink := x(s.Expires), min(x(s.Today), x(s.Expires)), r.color(theme.ColorNameForeground)
	r.add(At(canvas.NewRectangle(r.color(ColorMuted)), bigInset, clockLine-1, today-bigInset, 2),
		At(canvas.NewRectangle(r.color(ColorBorder2)), today, clockLine-1, end-today, 2),
		At(canvas.NewRectangle(ink), end-0.75, trackTop-3, 1.5, clockLine-trackTop+3),
		Diamond(r.color(ColorSurface), end, clockLine, 17), Diamond(ink, end, clockLine, 13))
}

// dates names the places on the bar, each in the first row with room for it.
func (r *bigBarRenderer) dates(x func(time.Time) float32, width float32) {
	s := r.b.scale
	type mark struct {
		t    time.Time
		word string
	}
	marks := []mark{{s.Created, text.T("Created")}, {s.Due, text.T("Window opens")}, {s.Over, text.T("Overdue")}}
	if !s.Expires.IsZero() {
		marks = append(marks, mark{s.Expires, wordsEndsAt(s.provider)})
	}
	var taken []([]float32) // per row: left, right, left, right …
	for i, m := range marks {
		day := s.day(m.t)
		dayWidth := Measure(day, SizeCaption, fyne.TextStyle{Bold: true}).Width
		wordWidth := Measure(m.word, SizeCaption, fyne.TextStyle{}).Width
		w := max(dayWidth, wordWidth)
		left := min(max(x(m.t)-w/2, 0), max(width-w, 0))
		align := float32(0.5) // how much of the spare room is on the left
		if i == 0 {
			align = 0
		}
		row := 0
		for row < len(taken) && !Free(taken[row], left, left+w) {
			row++
		}
		if row == len(taken) {
			taken = append(taken, nil)
		}
		taken[row] = append(taken[row], left, left+w)
		top := datesTop + float32(row)*bigRow
		r.add(caption(day, r.color(theme.ColorNameForeground), true, left+(w-dayWidth)*align, top),
			caption(m.word, r.color(ColorMuted), false, left+(w-wordWidth)*align, top+16))
	}
	r.rows = len(taken)
}

// Free tells whether left to right keeps a distance from all that is taken.
func Free(taken []float32, left, right float32) bool {
	for i := 0; i < len(taken); i += 2 {
		if left < taken[i+1]+8 && right > taken[i]-8 {
			return false
		}
	}
	return true
}

func (r *bigBarRenderer) add(o ...fyne.CanvasObject)              { r.parts = append(r.parts, o...) }
func (r *bigBarRenderer) color(n fyne.ThemeColorName) color.Color { return Named(n, r.b) }

// caption is a caption at x, y.
func caption(s string, c color.Color, bold bool, x, y float32) fyne.CanvasObject {
	t := canvas.NewText(s, c)
	t.TextSize = SizeCaption
	SetStyle(t, fyne.TextStyle{Bold: bold})
	t.Move(fyne.NewPos(x, y))
	t.Resize(t.MinSize())
	return t
}
