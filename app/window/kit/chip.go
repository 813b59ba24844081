package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Chip is one filter: its name, and how many it lets through. One that lets nothing
// through is faint, but stays.
type Chip struct {
	widget.BaseWidget
	name, count, widest string
	on, ringed, hovered bool
	tapped              func()
}

func newChip(name string, tapped func()) *Chip {
	c := &Chip{name: name, tapped: tapped}
	c.ExtendBaseWidget(c)
	return c
}

// set tells whether the chip has another width now.
func (c *Chip) set(count, widest string) bool {
	if c.count == count && c.widest == widest {
		return false
	}
	before := c.MinSize()
	c.count, c.widest = count, widest
	c.Refresh()
	return c.MinSize() != before
}

func (c *Chip) mark(on, ringed bool) {
	if c.on != on || c.ringed != ringed {
		c.on, c.ringed = on, ringed
		c.Refresh()
	}
}

// Text is what it says: Overdue 3.
func (c *Chip) Text() string { return c.name + " " + c.count }

// On tells whether it is the one that is on.
func (c *Chip) On() bool { return c.on }

func (c *Chip) Tapped(*fyne.PointEvent) { c.tapped() }

func (c *Chip) MouseIn(*desktop.MouseEvent)    { c.hovered = true; c.Refresh() }
func (c *Chip) MouseMoved(*desktop.MouseEvent) {}
func (c *Chip) MouseOut()                      { c.hovered = false; c.Refresh() }

// AccessibilityLabel is what a screen reader says.
func (c *Chip) AccessibilityLabel() string { return c.Text() }

// AccessibilityRole tells a screen reader that a chip can be pressed.
func (c *Chip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	r := &chipRenderer{
		c: c, ring: canvas.NewRectangle(color.Transparent), ground: canvas.NewRectangle(nil),
		name: NewLine(c.name, SizeCaption, ColorMuted), count: NewBold("", SizeCaption, theme.ColorNameForeground),
	}
	r.ring.StrokeWidth = 2
	r.Refresh()
	return r
}

type chipRenderer struct {
	c            *Chip
	ring, ground *canvas.Rectangle
	name, count  *Line
}

const chipEdge, chipGap = 9, 5

func (r *chipRenderer) MinSize() fyne.Size {
	name := r.name.MinSize()
	count := max(r.count.MinSize().Width, Measure(r.c.widest, r.count.Scaled(), fyne.TextStyle{Bold: true}).Width)
	return fyne.NewSize(2*chipEdge+name.Width+chipGap+count, max(HeightChip, name.Height+6))
}

func (r *chipRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	At(r.ring, -3, -3, size.Width+6, size.Height+6)
	r.ground.CornerRadius, r.ring.CornerRadius = size.Height/2, size.Height/2+3
	name, count := r.name.MinSize(), r.count.MinSize()
	x := (size.Width - name.Width - chipGap - count.Width) / 2
	At(r.name, x, (size.Height-name.Height)/2, name.Width, name.Height)
	At(r.count, x+name.Width+chipGap, (size.Height-count.Height)/2, count.Width, count.Height)
}

// inks are the colours of the ground, its outline, the name and the number.
func (r *chipRenderer) inks() (ground, outline, name, count fyne.ThemeColorName, bold bool) {
	switch {
	case r.c.on:
		return theme.ColorNameForeground, theme.ColorNameForeground, ColorSurface, ColorSurface, true
	case r.c.count == "0":
		ground, outline = theme.ColorNameBackground, theme.ColorNameSeparator // a hollow one is drawn with a dark edge
		name, count = theme.ColorNamePlaceHolder, theme.ColorNamePlaceHolder
	default:
		ground, outline = ColorSurface, theme.ColorNameSeparator
		name, count, bold = ColorMuted, theme.ColorNameForeground, true
	}
	if r.c.hovered {
		ground = theme.ColorNameHover
	}
	return ground, outline, name, count, bold
}

func (r *chipRenderer) Refresh() {
	ground, outline, name, count, bold := r.inks()
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = Named(ground, r.c), Named(outline, r.c), 1
	r.ring.StrokeColor = color.Transparent
	if r.c.ringed {
		r.ring.StrokeColor = Named(theme.ColorNamePrimary, r.c)
	}
	r.name.Set(r.c.name, name)
	r.count.Style.Bold = bold
	r.count.Set(r.c.count, count)
	r.Layout(r.c.Size())
	r.count.Refresh()
	r.ground.Refresh()
	r.ring.Refresh()
}

func (r *chipRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.ground, r.name, r.count}
}

func (r *chipRenderer) Destroy() {}
