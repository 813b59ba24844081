package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Grounded is what wants to know the colour it lies on.
type Grounded interface{ SetGround(fyne.ThemeColorName) }

// rowsItem is what a row lies on: it shows which row is chosen, which one the pointer is
// on, and where the focus is.
type rowsItem struct {
	widget.BaseWidget
	child   fyne.CanvasObject
	row     int // -1 is none
	serial  int
	chosen  bool
	focused bool
	hovered bool
	mouse   *Pointer
}

func newRowsItem(child fyne.CanvasObject, mouse *Pointer) *rowsItem {
	it := &rowsItem{child: child, row: -1, mouse: mouse}
	it.ExtendBaseWidget(it)
	it.Hide()
	return it
}

func (it *rowsItem) looks(chosen, focused bool) {
	changed := it.chosen != chosen || it.focused != focused
	it.chosen, it.focused = chosen, focused
	it.grounds()
	if changed {
		it.Refresh()
	}
}

// ground is the colour that the row lies on.
func (it *rowsItem) ground() fyne.ThemeColorName {
	switch {
	case it.chosen:
		return theme.ColorNameSelection
	case it.hovered:
		return theme.ColorNameHover
	}
	return ""
}

func (it *rowsItem) grounds() {
	if g, wants := it.child.(Grounded); wants {
		g.SetGround(it.ground())
	}
}

func (it *rowsItem) MouseIn(e *desktop.MouseEvent) { it.MouseMoved(e) }
func (it *rowsItem) MouseOut()                     { it.hovers(false) }

func (it *rowsItem) MouseMoved(e *desktop.MouseEvent) {
	it.hovers(it.mouse.Moved(e.AbsolutePosition) || it.hovered)
}

// left is for a widget that becomes another row.
func (it *rowsItem) left() { it.hovers(false) }

func (it *rowsItem) hovers(on bool) {
	if it.hovered == on {
		return
	}
	it.hovered = on
	it.grounds()
	it.Refresh()
}

// AccessibilityLabel is that of the row, and whether it is the chosen one.
func (it *rowsItem) AccessibilityLabel() string {
	if a, says := it.child.(fyne.Accessible); says {
		return Chosen(a.AccessibilityLabel(), it.chosen)
	}
	return ""
}

// AccessibilityRole is that of the row.
func (it *rowsItem) AccessibilityRole() fyne.AccessibleRole {
	if a, says := it.child.(fyne.Accessible); says {
		return a.AccessibilityRole()
	}
	return fyne.AccessibleRoleText
}

// Parts are the buttons in the row.
func (it *rowsItem) Parts() []fyne.CanvasObject {
	if p, has := it.child.(Parted); has {
		return p.Parts()
	}
	return nil
}

func (it *rowsItem) CreateRenderer() fyne.WidgetRenderer {
	r := &rowsItemRenderer{it: it, ground: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type rowsItemRenderer struct {
	it     *rowsItem
	ground *canvas.Rectangle
}

func (r *rowsItemRenderer) Layout(size fyne.Size) {
	edge := r.ground.StrokeWidth / 2 // half of a stroke is outside, where the first row is cut
	At(r.ground, edge, edge, size.Width-2*edge, size.Height-2*edge)
	r.it.child.Resize(size)
}

func (r *rowsItemRenderer) MinSize() fyne.Size { return r.it.child.MinSize() }
func (r *rowsItemRenderer) Destroy()           {}

func (r *rowsItemRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.it.child}
}

func (r *rowsItemRenderer) Refresh() {
	it := r.it
	r.ground.CornerRadius = theme.SizeForWidget(theme.SizeNameSelectionRadius, it)
	r.ground.FillColor = Named(it.ground(), it)
	r.ground.StrokeWidth, r.ground.StrokeColor = 0, color.Transparent
	if it.chosen && it.focused {
		r.ground.StrokeWidth, r.ground.StrokeColor = 2, Named(theme.ColorNamePrimary, it)
	}
	r.Layout(it.Size())
	r.ground.Refresh()
}

// rowsField is all rows together, as high as they would be.
type rowsField struct {
	widget.BaseWidget
	of    *Rows
	shown int
}

// show makes the widgets of rows a part of the tree: of those that wait to be used, too,
// so that a change of the theme reaches them.
func (f *rowsField) show(items []*rowsItem) {
	if f.shown != len(items) {
		f.shown = len(items)
		f.Refresh()
	}
}

// Parts are the rows as they stand: a widget may be used for one that stands before that
// of another.
func (f *rowsField) Parts() []fyne.CanvasObject {
	items := slices.Clone(f.of.items)
	slices.SortFunc(items, func(a, b *rowsItem) int { return a.row - b.row })
	all := make([]fyne.CanvasObject, len(items))
	for i, it := range items {
		all[i] = it
	}
	return all
}

func (f *rowsField) CreateRenderer() fyne.WidgetRenderer { return &rowsFieldRenderer{f} }

type rowsFieldRenderer struct{ f *rowsField }

func (r *rowsFieldRenderer) Layout(fyne.Size) {}
func (r *rowsFieldRenderer) Refresh()         { canvas.Refresh(r.f) }
func (r *rowsFieldRenderer) Destroy()         {}

func (r *rowsFieldRenderer) MinSize() fyne.Size {
	l := r.f.of
	n := l.Count()
	if n == 0 {
		return fyne.Size{}
	}
	return fyne.NewSize(l.width(), l.top(n)-rowsGap)
}

func (r *rowsFieldRenderer) Objects() []fyne.CanvasObject {
	all := make([]fyne.CanvasObject, len(r.f.of.items))
	for i, it := range r.f.of.items {
		all[i] = it
	}
	return all
}
