package window

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// look is how a button is drawn; an empty colour is not drawn.
type look struct {
	fill, stroke, text fyne.ThemeColorName
	bold               bool
}

// Looks of buttons.
var (
	lookPrimary = look{fill: theme.ColorNamePrimary, text: theme.ColorNameForegroundOnPrimary, bold: true}
	lookSoft    = look{fill: colorSoft, text: theme.ColorNameHyperlink, bold: true}
	lookPlain   = look{fill: colorSurface, stroke: colorBorder2, text: theme.ColorNameForeground}
	lookDanger  = look{fill: colorSurface, stroke: "overdueMid", text: "overdueText"}
	lookAlarm   = look{fill: theme.ColorNameError, text: theme.ColorNameForegroundOnError, bold: true}
	lookQuiet   = look{text: colorMuted}
	lookChip    = look{fill: colorSurface, stroke: theme.ColorNameSeparator, text: colorMuted}
	lookChipOn  = look{fill: theme.ColorNameForeground, text: colorSurface}
)

// Heights of buttons.
const (
	heightChip  = 26
	heightSmall = 28
	heightPlain = 32
	heightEntry = 36
	heightBig   = 40
)

// button is a button of our own: the stock one fills itself with the focus
// colour, ours keeps its colours and wears a ring.
type button struct {
	widget.DisableableWidget
	text    string
	icon    string
	look    look
	height  float32
	width   float32 // at least
	tapped  func()
	escape  func()                  // Esc while it has the focus
	onFocus func()                  // it got the focus
	onKey   func(fyne.KeyName) bool // true takes the key
	cuts    bool                    // the text ends in an ellipsis where there is no room
	hovered bool
	focused bool
}

func newButton(text, icon string, l look, height float32, tapped func()) *button {
	b := &button{text: text, icon: icon, look: l, height: height, tapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

func (b *button) set(text, icon string, l look) {
	if b.text != text || b.icon != icon || b.look != l {
		b.text, b.icon, b.look = text, icon, l
		b.Refresh()
	}
}

func (b *button) Tapped(*fyne.PointEvent) { b.press() }

func (b *button) press() {
	if b.tapped != nil && !b.Disabled() {
		b.tapped()
	}
}

func (b *button) TypedRune(rune) {}

func (b *button) TypedKey(e *fyne.KeyEvent) {
	if b.onKey != nil && b.onKey(e.Name) {
		return
	}
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.press()
	case fyne.KeyEscape:
		if b.escape != nil {
			b.escape()
		}
	}
}

func (b *button) FocusGained() {
	b.focused = true
	b.Refresh()
	if b.onFocus != nil {
		b.onFocus()
	}
}

func (b *button) FocusLost() { b.focused = false; b.Refresh() }

// natural is the width at which nothing is cut.
func (b *button) natural() float32 {
	points := float32(sizeBody)
	if b.height <= heightSmall {
		points = sizeSmall
	}
	l := newLine(b.text, points, b.look.text)
	width := fyne.MeasureText(b.text, l.scaled(), fyne.TextStyle{Bold: b.look.bold}).Width
	if b.icon != "" {
		width += buttonIcon + buttonGap
	}
	return width + 24
}

func (b *button) MouseIn(*desktop.MouseEvent)    { b.hovered = true; b.Refresh() }
func (b *button) MouseMoved(*desktop.MouseEvent) {}
func (b *button) MouseOut()                      { b.hovered = false; b.Refresh() }

// AccessibilityLabel is what a screen reader says: the text, or what the icon
// means.
func (b *button) AccessibilityLabel() string {
	if b.text == "" {
		return b.icon
	}
	return b.text
}

// AccessibilityRole tells a screen reader that this is a button.
func (b *button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (b *button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{
		b: b, ring: canvas.NewRectangle(color.Transparent), ground: canvas.NewRectangle(nil),
		label: newLine("", sizeBody, b.look.text), icon: canvas.NewImageFromResource(nil),
	}
	r.icon.FillMode = canvas.ImageFillContain
	r.ring.StrokeWidth = 2
	r.Refresh()
	return r
}

type buttonRenderer struct {
	b      *button
	ring   *canvas.Rectangle
	ground *canvas.Rectangle
	label  *line
	icon   *canvas.Image
}

const buttonIcon, buttonGap = 16, 8

// content is the width of icon and text together.
func (r *buttonRenderer) content() float32 {
	w := r.label.MinSize().Width
	if r.b.icon != "" {
		w += buttonIcon
		if r.b.text != "" {
			w += buttonGap
		}
	}
	return w
}

func (r *buttonRenderer) MinSize() fyne.Size {
	pad := float32(24)
	switch {
	case r.b.text == "":
		return fyne.NewSquareSize(max(r.b.height, r.b.width))
	case r.b.height == heightChip:
		pad = 18
	case r.b.height >= heightBig:
		pad = 32
	}
	height := max(r.b.height, r.label.MinSize().Height+6) // large text stays inside
	if r.b.cuts {
		return fyne.NewSize(120, height)
	}
	return fyne.NewSize(max(r.content()+pad, r.b.width), height)
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.ring.Move(fyne.NewPos(-3, -3))
	r.ring.Resize(size.AddWidthHeight(6, 6))
	min := r.label.MinSize()
	x := (size.Width - r.content()) / 2
	if r.b.cuts {
		min.Width = max(size.Width-24, 0)
		if r.b.icon != "" {
			min.Width = max(min.Width-buttonIcon-buttonGap, 0)
		}
		x = 12
	}
	if r.b.icon != "" {
		r.icon.Move(fyne.NewPos(x, (size.Height-buttonIcon)/2))
		r.icon.Resize(fyne.NewSquareSize(buttonIcon))
		x += buttonIcon + buttonGap
	}
	r.label.Move(fyne.NewPos(x, (size.Height-min.Height)/2))
	r.label.Resize(min)
}

func (r *buttonRenderer) Refresh() {
	b, l := r.b, r.b.look
	if b.Disabled() {
		l = look{fill: theme.ColorNameDisabledButton, text: theme.ColorNameDisabled, bold: l.bold}
	} else if b.hovered && (l.fill == "" || l.fill == colorSurface) {
		l.fill = theme.ColorNameHover
	}
	r.ground.FillColor = named(l.fill, b)
	r.ground.StrokeColor = named(l.stroke, b)
	r.ground.StrokeWidth = 0
	if l.stroke != "" {
		r.ground.StrokeWidth = 1
	}
	r.ground.CornerRadius = theme.SizeForWidget(theme.SizeNameButtonRadius, b)
	if b.height == heightChip {
		r.ground.CornerRadius = heightChip / 2
	}
	r.ring.CornerRadius = r.ground.CornerRadius + 3
	r.ring.StrokeColor = named("", b)
	if b.focused {
		r.ring.StrokeColor = named(theme.ColorNamePrimary, b)
	}
	r.label.style.Bold = l.bold
	r.label.points = sizeBody
	if b.height <= heightSmall {
		r.label.points = sizeSmall
	}
	if b.height == heightChip {
		r.label.points = sizeCaption
	}
	r.label.text, r.label.color, r.label.cuts = b.text, l.text, b.cuts
	r.icon.Hidden = b.icon == ""
	if b.icon != "" {
		r.icon.Resource = icon(b.icon, l.text)
	}
	r.Layout(b.Size())
	r.label.Refresh()
	for _, o := range []fyne.CanvasObject{r.ground, r.ring, r.icon} {
		o.Refresh()
	}
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.ground, r.icon, r.label}
}
func (r *buttonRenderer) Destroy() {}

// named is the colour of a name in the theme of w, transparent for none.
func named(name fyne.ThemeColorName, w fyne.CanvasObject) color.Color {
	if name == "" {
		return color.Transparent
	}
	return theme.ColorForWidget(name, w.(fyne.Widget))
}
