package window

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/window/kit"
)

// toast says for a moment what was done, over the rest of the window.
type toast struct {
	icon  *widget.Icon
	words *kit.Prose
	act   *kit.Button
	pill  *fyne.Container
	box   *fyne.Container
}

// newToast stands above the foot of a page, where that has one: above is how high it is.
func newToast(above func() float32) *toast {
	t := &toast{
		icon: widget.NewIcon(nil), words: kit.NewProse("", theme.SizeNameText, kit.ColorSurface),
		act: kit.NewButton("", "", kit.Look{Text: kit.ColorToastLink, Bold: true}, kit.HeightSmall, nil),
	}
	said := container.New(&toastLine{t}, t.icon, t.words, t.act)
	t.pill = container.NewStack(kit.NewPlate(theme.ColorNameForeground, "", theme.SizeNameButtonRadius).Raised(), kit.Inset(said, 6, 6, 14, 8))
	t.box = container.New(afloat{above}, kit.Inset(container.New(snug{t.natural}, t.pill), 0, toastFloat, 12, 12))
	t.words.Live = true
	t.box.Hide()
	return t
}

func (t *toast) render(m message) {
	t.icon.SetResource(kit.Icon(m.mark(), kit.ColorSurface))
	t.words.Set(m.text)
	t.act.OnTapped = m.do
	t.act.Set(m.button, "", t.act.Look)
	kit.Show(t.act, m.button != "")
	kit.Show(t.box, m.text != "")
	t.box.Refresh()
}

// mark is the picture before what a toast says.
func (m message) mark() string {
	switch {
	case m.bad:
		return "warn"
	case m.good:
		return cmp.Or(m.icon, "check")
	}
	return cmp.Or(m.icon, "info")
}

// natural is the width at which all of it stands in one line.
func (t *toast) natural() float32 {
	words := kit.NewLine(t.words.Seg.Text, kit.SizeBody, kit.ColorSurface)
	width := 14 + toastIcon + toastGap + kit.Measure(words.Text, words.Scaled(), fyne.TextStyle{}).Width + 2 + 8
	if t.act.Visible() {
		width += toastGap + t.act.MinSize().Width
	} else {
		width += 6 // as much as before the icon
	}
	return width
}

// toastLine sets a toast's icon, its words and its button side by side.
type toastLine struct{ t *toast }

const toastIcon, toastGap = 18, 10

func (l *toastLine) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, max(o[1].MinSize().Height, kit.HeightSmall))
}

func (l *toastLine) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left, end := float32(toastIcon+toastGap), size.Width-6
	if o[2].Visible() {
		need := o[2].MinSize()
		kit.At(o[2], size.Width-need.Width, (size.Height-need.Height)/2, need.Width, need.Height)
		end = size.Width - need.Width - toastGap
	}
	high := kit.HeightIn(o[1], end-left)
	kit.At(o[1], left, (size.Height-high)/2, end-left, high)
	kit.At(o[0], 0, (size.Height-toastIcon)/2, toastIcon, toastIcon)
}

// toastFloat is between a toast and what it stands above.
const toastFloat = 24

// afloat sets its one object at the lower end, above what is there.
type afloat struct{ above func() float32 }

func (afloat) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (l afloat) Layout(o []fyne.CanvasObject, size fyne.Size) {
	high := kit.HeightIn(o[0], size.Width)
	kit.At(o[0], 0, size.Height-l.above()-high, size.Width, high)
}

// snug sets its one object in the middle, no wider than it needs.
type snug struct{ natural func() float32 }

func (snug) MinSize(o []fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, o[0].MinSize().Height) }

func (s snug) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := min(s.natural(), size.Width)
	high := kit.HeightIn(o[0], width)
	kit.At(o[0], (size.Width-width)/2, size.Height-high, width, high)
}
