package picker

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/text"
	"keytray/app/window/kit"
)

// said is what the picker says in place of the search: the ring of a copy, that
// it waits, or what became of something.
type said struct {
	OnClear func()

	ring  *kit.Ring
	icon  *widget.Icon
	title *kit.Prose
	words *kit.Prose
	clear *kit.Button
	foot  *foot
	box   *fyne.Container
}

const ringSide = 96

func newSaid() *said {
	s := &said{
		ring: kit.NewRing(ringSide), icon: widget.NewIcon(nil), foot: newFoot(),
		title: kit.NewProse("", theme.SizeNameSubHeadingText, theme.ColorNameForeground).Bold().Centred(),
		words: kit.NewProse("", theme.SizeNameText, kit.ColorMuted).Centred(),
	}
	s.clear = kit.NewButton(text.T("Clear now"), "", kit.LookPlain, kit.HeightPlain, func() { s.OnClear() })
	s.clear.Cap = text.C("key", "Del")
	s.box = container.New(saidLayout{}, s.ring, s.icon, s.title, s.words, s.clear, s.foot.box)
	return s
}

// counts shows the time that is left of a copy.
func (s *said) counts(c copiedPick, left time.Duration) {
	seconds := int((left + time.Second - 1) / time.Second)
	part := float32(1)
	if c.total > 0 {
		part = float32(left) / float32(c.total)
	}
	s.ring.Set(part, strconv.Itoa(seconds))
	words := text.T("Paste it now. It clears in %s.", text.Seconds(time.Duration(seconds)*time.Second))
	if c.Once {
		words = text.T("Paste it now. It clears after the first paste, or in %s.", text.Seconds(time.Duration(seconds)*time.Second))
	}
	s.shows(text.T("%s copied", c.Key), words, true)
	at := text.Clock(c.Until.Local()) // a time that runs would be read out each second
	s.words.Spoken = text.T("Paste it now. It clears at %s.", at)
	if c.Once {
		s.words.Spoken = text.T("Paste it now. It clears after the first paste, or at %s.", at)
	}
	s.leaves("copied", escapes(text.T("Close")), kit.NewKeyHint(text.T("Another key"), keyBack()))
}

// waits says that the keychain keeps the person waiting.
func (s *said) waits(words string) {
	s.icon.SetResource(kit.Icon("clock", kit.ColorMuted))
	s.shows("", words, false)
	s.foot.fill("waits", nil, []fyne.CanvasObject{escapes(text.T("Cancel"))})
	s.foot.says("")
}

// tells says for a moment what became of something.
func (s *said) tells(icon, title, words string) {
	phase := "fresh"
	switch icon {
	case "info":
		phase = "expired"
	case "warn":
		phase = "overdue"
	}
	s.icon.SetResource(kit.Icon(icon, kit.PhaseColor(phase, kit.ToneText)))
	s.shows(title, words, false)
	s.leaves("told", escapes(text.T("Close")), kit.NewKeyHint(text.T("Another key"), keyBack()))
}

// fails says why something was not done.
func (s *said) fails(title, why string) {
	s.icon.SetResource(kit.Icon("warn", kit.PhaseColor("overdue", kit.ToneText)))
	s.shows(title, why, false)
	s.foot.says("")
	s.foot.fill("failed", []fyne.CanvasObject{kit.NewKeyHint(text.T("Try again"), keyEnter())},
		[]fyne.CanvasObject{escapes(text.T("Close")), kit.NewKeyHint(text.T("Another key"), keyBack())})
}

func (s *said) shows(title, words string, ring bool) {
	s.title.Set(title)
	s.words.Set(words)
	s.words.Spoken = ""
	kit.Show(s.ring, ring)
	kit.Show(s.clear, ring)
	kit.Show(s.icon, !ring)
	s.box.Refresh()
}

// leaves says that the picker closes by itself.
func (s *said) leaves(which string, keys ...fyne.CanvasObject) {
	s.foot.says("")
	s.foot.fill(which, []fyne.CanvasObject{kit.NewKeyHint(text.T("This window closes by itself."))}, keys)
}

// saidLayout places the ring or the icon, the title, the words and a button, in the
// middle of what the foot leaves.
type saidLayout struct{}

func (saidLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (saidLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	ring, icon, title, words, clear, foot := o[0], o[1], o[2], o[3], o[4], o[5]
	tail, edge := kit.Scaled(footHeight), kit.Scaled(40)
	kit.At(foot, 0, size.Height-tail, size.Width, tail)
	kit.At(ring, (size.Width-ringSide)/2, kit.Scaled(59), ringSide, ringSide)
	y := kit.Scaled(59) + ringSide + kit.Scaled(18)
	if icon.Visible() {
		side := kit.Scaled(36)
		kit.At(icon, (size.Width-side)/2, kit.Scaled(92), side, side)
		y = kit.Scaled(92) + side + kit.Scaled(16)
	}
	for _, o := range []fyne.CanvasObject{title, words} {
		if o.Visible() {
			h := kit.HeightIn(o, size.Width-2*edge)
			kit.At(o, edge, y, size.Width-2*edge, h)
			y += h + kit.Scaled(4)
		}
	}
	m := clear.MinSize()
	kit.At(clear, (size.Width-m.Width)/2, y+kit.Scaled(12), m.Width, m.Height)
}
