package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// banner says one thing that needs the person's eye, with two buttons at most.
type banner struct {
	words *prose
	act   *button
	other *button
	icon  *widget.Icon
	plate *plate
	box   *fyne.Container
}

func newBanner() *banner {
	b := &banner{
		words: newProse("", sizeNameSmall, theme.ColorNameForeground),
		act:   newButton("", "", lookPlain, heightSmall, nil),
		other: newButton("", "", lookPlain, heightSmall, nil),
		icon:  widget.NewIcon(nil), plate: newPlate("dueTint", "", theme.SizeNameCardRadius),
	}
	line := container.NewBorder(nil, nil, container.NewVBox(inset(b.icon, 4, 0, 0, 6)), nil,
		container.New(&withActions{least: 180}, container.New(middle{}, b.words), actions(b.act, b.other)))
	b.box = inset(container.NewStack(b.plate, inset(line, 8, 8, 12, 8)), 8, 8, 12, 12)
	b.box.Hide()
	return b
}

// render shows m, and tells whether that is something new.
func (b *banner) render(m message) (changed bool) {
	b.act.tapped, b.other.tapped = m.do, m.also
	if m.text == b.words.seg.Text && m.button == b.act.text && m.other == b.other.text {
		return false
	}
	show(b.box, m.text != "")
	b.words.set(m.text)
	b.act.set(m.button, "", lookPlain)
	b.other.set(m.other, "", lookPlain)
	show(b.act, m.button != "")
	show(b.other, m.other != "")
	phase, mark := "due", "warn"
	switch {
	case m.bad:
		phase = "overdue"
	case m.good:
		phase, mark = "fresh", "check"
	}
	b.plate.fill = phaseColor(phase, toneTint)
	b.plate.Refresh()
	b.icon.SetResource(icon(mark, phaseColor(phase, toneText)))
	b.box.Refresh()
	return true
}

// toast says for a moment what was done, over the rest of the window.
type toast struct {
	words *line
	act   *button
	box   *fyne.Container
}

func newToast() *toast {
	t := &toast{
		words: newLine("", sizeBody, colorSurface),
		act:   newButton("", "", look{text: colorSurface, bold: true}, heightSmall, nil),
	}
	pill := container.NewStack(newPlate(theme.ColorNameForeground, "", theme.SizeNameButtonRadius),
		inset(container.NewHBox(container.NewCenter(t.words), t.act), 6, 6, 14, 8))
	t.box = container.NewVBox(layout.NewSpacer(), inset(container.NewCenter(pill), 0, 52, 12, 12))
	t.box.Hide()
	return t
}

func (t *toast) render(m message) {
	t.words.set(m.text, colorSurface)
	t.act.tapped = m.do
	t.act.set(m.button, "", t.act.look)
	show(t.act, m.button != "")
	show(t.box, m.text != "")
	t.box.Refresh()
}
