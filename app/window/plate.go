package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// plate is a filled rectangle in colours of the theme, for things to lie on.
type plate struct {
	widget.BaseWidget
	fill, stroke fyne.ThemeColorName // "" for none
	radius       fyne.ThemeSizeName  // "" for square corners
}

func newPlate(fill, stroke fyne.ThemeColorName, radius fyne.ThemeSizeName) *plate {
	p := &plate{fill: fill, stroke: stroke, radius: radius}
	p.ExtendBaseWidget(p)
	return p
}

func (p *plate) CreateRenderer() fyne.WidgetRenderer {
	r := &plateRenderer{p: p, WidgetRenderer: nil, rect: canvas.NewRectangle(nil)}
	r.WidgetRenderer = widget.NewSimpleRenderer(r.rect)
	r.Refresh()
	return r
}

type plateRenderer struct {
	fyne.WidgetRenderer
	p    *plate
	rect *canvas.Rectangle
}

func (r *plateRenderer) Refresh() {
	r.rect.FillColor = named(r.p.fill, r.p)
	r.rect.StrokeWidth = 0
	if r.p.stroke != "" {
		r.rect.StrokeColor, r.rect.StrokeWidth = named(r.p.stroke, r.p), 1
	}
	if r.p.radius != "" {
		r.rect.CornerRadius = theme.SizeForWidget(r.p.radius, r.p)
	}
	r.rect.Refresh()
}
