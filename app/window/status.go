package window

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
)

// status is the line at the bottom: the keychain, and what comes next.
type status struct {
	glyph    *glyph
	keychain *line
	ring     *ring
	next     *line
	box      fyne.CanvasObject
}

func newStatus(onDoctor, onSettings, onEscape func()) *status {
	s := &status{
		glyph: newGlyph(), ring: newRing(14),
		keychain: newLine("", sizeCaption, colorMuted).cut(), next: newLine("", sizeCaption, colorMuted),
	}
	const height = 20 // the ring of the focus has to fit below it, at the edge of the window
	doctor := newButton("", "info", lookQuiet, height, onDoctor)
	settings := newButton("", "gear", lookQuiet, height, onSettings)
	doctor.escape, settings.escape = onEscape, onEscape
	right := container.New(layout.NewCustomPaddedHBoxLayout(4), container.NewCenter(s.ring), container.NewCenter(s.next),
		inset(container.New(layout.NewCustomPaddedHBoxLayout(12), doctor, settings), 0, 0, 4, 4))
	line := container.NewBorder(nil, nil, container.NewCenter(s.glyph), right, container.New(middle{}, inset(s.keychain, 0, 0, 4, 4)))
	s.box = container.NewVBox(widget.NewSeparator(), inset(line, 2, 4, 12, 6))
	return s
}

func (s *status) render(st api.State, c copied, lost bool) {
	words, shape := keychainWords(st.Keychain)
	if lost {
		words, shape = "No agent", "expired"
	}
	s.keychain.set(words, colorMuted)
	s.glyph.set(shape)
	show(s.ring, c.live)
	s.ring.set(float32(c.left)/float32(max(c.total, 1)), "")
	if lost {
		st = api.State{}
	}
	s.next.set(nextWords(st, c.live, c.left), colorMuted)
	show(s.next, s.next.text != "")
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
