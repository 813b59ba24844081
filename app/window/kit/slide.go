package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// slide is one line of tabs. Where not all of them have room it is moved so far that the
// one that is on is in sight. An end where it goes on fades, and has an arrow to go there.
type slide struct {
	widget.BaseWidget
	p    *Picks
	line *fyne.Container // of all tabs
}

func newSlide(p *Picks, line *fyne.Container) *slide {
	s := &slide{p: p, line: line}
	s.ExtendBaseWidget(s)
	return s
}

// Parts are the tabs; the arrows at the ends are for the mouse.
func (s *slide) Parts() []fyne.CanvasObject { return []fyne.CanvasObject{s.line} }

// Scrolled moves it by a wheel, which may know one direction alone. What has it is also
// clipped by Fyne to its own size.
func (s *slide) Scrolled(e *fyne.ScrollEvent) { s.move(e.Scrolled.DX + e.Scrolled.DY) }

func (s *slide) move(by float32) {
	s.line.Move(s.line.Position().AddXY(by, 0))
	s.Refresh()
}

func (s *slide) CreateRenderer() fyne.WidgetRenderer {
	r := &slideRenderer{s: s}
	r.before = newSlideEnd("left", func() { s.move(s.Size().Width / 2) })
	r.after = newSlideEnd("right", func() { s.move(-s.Size().Width / 2) })
	r.Refresh()
	return r
}

type slideRenderer struct {
	s             *slide
	before, after *slideEnd
	on            int // what was brought into sight
	width         float32
}

const (
	slideEdge = 8  // around the line, but below it: the ring of the focus is there
	slidePeek = 64 // as much of the next tab is in sight
	slideFade = 24
	slideIcon = 16
	slideEnds = slideEdge + slideIcon + slideFade
)

// around gives a slide its edge.
type around struct{}

func (around) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (around) Layout(o []fyne.CanvasObject, size fyne.Size) {
	At(o[0], -slideEdge, -slideEdge, size.Width+2*slideEdge, size.Height+slideEdge)
}

// MinSize is without the edge.
func (r *slideRenderer) MinSize() fyne.Size { return fyne.NewSize(0, r.s.p.all[0].MinSize().Height) }

func (r *slideRenderer) Layout(size fyne.Size) {
	p, line := r.s.p, r.s.line
	width, long := size.Width-2*slideEdge, p.long()
	from := slideEdge - line.Position().X
	line.Resize(fyne.NewSize(max(long, width), size.Height-slideEdge)) // its tabs have their places
	if on := max(p.on, 0); on != r.on || width != r.width {
		r.on, r.width = on, width
		left := p.all[on].Position().X
		from = max(min(from, left-slidePeek), left+p.all[on].Size().Width+slidePeek-width)
	}
	from = max(min(from, long-width), 0)
	line.Move(fyne.NewPos(slideEdge-from, slideEdge))
	Show(r.before, from > 0)
	Show(r.after, from < long-width-0.5)
	At(r.before, 0, 0, slideEnds, size.Height)
	At(r.after, size.Width-slideEnds, 0, slideEnds, size.Height)
}

func (r *slideRenderer) Refresh() {
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}

func (r *slideRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.s.line, r.before, r.after}
}

func (r *slideRenderer) Destroy() {}

// slideEnd is an end where a line goes on. Keys need none: they turn to the next tab.
type slideEnd struct {
	widget.BaseWidget
	icon   string
	tapped func()
}

func newSlideEnd(icon string, tapped func()) *slideEnd {
	e := &slideEnd{icon: icon, tapped: tapped}
	e.ExtendBaseWidget(e)
	return e
}

func (e *slideEnd) Tapped(*fyne.PointEvent) { e.tapped() }

func (e *slideEnd) CreateRenderer() fyne.WidgetRenderer {
	r := &slideEndRenderer{e: e, ground: canvas.NewRectangle(nil), fade: canvas.NewHorizontalGradient(nil, nil), icon: widget.NewIcon(nil)}
	r.Refresh()
	return r
}

type slideEndRenderer struct {
	e      *slideEnd
	ground *canvas.Rectangle // of the arrow
	fade   *canvas.LinearGradient
	icon   *widget.Icon
}

func (r *slideEndRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *slideEndRenderer) Layout(size fyne.Size) {
	fade, x := float32(0), float32(slideFade)
	if r.e.icon == "left" {
		fade, x = slideEdge+slideIcon, 0
	}
	At(r.fade, fade, 0, slideFade, size.Height)
	At(r.ground, x, 0, slideEdge+slideIcon, size.Height)
	if r.e.icon == "right" {
		x += slideEdge
	}
	At(r.icon, x, (size.Height+slideEdge-slideIcon-tabLook{}.up())/2, slideIcon, slideIcon)
}

// Refresh takes the colour of the ground.
func (r *slideEndRenderer) Refresh() {
	ground := color.NRGBAModel.Convert(Named(theme.ColorNameBackground, r.e)).(color.NRGBA)
	none := ground // else what fades would be grey
	none.A = 0
	r.fade.StartColor, r.fade.EndColor = none, ground
	if r.e.icon == "left" {
		r.fade.StartColor, r.fade.EndColor = ground, none
	}
	r.ground.FillColor = ground
	r.icon.SetResource(Icon(r.e.icon, ColorMuted))
	r.fade.Refresh()
	r.ground.Refresh()
}

func (r *slideEndRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.fade, r.ground, r.icon}
}

func (r *slideEndRenderer) Destroy() {}
