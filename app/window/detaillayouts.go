package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"keytray/app/text"
	"keytray/app/window/kit"
)

// variableRow is the name of the variable, and a button that copies it.
type variableRow struct {
	name *kit.Line
	copy *kit.Button
	box  *fyne.Container
}

func newVariableRow(onEdit, onCopy func()) *variableRow {
	v := &variableRow{name: kit.NewLine("", 12.5, theme.ColorNameForeground), copy: kit.NewButton("", "copy", kit.LookQuiet, kit.HeightSmall, onCopy)}
	v.name.Style.Monospace = true
	v.copy.Label = text.T("Copy variable name")
	v.box = container.New(layout.NewCustomPaddedHBoxLayout(4), container.NewCenter(newEditable(v.name, onEdit)), v.copy)
	return v
}

func (v *variableRow) render(env string) {
	v.name.Set(env, theme.ColorNameForeground)
	kit.Show(v.box, env != "")
}

// bodyGap is between the parts of the detail.
const bodyGap = 11

// detailColumn sets the head with its buttons, and the rows below it. Where each stands
// is one thing, and in which order Tab goes through them another: see detail.order.
type detailColumn struct {
	kit.Column
	head, acts fyne.CanvasObject
	rows       []fyne.CanvasObject
	below      bool // the buttons stand below the head: large text in a small window
}

// leastHead is what the head needs beside its buttons.
const leastHead = 104

func (c *detailColumn) MinSize([]fyne.CanvasObject) fyne.Size {
	line, rows := besideEnd{}.MinSize(c.line()), c.Column.MinSize(c.rows)
	if head, acts := c.head.MinSize(), c.acts.MinSize(); c.below {
		line = fyne.NewSize(max(head.Width, acts.Width), head.Height+acts.Height)
	}
	return fyne.NewSize(max(line.Width, rows.Width), line.Height+c.Gap+rows.Height)
}

func (c *detailColumn) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	high := c.layHead(size.Width)
	c.Column.Layout(c.rows, fyne.NewSize(size.Width, size.Height-high-c.Gap))
	for _, row := range c.rows {
		row.Move(row.Position().AddXY(0, high+c.Gap))
	}
}

// layHead sets the head and its buttons, and returns how high both are.
func (c *detailColumn) layHead(width float32) float32 {
	acts := c.acts.MinSize()
	c.below = width-acts.Width < leastHead
	if c.below {
		high := kit.HeightIn(c.head, width)
		kit.At(c.head, 0, 0, width, high)
		kit.At(c.acts, max(width-acts.Width, 0), high, acts.Width, acts.Height)
		return high + acts.Height
	}
	besideEnd{}.Layout(c.line(), fyne.NewSize(width, 0))
	head := c.head.MinSize().Height
	high := max(head, acts.Height)
	c.head.Move(fyne.NewPos(0, (high-head)/2))
	c.acts.Move(fyne.NewPos(width-acts.Width, (high-acts.Height)/2))
	return high
}

func (c *detailColumn) line() []fyne.CanvasObject { return []fyne.CanvasObject{c.head, c.acts} }

// twoColumns sets two objects side by side at their own height; where only one is in
// sight, it keeps its column.
type twoColumns struct {
	first float32 // as often as wide as the second
	gap   float32
}

func (t *twoColumns) MinSize(o []fyne.CanvasObject) (size fyne.Size) {
	for _, c := range o {
		if c.Visible() {
			size = fyne.NewSize(size.Width+c.MinSize().Width, max(size.Height, c.MinSize().Height))
		}
	}
	return size
}

func (t *twoColumns) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := (size.Width - t.gap) * t.first / (1 + t.first)
	kit.At(o[0], 0, 0, left, kit.HeightIn(o[0], left))
	kit.At(o[1], left+t.gap, 0, size.Width-left-t.gap, kit.HeightIn(o[1], size.Width-left-t.gap))
}

// sideBySide sets the second of two objects at the end of the first one's line, or below
// it where both have no room in one.
type sideBySide struct {
	natural func() float32 // width of the second in one line
	below   bool
}

const sideGap = 16

func (s *sideBySide) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	switch {
	case !o[1].Visible():
		return fyne.NewSize(0, a.Height)
	case !o[0].Visible():
		return fyne.NewSize(0, b.Height)
	case s.below:
		return fyne.NewSize(0, a.Height+6+b.Height)
	}
	return fyne.NewSize(0, max(a.Height, b.Height))
}

func (s *sideBySide) Layout(o []fyne.CanvasObject, size fyne.Size) {
	a := o[0].MinSize()
	if !o[0].Visible() {
		kit.At(o[1], 0, 0, size.Width, kit.HeightIn(o[1], size.Width))
		return
	}
	natural := s.natural()
	s.below = o[1].Visible() && a.Width+sideGap+natural > size.Width
	kit.At(o[0], 0, 0, min(a.Width, size.Width), a.Height)
	if s.below {
		kit.At(o[1], 0, a.Height+6, size.Width, kit.HeightIn(o[1], size.Width))
		return
	}
	h := kit.HeightIn(o[1], natural)
	kit.At(o[1], size.Width-natural, (max(a.Height, h)-h)/2, natural, h)
}

// wholeName gives a name as many lines as it needs; one that is longer than names are ends
// in an ellipsis.
type wholeName struct{ width float32 }

const nameLines = 4

func (l *wholeName) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, o[0].MinSize().Height*float32(len(l.rooms(o[0].(*kit.Highlighted)))))
}

func (l *wholeName) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	name := o[0].(*kit.Highlighted)
	name.Fold(l.rooms(name)...)
	name.Resize(size)
}

func (l *wholeName) rooms(name *kit.Highlighted) []float32 {
	rooms := []float32{l.width}
	for l.width > 0 && len(rooms) < nameLines && !name.Fits(rooms...) {
		rooms = append(rooms, l.width)
	}
	return rooms
}
