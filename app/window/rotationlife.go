package window

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/window/kit"
)

// lifeBar is the rotation bar of the overview: the life of one key on the months that
// all rows share, with a line for each month and for today.
type lifeBar struct {
	widget.BaseWidget
	scale  kit.Scale
	months months
	ground fyne.ThemeColorName // of the row, for the ring around the knob
}

func newLifeBar() *lifeBar {
	b := &lifeBar{ground: kit.ColorSurface}
	b.ExtendBaseWidget(b)
	return b
}

func (b *lifeBar) set(s kit.Scale, m months, ground fyne.ThemeColorName) {
	if b.scale != s || b.months != m || b.ground != ground {
		b.scale, b.months, b.ground = s, m, ground
		b.Refresh()
	}
}

// AccessibilityLabel says the bar in words.
func (b *lifeBar) AccessibilityLabel() string { return b.scale.Words() }

// AccessibilityRole tells a screen reader to read the label.
func (b *lifeBar) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (b *lifeBar) CreateRenderer() fyne.WidgetRenderer { return &lifeRenderer{b: b} }

const (
	lifeHeight = 28 // Fyne's list adds 4 between rows
	lifeWindow = 14
	lifeFresh  = 4
	lifeOver   = 6
	lifeFade   = 34 // what is overdue some day
)

type lifeRenderer struct {
	drawn kit.Drawn
	b     *lifeBar
	width float32
	parts []fyne.CanvasObject
}

func (r *lifeRenderer) MinSize() fyne.Size           { return fyne.NewSize(100, lifeHeight) }
func (r *lifeRenderer) Objects() []fyne.CanvasObject { return r.parts }
func (r *lifeRenderer) Destroy()                     {}

func (r *lifeRenderer) Refresh() {
	r.drawn.Forget()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *lifeRenderer) Layout(size fyne.Size) {
	if r.drawn.In(size) {
		return
	}
	r.parts, r.width = nil, size.Width
	s := r.b.scale
	if size.Width <= 0 || s.Created.IsZero() {
		return
	}
	r.grid()
	switch s.Phase {
	case "exposed":
		r.line(s.Created, s.Today, lifeFresh, kit.PhaseColor(s.Phase, kit.ToneFill))
	case "expired":
		r.line(s.Created, s.Expires, lifeFresh, kit.PhaseColor(s.Phase, kit.ToneMid))
	default:
		r.life()
	}
	r.upright(r.x(s.Today), 1.5, r.color(theme.ColorNameForeground))
	if s.Phase != "expired" && s.Phase != "fresh" {
		r.knob(r.x(s.Today))
	}
	r.end()
}

// life is fresh, the window and what is overdue, up to the provider's end.
func (r *lifeRenderer) life() {
	s := r.b.scale
	passed := kit.PhaseColor("fresh", kit.ToneMid)
	if s.Phase == "fresh" {
		passed = kit.PhaseColor("fresh", kit.ToneFill)
	}
	fresh := r.ending(s.Due)
	r.line(s.Created, sooner(s.Today, fresh), lifeFresh, passed)
	r.line(later(s.Today, s.Created), fresh, lifeFresh, kit.PhaseColor("fresh", kit.ToneMid))
	r.window()
	switch over := r.ending(s.Over); {
	case s.Phase == "overdue":
		r.line(s.Over, r.ending(s.Today), lifeOver, kit.PhaseColor("overdue", kit.ToneFill))
	case over.Equal(s.Over) && r.b.months.shows(over):
		r.fade(r.x(over) + 2)
	}
}

// window is the time in which the key is to be rotated, filled up to today.
func (r *lifeRenderer) window() {
	s := r.b.scale
	to := r.ending(s.Over)
	if s.Phase == "overdue" {
		r.pill(s.Due, to, kit.PhaseColor("due", kit.ToneMid), "")
		return
	}
	r.pill(s.Due, to, kit.PhaseColor("due", kit.ToneTint), kit.PhaseColor("due", kit.ToneMid))
	if s.Phase == "due" {
		r.pill(s.Due, sooner(s.Today, to), kit.PhaseColor("due", kit.ToneFill), "")
	}
}

// end is the provider's date.
func (r *lifeRenderer) end() {
	s := r.b.scale
	x := r.x(s.Expires)
	switch {
	case s.Expires.IsZero():
		return
	case s.Phase == "expired":
		x = max(x, kit.GlyphSize/2) // one that ended long ago is drawn at the edge
	case !r.b.months.shows(s.Expires):
		return
	}
	r.add(kit.Diamond(r.color(r.b.ground), x, lifeHeight/2, 13), kit.Diamond(r.color(theme.ColorNameForeground), x, lifeHeight/2, kit.GlyphSize))
}

func (r *lifeRenderer) grid() {
	for i := range r.b.months.n + 1 {
		r.upright(r.x(r.b.months.start(i)), 1, r.color(theme.ColorNameSeparator))
	}
}

// upright goes on in the rows above and below.
func (r *lifeRenderer) upright(x, width float32, c color.Color) {
	const between = 4
	r.add(kit.At(canvas.NewRectangle(c), x-width/2, -between/2, width, lifeHeight+between))
}

func (r *lifeRenderer) line(from, to time.Time, height float32, c fyne.ThemeColorName) {
	left, right := r.x(from), r.x(to)
	if right-left < 1 {
		return
	}
	l := canvas.NewRectangle(r.color(c))
	kit.RoundEnds(l, height/2, r.b.months.shows(from), false)
	r.add(kit.At(l, left, (lifeHeight-height)/2, right-left, height))
}

// pill has round ends, but where it is cut.
func (r *lifeRenderer) pill(from, to time.Time, fill, stroke fyne.ThemeColorName) {
	left, right := r.x(from), r.x(to)
	if right-left < 1 {
		return
	}
	p := canvas.NewRectangle(r.color(fill))
	if stroke != "" {
		p.StrokeColor, p.StrokeWidth = r.color(stroke), 1
	}
	whole := to.Equal(r.b.scale.Over)
	kit.RoundEnds(p, min(lifeWindow, right-left)/2, r.b.months.shows(from), whole && r.b.months.shows(to))
	r.add(kit.At(p, left, (lifeHeight-lifeWindow)/2, right-left, lifeWindow))
}

func (r *lifeRenderer) fade(x float32) {
	c := nrgbaOf(r.color(kit.PhaseColor("overdue", kit.ToneFill)))
	gone := c
	gone.A = 0
	if w := min(lifeFade, r.width-x); w > 0 {
		r.add(kit.At(canvas.NewHorizontalGradient(c, gone), x, (lifeHeight-lifeFresh)/2, w, lifeFresh))
	}
}

func (r *lifeRenderer) knob(x float32) {
	const middle = lifeHeight / 2
	r.add(kit.At(canvas.NewCircle(r.color(r.b.ground)), x-7, middle-7, 14, 14),
		kit.At(canvas.NewCircle(r.color(kit.PhaseColor(r.b.scale.Phase, kit.ToneFill))), x-5, middle-5, 10, 10))
}

// ending is t, or the provider's end if that comes before.
func (r *lifeRenderer) ending(t time.Time) time.Time {
	if end := r.b.scale.Expires; !end.IsZero() {
		return sooner(t, end)
	}
	return t
}

func (r *lifeRenderer) x(t time.Time) float32                   { return r.b.months.x(t, r.width) }
func (r *lifeRenderer) add(o ...fyne.CanvasObject)              { r.parts = append(r.parts, o...) }
func (r *lifeRenderer) color(n fyne.ThemeColorName) color.Color { return kit.Named(n, r.b) }
func nrgbaOf(c color.Color) color.NRGBA                         { return color.NRGBAModel.Convert(c).(color.NRGBA) }

func sooner(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
