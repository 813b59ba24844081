package kit

import (
	"cmp"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Look is how a button is drawn; an empty colour is not drawn.
type Look struct {
	Fill, Stroke, Text fyne.ThemeColorName
	Bold               bool
}

// Looks of buttons.
var (
	LookPrimary = Look{Fill: theme.ColorNamePrimary, Text: theme.ColorNameForegroundOnPrimary, Bold: true}
	LookSoft    = Look{Fill: ColorSoft, Text: theme.ColorNameHyperlink, Bold: true}
	LookPlain   = Look{Fill: ColorSurface, Stroke: ColorBorder2, Text: theme.ColorNameForeground}
	LookDanger  = Look{Fill: ColorSurface, Stroke: "overdueMid", Text: "overdueText"}
	LookAlarm   = Look{Fill: theme.ColorNameError, Text: theme.ColorNameForegroundOnError, Bold: true}
	LookQuiet   = Look{Text: ColorMuted}
	LookLink    = Look{Text: theme.ColorNameHyperlink}
	LookChip    = Look{Fill: ColorSurface, Stroke: theme.ColorNameSeparator, Text: ColorMuted}
	LookChipOn  = Look{Fill: theme.ColorNameForeground, Text: ColorSurface}
)

// Heights of buttons.
const (
	HeightChip  = 26
	HeightSmall = 28
	HeightPlain = 32
	HeightEntry = 36
	HeightBig   = 40
)

// Button is a button of our own: the stock one fills itself with the focus
// colour, ours keeps its colours and wears a ring.
type Button struct {
	widget.DisableableWidget
	Text     string
	Icon     string
	Look     Look
	Height   float32
	Width    float32 // at least
	OnTapped func()
	Escape   func()                  // Esc while it has the focus
	OnFocus  func()                  // it got the focus
	OnLeave  func()                  // it lost the focus
	OnKey    func(fyne.KeyName) bool // true takes the key
	Cuts     bool                    // the text ends in an ellipsis where there is no room
	Label    string                  // what a screen reader says instead of the text, which an icon alone has not
	Cap      string                  // the keys that do the same, drawn after the text
	IconLast bool                    // the icon stands after the text
	hovered  bool
	Focused  bool
}

func NewButton(text, icon string, l Look, height float32, tapped func()) *Button {
	b := &Button{Text: text, Icon: icon, Look: l, Height: height, OnTapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

func (b *Button) Set(text, icon string, l Look) {
	if b.Text != text || b.Icon != icon || b.Look != l {
		b.Text, b.Icon, b.Look = text, icon, l
		b.Refresh()
	}
}

func (b *Button) Tapped(*fyne.PointEvent) { b.Press() }

func (b *Button) Press() {
	if b.OnTapped != nil && !b.Disabled() {
		b.OnTapped()
	}
}

func (b *Button) TypedRune(r rune) { Asks(b, r) }

func (b *Button) TypedKey(e *fyne.KeyEvent) {
	if Helps(b, e) || b.OnKey != nil && b.OnKey(e.Name) {
		return
	}
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.Press()
	case fyne.KeyEscape:
		if b.Escape != nil {
			b.Escape()
		}
	}
}

func (b *Button) FocusGained() {
	b.Focused = true
	b.Refresh()
	intoSight()
	if b.OnFocus != nil {
		b.OnFocus()
	}
}

func (b *Button) FocusLost() {
	b.Focused = false
	b.Refresh()
	if b.OnLeave != nil {
		b.OnLeave()
	}
}

// Natural is the width at which nothing is cut.
func (b *Button) Natural() float32 {
	points := float32(SizeBody)
	if b.Height <= HeightSmall {
		points = SizeSmall
	}
	l := NewLine(b.Text, points, b.Look.Text)
	width := Measure(b.Text, l.Scaled(), fyne.TextStyle{Bold: b.Look.Bold}).Width
	if b.Icon != "" {
		width += ButtonIcon + buttonGap
	}
	return width + 24
}

// Hovered tells whether the pointer is on it.
func (b *Button) Hovered() bool { return b.hovered }

func (b *Button) MouseIn(*desktop.MouseEvent)    { b.hovered = true; b.Refresh() }
func (b *Button) MouseMoved(*desktop.MouseEvent) {}
func (b *Button) MouseOut()                      { b.hovered = false; b.Refresh() }

// AccessibilityLabel is what a screen reader says: what the icon means, or the text.
func (b *Button) AccessibilityLabel() string {
	label := cmp.Or(b.Label, b.Text)
	if b.Cap != "" {
		label += ", " + b.Cap
	}
	return able(label, b.Disabled())
}

// AccessibilityRole tells a screen reader that this is a button.
func (b *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{
		b: b, ring: canvas.NewRectangle(color.Transparent), ground: canvas.NewRectangle(nil),
		label: NewLine("", SizeBody, b.Look.Text), icon: canvas.NewImageFromResource(nil),
	}
	if b.Cap != "" {
		r.keys = NewKeyCap(b.Cap)
	}
	r.icon.FillMode = canvas.ImageFillContain
	r.ring.StrokeWidth = 2
	r.Refresh()
	return r
}

type buttonRenderer struct {
	b      *Button
	ring   *canvas.Rectangle
	ground *canvas.Rectangle
	label  *Line
	icon   *canvas.Image
	ink    fyne.ThemeColorName // of it
	drawn  drawnIcon           // in it
	keys   fyne.CanvasObject   // the cap; nil if there is none
}

const ButtonIcon, buttonGap = 16, 8

// content is the width of icon and text together.
func (r *buttonRenderer) content() float32 {
	w := r.label.MinSize().Width
	if r.b.Icon != "" {
		w += ButtonIcon
		if r.b.Text != "" {
			w += buttonGap
		}
	}
	if r.keys != nil {
		w += buttonGap + r.keys.MinSize().Width
	}
	return w
}

func (r *buttonRenderer) MinSize() fyne.Size {
	pad := float32(24)
	switch {
	case r.b.Text == "":
		return fyne.NewSquareSize(max(r.b.Height, r.b.Width))
	case r.b.Height == HeightChip:
		pad = 18
	case r.b.Look == LookLink:
		pad = 8
	case r.b.Height >= HeightBig:
		pad = 32
	}
	height := max(r.b.Height, r.label.MinSize().Height+6) // large text stays inside
	if r.b.Cuts {
		return fyne.NewSize(cmp.Or(r.b.Width, 120), height)
	}
	return fyne.NewSize(max(r.content()+pad, r.b.Width), height)
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.ring.Move(fyne.NewPos(-3, -3))
	r.ring.Resize(size.AddWidthHeight(6, 6))
	min := r.label.MinSize()
	x := (size.Width - r.content()) / 2
	if r.b.Cuts {
		min.Width = max(size.Width-24, 0)
		if r.b.Icon != "" {
			min.Width = max(min.Width-ButtonIcon-buttonGap, 0)
		}
		x = 12
	}
	if r.b.Icon != "" {
		at := x
		if r.b.IconLast {
			at += min.Width + buttonGap
		} else {
			x += ButtonIcon + buttonGap
		}
		r.icon.Move(fyne.NewPos(at, (size.Height-ButtonIcon)/2))
		r.icon.Resize(fyne.NewSquareSize(ButtonIcon))
	}
	r.label.Move(fyne.NewPos(x, (size.Height-min.Height)/2))
	r.label.Resize(min)
	if r.keys != nil {
		need := r.keys.MinSize()
		At(r.keys, x+min.Width+buttonGap, (size.Height-need.Height)/2, need.Width, need.Height)
	}
	r.drawIcon()
}

func (r *buttonRenderer) Refresh() {
	b, l := r.b, r.b.Look
	if b.Disabled() {
		fill := theme.ColorNameDisabledButton
		if l.Fill == "" {
			fill = ""
		}
		l = Look{Fill: fill, Text: theme.ColorNameDisabled, Bold: l.Bold}
	} else if b.hovered && (l.Fill == "" || l.Fill == ColorSurface) {
		l.Fill = theme.ColorNameHover
	}
	r.ground.FillColor = Named(l.Fill, b)
	r.ground.StrokeColor = Named(l.Stroke, b)
	r.ground.StrokeWidth = 0
	if l.Stroke != "" {
		r.ground.StrokeWidth = 1
	}
	r.ground.CornerRadius = theme.SizeForWidget(theme.SizeNameButtonRadius, b)
	if b.Height == HeightChip {
		r.ground.CornerRadius = HeightChip / 2
	}
	r.ring.CornerRadius = r.ground.CornerRadius + 3
	r.ring.StrokeColor = Named("", b)
	if b.Focused {
		r.ring.StrokeColor = Named(theme.ColorNamePrimary, b)
	}
	r.label.Style.Bold = l.Bold
	r.label.points = SizeBody
	if b.Height <= HeightSmall {
		r.label.points = SizeSmall
	}
	if b.Height == HeightChip {
		r.label.points = SizeCaption
	}
	r.label.Text, r.label.Color, r.label.cuts = b.Text, l.Text, b.Cuts
	r.icon.Hidden = b.Icon == ""
	r.ink = l.Text
	r.Layout(b.Size())
	r.label.Refresh()
	r.ground.Refresh()
	r.ring.Refresh()
}

// drawnIcon is what makes the picture of an icon.
type drawnIcon struct {
	name string
	ink  color.Color
}

// drawIcon draws the icon anew where it is another one, once it has a place: its file
// is parsed for that.
func (r *buttonRenderer) drawIcon() {
	now := drawnIcon{r.b.Icon, Named(r.ink, r.b)}
	if now == r.drawn || now.name == "" || r.b.Size().IsZero() {
		return
	}
	r.drawn = now
	r.icon.Resource = Icon(now.name, r.ink)
	r.icon.Refresh()
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.ring, r.ground, r.icon, r.label}
	if r.keys != nil {
		all = append(all, r.keys)
	}
	return all
}
func (r *buttonRenderer) Destroy() {}

// Named is the colour of a name in the theme of w, transparent for none.
func Named(name fyne.ThemeColorName, w fyne.CanvasObject) color.Color {
	if name == "" {
		return color.Transparent
	}
	return theme.ColorForWidget(name, w.(fyne.Widget))
}
