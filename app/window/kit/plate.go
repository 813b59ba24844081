package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Plate is a filled rectangle in colours of the theme, for things to lie on.
type Plate struct {
	widget.BaseWidget
	Fill, Stroke fyne.ThemeColorName // "" for none
	radius       fyne.ThemeSizeName  // "" for square corners
	raised       bool
}

func NewPlate(fill, stroke fyne.ThemeColorName, radius fyne.ThemeSizeName) *Plate {
	p := &Plate{Fill: fill, Stroke: stroke, radius: radius}
	p.ExtendBaseWidget(p)
	return p
}

// Raised lets it throw a shadow: it floats over the page.
func (p *Plate) Raised() *Plate {
	p.raised = true
	return p
}

// Shadow is that of what floats over a page.
func Shadow(w fyne.Widget) canvas.Shadow {
	return canvas.Shadow{Color: Named(theme.ColorNameShadow, w), BlurRadius: 12, Offset: fyne.NewPos(0, 4)}
}

func (p *Plate) CreateRenderer() fyne.WidgetRenderer {
	r := &plateRenderer{p: p, WidgetRenderer: nil, rect: canvas.NewRectangle(nil)}
	r.WidgetRenderer = widget.NewSimpleRenderer(r.rect)
	r.Refresh()
	return r
}

type plateRenderer struct {
	fyne.WidgetRenderer
	p    *Plate
	rect *canvas.Rectangle
}

func (r *plateRenderer) Refresh() {
	r.rect.FillColor = Named(r.p.Fill, r.p)
	r.rect.StrokeWidth = 0
	if r.p.Stroke != "" {
		r.rect.StrokeColor, r.rect.StrokeWidth = Named(r.p.Stroke, r.p), 1
	}
	if r.p.radius != "" {
		r.rect.CornerRadius = theme.SizeForWidget(r.p.radius, r.p)
	}
	if r.p.raised {
		r.rect.Shadow = Shadow(r.p)
	}
	r.rect.Refresh()
}

// Lie makes it the ground of a row: chosen, under the pointer, or neither.
func (p *Plate) Lie(chosen, hovered bool) {
	var fill fyne.ThemeColorName
	switch {
	case chosen:
		fill = theme.ColorNameSelection
	case hovered:
		fill = theme.ColorNameHover
	}
	if p.Fill != fill {
		p.Fill = fill
		p.Refresh()
	}
}
