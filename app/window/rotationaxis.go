package window

import (
	"image/color"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/text"
	"keytray/app/window/kit"
)

// axis names the months above the lives of the keys, and today.
type axis struct {
	widget.BaseWidget
	months months
}

func newAxis() *axis {
	a := &axis{}
	a.ExtendBaseWidget(a)
	return a
}

func (a *axis) set(m months) {
	if a.months != m {
		a.months = m
		a.Refresh()
	}
}

// AccessibilityLabel says what is drawn; each row says its dates itself.
func (a *axis) AccessibilityLabel() string { return text.T(wordsByUrgency) }

// AccessibilityRole tells a screen reader to read the label.
func (a *axis) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (a *axis) CreateRenderer() fyne.WidgetRenderer { return &axisRenderer{a: a} }

const axisHeight = 36

type axisRenderer struct {
	a     *axis
	parts []fyne.CanvasObject
	drawn kit.Drawn
}

func (r *axisRenderer) MinSize() fyne.Size           { return fyne.NewSize(minimum.Width, axisHeight) }
func (r *axisRenderer) Objects() []fyne.CanvasObject { return r.parts }
func (r *axisRenderer) Destroy()                     {}

func (r *axisRenderer) Refresh() {
	r.drawn.Forget()
	r.Layout(r.a.Size())
	canvas.Refresh(r.a)
}

func (r *axisRenderer) Layout(size fyne.Size) {
	if r.drawn.In(size) {
		return
	}
	r.parts = nil
	cols := columnsIn(size.Width)
	m, left, width := r.a.months, cols.names, cols.line(size.Width)
	r.add(r.text(text.T(wordsByUrgency), kit.SizeCaption, true, kit.ColorMuted, cols.edge, 10),
		kit.At(canvas.NewRectangle(r.color(theme.ColorNameSeparator)), 0, axisHeight-1, size.Width, 1))
	if m.n == 0 || width <= 0 {
		return
	}
	pill := r.today(left + m.x(m.today, width))
	year, free := true, left // has to be said; where the last month ends
	for i := range m.n {
		start, x := m.start(i), left+m.x(m.start(i), width)
		if month := r.text(text.Month(start), kit.SizeAxis, false, kit.ColorMuted, x+5, 1); x+5 >= free {
			r.add(month)
			free = x + 5 + month.Size().Width + 2
		}
		year = year || start.Month() == time.January
		said := r.text(strconv.Itoa(start.Year()), kit.SizeAxis, true, theme.ColorNameForeground, x+5, 17)
		if year && kit.Free(pill, x+5, x+5+said.Size().Width) {
			r.add(said)
			year = false
		}
	}
}

// today is a pill around x, and where it is.
func (r *axisRenderer) today(x float32) []float32 {
	const height = 16
	words := r.text(text.T("Today"), kit.SizeAxis, true, kit.ColorSurface, 0, 0)
	width := words.Size().Width + 20
	pill := canvas.NewRectangle(r.color(theme.ColorNameForeground))
	pill.CornerRadius = height / 2
	words.Move(fyne.NewPos(x-width/2+10, axisHeight-height-1+(height-words.Size().Height)/2))
	r.add(kit.At(pill, x-width/2, axisHeight-height-1, width, height), words)
	return []float32{x - width/2, x + width/2}
}

func (r *axisRenderer) text(s string, points float32, bold bool, c fyne.ThemeColorName, x, y float32) *canvas.Text {
	t := canvas.NewText(s, r.color(c))
	t.TextSize = points
	kit.SetStyle(t, fyne.TextStyle{Bold: bold})
	t.Resize(t.MinSize())
	t.Move(fyne.NewPos(x, y))
	return t
}

func (r *axisRenderer) add(o ...fyne.CanvasObject)              { r.parts = append(r.parts, o...) }
func (r *axisRenderer) color(n fyne.ThemeColorName) color.Color { return kit.Named(n, r.a) }

// lifeColumns are the widths of the overview's columns.
type lifeColumns struct {
	edge, names, act float32
	narrow           bool
}

func columnsIn(width float32) lifeColumns {
	switch {
	case width < 340: // large text in a small window: no room for months
		return lifeColumns{edge: 12, names: width - 56, act: 56, narrow: true}
	case width < 480:
		return lifeColumns{edge: 12, names: 168, act: 60, narrow: true}
	case width < onePane:
		return lifeColumns{edge: 12, names: 208, act: 60, narrow: true}
	}
	return lifeColumns{edge: 16, names: 232, act: 132}
}

// line is what is left for the months.
func (c lifeColumns) line(width float32) float32 { return width - c.names - c.act }
