package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/text"
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
	b.words.Live = true
	b.box.Hide()
	return b
}

// newLowBanner is one at the lower end of the window: a line parts it from the page, whose
// foot may have the same colour.
func newLowBanner() *banner {
	b := newBanner()
	b.box.Show()
	b.box = container.New(kit.Column{}, widget.NewSeparator(), b.box)
	b.box.Hide()
	return b
}

// height is the room that it takes.
func (b *banner) height() float32 {
	if !b.box.Visible() {
		return 0
	}
	return b.box.MinSize().Height
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
	b.act.Label, b.other.Label = wordsAct(m.button, m.text), wordsAct(m.other, m.text)
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

// footed is a page with a foot of its own at the lower end of the window.
type footed interface {
	aboveFoot() *fyne.Container // where the banner stands
	footHeight() float32        // with what stands above it
}

// footHeight is that of the page in sight.
func (w *Window) footHeight() float32 {
	if p, own := w.page.(footed); own {
		return p.footHeight()
	}
	return 0
}

// seat puts the banner to the lower end of the page in sight: above its foot, where it has
// one, and else above the status line. The buttons at the end of the window stay under the
// mouse.
func (w *Window) seat() {
	place := w.low
	if p, own := w.page.(footed); own {
		place = p.aboveFoot()
	}
	if place == w.seated {
		return
	}
	if w.seated != nil {
		w.seated.Remove(w.banner.box)
	}
	w.seated = place
	place.Add(w.banner.box)
}

// wordsAct is what screen readers say of a button of the banner: it may be called as one of
// the page is.
func wordsAct(button, about string) string {
	if button == "" {
		return ""
	}
	return text.T("%[1]s: %[2]s", button, about)
}
