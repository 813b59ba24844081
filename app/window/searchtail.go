package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/text"
	"keytray/app/window/kit"
)

// searchTail is the end of the search field: the keys that lead to it while it is empty,
// else a cross that empties it.
type searchTail struct {
	widget.BaseWidget
	tapped func()
	cap    fyne.CanvasObject
	cross  *widget.Icon
	typed  bool
	tight  bool // there is no room for the keys
}

func newSearchTail(tapped func()) *searchTail {
	t := &searchTail{tapped: tapped, cap: kit.NewKeyCap(kit.CtrlKey("F")), cross: widget.NewIcon(kit.Icon("x", kit.ColorMuted))}
	t.cross.Hide()
	t.ExtendBaseWidget(t)
	return t
}

// set tells it whether something was typed.
func (t *searchTail) set(typed bool) {
	t.typed = typed
	kit.Show(t.cap, !typed && !t.tight)
	kit.Show(t.cross, typed)
}

// makeRoom leaves the keys out where the words of an empty field would run into them.
func (t *searchTail) makeRoom(e *kit.Entry, field float32) {
	words := kit.Measure(e.Words(), theme.SizeForWidget(theme.SizeNameText, e), fyne.TextStyle{}).Width
	inside := 3*theme.SizeForWidget(theme.SizeNameInnerPadding, e) + theme.SizeForWidget(theme.SizeNameInlineIcon, e)
	t.tight = inside+words+t.MinSize().Width > field
	t.set(t.typed)
}

// Tapped empties the field.
func (t *searchTail) Tapped(*fyne.PointEvent) { t.tapped() }

// Cursor is that of a thing to press, in a field for text.
func (t *searchTail) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// AccessibilityLabel is what a screen reader says.
func (t *searchTail) AccessibilityLabel() string {
	switch {
	case t.cross.Visible():
		return text.T("Clear the search")
	case t.cap.Visible():
		return kit.CtrlKey("F")
	}
	return ""
}

// AccessibilityRole tells a screen reader that the cross can be pressed.
func (t *searchTail) AccessibilityRole() fyne.AccessibleRole {
	if t.cross.Visible() {
		return fyne.AccessibleRoleButton
	}
	return fyne.AccessibleRoleText
}

func (t *searchTail) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(&tailLayout{}, t.cap, t.cross))
}

// tailLayout has room for the keys, whatever it shows: what is typed does not move.
type tailLayout struct{}

const tailEdge = 8

func (*tailLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(tailEdge, 0)
}

func (*tailLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	keys := o[0].MinSize()
	const side = 16
	kit.At(o[0], size.Width-tailEdge-keys.Width, (size.Height-keys.Height)/2, keys.Width, keys.Height)
	kit.At(o[1], size.Width-tailEdge-side, (size.Height-side)/2, side, side)
}
