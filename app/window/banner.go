package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/window/kit"
)

// banner says one thing that needs the person's eye, with two buttons at most.
type banner struct {
	words *kit.Prose
	act   *kit.Button
	other *kit.Button
	icon  *widget.Icon
	plate *kit.Plate
	box   *fyne.Container
}

func newBanner() *banner {
	b := &banner{
		words: kit.NewProse("", kit.SizeNameSmall, theme.ColorNameForeground),
		act:   kit.NewButton("", "", kit.LookPlain, kit.HeightSmall, nil),
		other: kit.NewButton("", "", kit.LookPlain, kit.HeightSmall, nil),
		icon:  widget.NewIcon(nil), plate: kit.NewPlate("dueTint", "", theme.SizeNameCardRadius),
	}
	line := container.NewBorder(nil, nil, container.NewVBox(kit.Inset(b.icon, 4, 0, 0, 6)), nil,
		container.New(&kit.WithActions{Least: 180}, container.New(kit.Middle{}, b.words), kit.Actions(b.act, b.other)))
	b.box = kit.Inset(container.NewStack(b.plate, kit.Inset(line, 8, 8, 12, 8)), 8, 8, 12, 12)
	b.box.Hide()
	return b
}

// render shows m, and tells whether that is something new.
func (b *banner) render(m message) (changed bool) {
	b.act.OnTapped, b.other.OnTapped = m.do, m.also
	if m.text == b.words.Seg.Text && m.button == b.act.Text && m.other == b.other.Text {
		return false
	}
	kit.Show(b.box, m.text != "")
	b.words.Set(m.text)
	b.act.Set(m.button, "", kit.LookPlain)
	b.other.Set(m.other, "", kit.LookPlain)
	kit.Show(b.act, m.button != "")
	kit.Show(b.other, m.other != "")
	phase, mark := "due", "warn"
	switch {
	case m.bad:
		phase = "overdue"
	case m.good:
		phase, mark = "fresh", "check"
	}
	b.plate.Fill = kit.PhaseColor(phase, kit.ToneTint)
	b.plate.Refresh()
	b.icon.SetResource(kit.Icon(mark, kit.PhaseColor(phase, kit.ToneText)))
	b.box.Refresh()
	return true
}

// toast says for a moment what was done, over the rest of the window.
type toast struct {
	words *kit.Line
	act   *kit.Button
	box   *fyne.Container
}

func newToast() *toast {
	t := &toast{
		words: kit.NewLine("", kit.SizeBody, kit.ColorSurface),
		act:   kit.NewButton("", "", kit.Look{Text: kit.ColorSurface, Bold: true}, kit.HeightSmall, nil),
	}
	pill := container.NewStack(kit.NewPlate(theme.ColorNameForeground, "", theme.SizeNameButtonRadius),
		kit.Inset(container.NewHBox(container.NewCenter(t.words), t.act), 6, 6, 14, 8))
	t.box = container.NewVBox(layout.NewSpacer(), kit.Inset(container.NewCenter(pill), 0, 52, 12, 12))
	t.box.Hide()
	return t
}

func (t *toast) render(m message) {
	t.words.Set(m.text, kit.ColorSurface)
	t.act.OnTapped = m.do
	t.act.Set(m.button, "", t.act.Look)
	kit.Show(t.act, m.button != "")
	kit.Show(t.box, m.text != "")
	t.box.Refresh()
}
