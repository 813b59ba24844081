package window

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// status is the line at the bottom: the keychain, and what comes next.
type status struct {
	glyph    *kit.Glyph
	keychain *kit.Line
	ring     *kit.Ring
	next     *kit.Line
	box      fyne.CanvasObject
}

func newStatus(onDoctor, onSettings, onEscape func()) *status {
	s := &status{
		glyph: kit.NewGlyph(), ring: kit.NewRing(14),
		keychain: kit.NewLine("", kit.SizeCaption, kit.ColorMuted).Cut(), next: kit.NewLine("", kit.SizeCaption, kit.ColorMuted),
	}
	const height = 20 // the ring of the focus has to fit below it, at the edge of the window
	doctor := kit.NewButton("", "info", kit.LookQuiet, height, onDoctor)
	settings := kit.NewButton("", "gear", kit.LookQuiet, height, onSettings)
	doctor.Escape, settings.Escape = onEscape, onEscape
	right := container.New(layout.NewCustomPaddedHBoxLayout(4), container.NewCenter(s.ring), container.NewCenter(s.next),
		kit.Inset(container.New(layout.NewCustomPaddedHBoxLayout(12), doctor, settings), 0, 0, 4, 4))
	line := container.NewBorder(nil, nil, container.NewCenter(s.glyph), right, container.New(kit.Middle{}, kit.Inset(s.keychain, 0, 0, 4, 4)))
	s.box = container.NewVBox(widget.NewSeparator(), kit.Inset(line, 2, 4, 12, 6))
	return s
}

func (s *status) render(st api.State, c copied, lost bool) {
	words, shape := keychainWords(st.Keychain)
	if lost {
		words, shape = "No agent", "expired"
	}
	s.keychain.Set(words, kit.ColorMuted)
	s.glyph.Set(shape)
	kit.Show(s.ring, c.live)
	s.ring.Set(float32(c.left)/float32(max(c.total, 1)), "")
	if lost {
		st = api.State{}
	}
	s.next.Set(nextWords(st, c.live, c.left), kit.ColorMuted)
	kit.Show(s.next, s.next.Text != "")
	s.box.Refresh()
}

func nextWords(st api.State, live bool, left time.Duration) string {
	switch {
	case live:
		return wordsClipboardClears(left)
	case !st.NextReminder.IsZero():
		return wordsNextReminder(st.NextReminder)
	}
	return ""
}
