package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// ChipName is what a chip is called, and what stands for that where there is no room: a
// shape of Glyph or an icon. One without either is never shortened.
type ChipName struct{ Name, Shape, Icon string }

// Chip is one filter: its name, and how many it lets through. One that lets nothing
// through is faint, but stays.
type Chip struct {
	widget.BaseWidget
	name                ChipName
	count, widest       string
	on, ringed, hovered bool
	tight, short        bool
	tapped              func()
}

func newChip(name ChipName, tapped func()) *Chip {
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

// form makes the chip tighter, or shortens its name.
func (c *Chip) form(tight, short bool) {
	short = short && c.name != ChipName{Name: c.name.Name}
	if c.tight != tight || c.short != short {
		c.tight, c.short = tight, short
		c.Refresh()
	}
}

// either is one of two measures.
func (c *Chip) either(usual, tight float32) float32 {
	if c.tight {
		return tight
	}
	return usual
}

// Short tells whether a sign stands for its name.
func (c *Chip) Short() bool { return c.short }

func (c *Chip) mark(on, ringed bool) {
	if c.on != on || c.ringed != ringed {
		c.on, c.ringed = on, ringed
		c.Refresh()
	}
}

// Text is what it says: Overdue 3.
func (c *Chip) Text() string { return c.name.Name + " " + c.count }

// On tells whether it is the one that is on.
func (c *Chip) On() bool { return c.on }

func (c *Chip) Tapped(*fyne.PointEvent) { c.tapped() }

func (c *Chip) MouseIn(*desktop.MouseEvent)    { c.hovered = true; c.Refresh() }
func (c *Chip) MouseMoved(*desktop.MouseEvent) {}
func (c *Chip) MouseOut()                      { c.hovered = false; c.Refresh() }

// AccessibilityLabel is what a screen reader says.
func (c *Chip) AccessibilityLabel() string { return Chosen(c.Text(), c.on) }

// AccessibilityRole tells a screen reader that a chip can be pressed.
func (c *Chip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	r := &chipRenderer{
		c: c, ring: canvas.NewRectangle(color.Transparent), ground: canvas.NewRectangle(nil),
		name: NewLine(c.name.Name, SizeCaption, ColorMuted), glyph: NewGlyph(), icon: widget.NewIcon(nil), count: NewBold("", SizeCaption, theme.ColorNameForeground),
	}
	r.ring.StrokeWidth = 2
	r.glyph.Set(c.name.Shape)
	r.Refresh()
	return r
}

type chipRenderer struct {
	c            *Chip
	ring, ground *canvas.Rectangle
	name, count  *Line
	glyph        *Glyph
	icon         *widget.Icon
}

const chipIcon = 13

// edge is before the name and after the count, gap between them.
func (r *chipRenderer) edge() float32 { return r.c.either(9, 7) }
func (r *chipRenderer) gap() float32  { return r.c.either(5, 4) }

// called is what says which chip it is, and its size.
func (r *chipRenderer) called() (fyne.CanvasObject, fyne.Size) {
	switch {
	case !r.c.short:
		return r.name, r.name.MinSize()
	case r.c.name.Icon != "":
		return r.icon, fyne.NewSquareSize(chipIcon)
	}
	return r.glyph, fyne.NewSquareSize(GlyphSize)
}

func (r *chipRenderer) MinSize() fyne.Size {
	_, name := r.called()
	count := max(r.count.MinSize().Width, Measure(r.c.widest, r.count.Scaled(), fyne.TextStyle{Bold: true}).Width)
	return fyne.NewSize(2*r.edge()+name.Width+r.gap()+count, max(HeightChip, r.count.MinSize().Height+6))
}

func (r *chipRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	At(r.ring, -3, -3, size.Width+6, size.Height+6)
	r.ground.CornerRadius, r.ring.CornerRadius = size.Height/2, size.Height/2+3
	shown, name := r.called()
	count := r.count.MinSize()
	x := (size.Width - name.Width - r.gap() - count.Width) / 2
	At(shown, x, (size.Height-name.Height)/2, name.Width, name.Height)
	At(r.count, x+name.Width+r.gap(), (size.Height-count.Height)/2, count.Width, count.Height)
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
	shown, _ := r.called()
	for _, o := range []fyne.CanvasObject{r.name, r.glyph, r.icon} {
		Show(o, o == shown)
	}
	r.name.Set(r.c.name.Name, name)
	if r.c.name.Icon != "" {
		r.icon.SetResource(Icon(r.c.name.Icon, name))
	}
	r.count.Style.Bold = bold
	r.count.Set(r.c.count, count)
	r.Layout(r.c.Size())
	r.count.Refresh()
	r.ground.Refresh()
	r.ring.Refresh()
}

func (r *chipRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.ground, r.name, r.glyph, r.icon, r.count}
}

func (r *chipRenderer) Destroy() {}
