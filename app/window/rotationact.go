package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/text"
	"keytray/app/window/kit"
)

// rowAct is the button of a row of a list. It takes no focus: the list has that, and
// Enter does the same.
type rowAct struct {
	widget.BaseWidget
	text    string
	of      string // the key
	short   bool   // but an icon
	look    kit.Look
	hovered bool
	tapped  func()
}

func newRowAct() *rowAct {
	b := &rowAct{tapped: func() {}}
	b.ExtendBaseWidget(b)
	return b
}

func (b *rowAct) set(text string, short bool, l kit.Look) {
	if b.text != text || b.short != short || b.look != l {
		b.text, b.short, b.look = text, short, l
		b.Refresh()
	}
}

func (b *rowAct) Tapped(*fyne.PointEvent)        { b.tapped() }
func (b *rowAct) MouseIn(*desktop.MouseEvent)    { b.hovered = true; b.Refresh() }
func (b *rowAct) MouseMoved(*desktop.MouseEvent) {}
func (b *rowAct) MouseOut()                      { b.hovered = false; b.Refresh() }

// AccessibilityLabel is the text, also where there is but an icon.
func (b *rowAct) AccessibilityLabel() string { return text.T("%[1]s, %[2]s", b.text, b.of) }

// AccessibilityRole tells a screen reader that this is a button.
func (b *rowAct) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (b *rowAct) CreateRenderer() fyne.WidgetRenderer {
	r := &rowActRenderer{b: b, ground: canvas.NewRectangle(nil), label: kit.NewLine("", kit.SizeSmall, kit.ColorMuted), icon: widget.NewIcon(nil)}
	r.Refresh()
	return r
}

type rowActRenderer struct {
	b      *rowAct
	ground *canvas.Rectangle
	label  *kit.Line
	icon   *widget.Icon
}

func (r *rowActRenderer) MinSize() fyne.Size {
	if r.b.short {
		return fyne.NewSize(36, lifeHeight-4)
	}
	return fyne.NewSize(max(r.label.MinSize().Width+20, 76), lifeHeight-4)
}

func (r *rowActRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	words := r.label.MinSize()
	kit.At(r.label, (size.Width-words.Width)/2, (size.Height-words.Height)/2, words.Width, words.Height)
	kit.At(r.icon, (size.Width-kit.ButtonIcon)/2, (size.Height-kit.ButtonIcon)/2, kit.ButtonIcon, kit.ButtonIcon)
}

func (r *rowActRenderer) Refresh() {
	b, l := r.b, r.b.look
	if b.hovered && l.Fill == kit.ColorSurface {
		l.Fill = theme.ColorNameHover
	}
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = kit.Named(l.Fill, b), kit.Named(l.Stroke, b), 0
	if l.Stroke != "" {
		r.ground.StrokeWidth = 1
	}
	r.ground.CornerRadius = theme.SizeForWidget(theme.SizeNameButtonRadius, b)
	kit.Show(r.label, !b.short)
	kit.Show(r.icon, b.short)
	r.label.Text, r.label.Color, r.label.Style.Bold = b.text, l.Text, l.Bold
	if b.short && l.Text != "" {
		r.icon.SetResource(kit.Icon("refresh", l.Text))
	}
	r.Layout(b.Size())
	r.label.Refresh()
	r.ground.Refresh()
}

func (r *rowActRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.label, r.icon}
}
func (r *rowActRenderer) Destroy() {}
