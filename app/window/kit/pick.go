package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// pick is one of several names.
type pick struct {
	widget.BaseWidget
	p                   *Picks
	name                string
	look                pickLook
	first, last         bool // of its line
	on, ringed, hovered bool
	tapped              func()
}

func (o *pick) Tapped(*fyne.PointEvent)        { o.tapped() }
func (o *pick) MouseIn(*desktop.MouseEvent)    { o.hovered = true; o.Refresh() }
func (o *pick) MouseMoved(*desktop.MouseEvent) {}
func (o *pick) MouseOut()                      { o.hovered = false; o.Refresh() }

// AccessibilityLabel is what a screen reader says.
func (o *pick) AccessibilityLabel() string {
	return able(Chosen(labelled(o.p.Label, o.name), o.on), o.p.Disabled())
}

// AccessibilityRole tells a screen reader that it can be pressed.
func (o *pick) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (o *pick) CreateRenderer() fyne.WidgetRenderer {
	r := &pickRenderer{
		o: o, ring: canvas.NewRectangle(color.Transparent), ground: canvas.NewRectangle(nil),
		label: NewLine(o.name, SizeBody, ColorMuted), line: canvas.NewRectangle(nil),
	}
	r.ring.StrokeWidth = 2
	r.Refresh()
	return r
}

type pickRenderer struct {
	o                  *pick
	ring, ground, line *canvas.Rectangle
	label              *Line
}

// MinSize is the same whether it is on or not: nothing jumps.
func (r *pickRenderer) MinSize() fyne.Size {
	edge, height := r.o.look.room()
	text := Measure(r.o.name, r.label.Scaled(), fyne.TextStyle{Bold: true})
	return fyne.NewSize(text.Width+2*edge, max(height, text.Height+12))
}

func (r *pickRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.o.look.place(r, size)
	text := r.label.MinSize()
	At(r.label, (size.Width-text.Width)/2, (size.Height-text.Height-r.o.look.up())/2, text.Width, text.Height)
}

func (r *pickRenderer) Refresh() {
	ground, ink := r.o.look.inks(r)
	if r.o.p.Disabled() {
		ink = theme.ColorNameDisabled
	}
	r.ground.FillColor = Named(ground, r.o)
	r.ring.StrokeColor = color.Transparent
	if r.o.ringed {
		r.ring.StrokeColor = Named(theme.ColorNamePrimary, r.o)
	}
	r.label.Style.Bold = r.o.on
	r.label.Text, r.label.Color = r.o.name, ink
	r.Layout(r.o.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *pickRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.line, r.ring, r.label}
}

func (r *pickRenderer) Destroy() {}

// pickLook is how a name is drawn.
type pickLook interface {
	room() (edge, height float32)
	inks(r *pickRenderer) (ground, ink fyne.ThemeColorName)
	place(r *pickRenderer, size fyne.Size)
	up() float32 // so much more is below the name than above it
}

// tabLook has a line below the one that is on.
type tabLook struct{}

const tabGap, tabGapLeast, tabHeight, tabLine = 16, 1, 40, 3

func (tabLook) room() (edge, height float32) { return 4, tabHeight }

func (tabLook) inks(r *pickRenderer) (ground, ink fyne.ThemeColorName) {
	r.line.FillColor = color.Transparent
	ink = ColorMuted
	if r.o.on {
		r.line.FillColor, ink = Named(theme.ColorNamePrimary, r.o), theme.ColorNameForeground
	}
	if r.o.hovered {
		ink = theme.ColorNameForeground
	}
	return "", ink
}

func (tabLook) place(r *pickRenderer, size fyne.Size) {
	r.line.TopLeftCornerRadius, r.line.TopRightCornerRadius = tabLine, tabLine
	At(r.line, 0, size.Height-tabLine, size.Width, tabLine)
	r.ring.CornerRadius = 6
	At(r.ring, -2, 0, size.Width+4, size.Height-12)
}

func (tabLook) up() float32 { return 12 }

// segmentLook is a piece of a bar.
type segmentLook struct{}

func (segmentLook) room() (edge, height float32) { return 13, 34 }

func (segmentLook) inks(r *pickRenderer) (ground, ink fyne.ThemeColorName) {
	r.ground.StrokeColor, r.ground.StrokeWidth = Named(ColorBorder2, r.o), 1
	disabled := r.o.p.Disabled()
	switch {
	case r.o.on && disabled:
		return theme.ColorNameDisabledButton, theme.ColorNameDisabled
	case r.o.on:
		return ColorSoft, theme.ColorNameHyperlink
	case r.o.hovered && !disabled:
		return theme.ColorNameHover, theme.ColorNameForeground
	}
	return ColorSurface, theme.ColorNameForeground
}

func (segmentLook) up() float32 { return 0 }

func (segmentLook) place(r *pickRenderer, size fyne.Size) {
	const radius = 8
	left, right := float32(0), float32(0)
	if r.o.first {
		left = radius
	}
	if r.o.last {
		right = radius
	}
	for _, c := range []*canvas.Rectangle{r.ground, r.ring} {
		c.TopLeftCornerRadius, c.BottomLeftCornerRadius = left, left
		c.TopRightCornerRadius, c.BottomRightCornerRadius = right, right
	}
	At(r.ring, 0, 0, size.Width, size.Height)
}

// joined sets its objects side by side, so that the lines around two of them are one.
type joined struct{}

func (joined) MinSize(o []fyne.CanvasObject) (size fyne.Size) {
	for _, one := range o {
		min := one.MinSize()
		size = fyne.NewSize(size.Width+min.Width-1, max(size.Height, min.Height))
	}
	return size.AddWidthHeight(1, 0)
}

func (joined) Layout(o []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for _, one := range o {
		width := one.MinSize().Width
		At(one, x, 0, width, size.Height)
		x += width - 1
	}
}
