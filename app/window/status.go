package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// status is the line at the bottom: the keychain, and what comes next.
type status struct {
	glyph    *kit.Glyph
	keychain *kit.Line
	ring     *kit.Ring
	bell     fyne.CanvasObject
	next     *kit.Line
	box      fyne.CanvasObject

	hasNext, hasBell bool // there is something to say there
}

// statusLine leaves out what comes next where that would leave the keychain no room.
type statusLine struct {
	s     *status
	right fyne.CanvasObject
}

func (l *statusLine) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, o[0].MinSize().Height)
}

func (l *statusLine) Layout(o []fyne.CanvasObject, size fyne.Size) {
	const least = 36
	l.show(true)
	if size.Width-l.right.MinSize().Width-l.s.glyph.MinSize().Width < least {
		l.show(false)
	}
	o[0].Resize(size)
}

func (l *statusLine) show(next bool) {
	kit.Show(l.s.next, next && l.s.hasNext)
	kit.Show(l.s.bell, next && l.s.hasBell)
}

func newStatus(onDoctor, onSettings, onEscape func()) *status {
	s := &status{
		glyph: kit.NewGlyph(), ring: kit.NewRing(14), bell: container.NewGridWrap(fyne.NewSquareSize(14), widget.NewIcon(kit.Icon("bell", kit.ColorMuted))),
		keychain: kit.NewLine("", kit.SizeCaption, kit.ColorMuted).Cut(), next: kit.NewLine("", kit.SizeCaption, kit.ColorMuted),
	}
	const height = 20 // the ring of the focus has to fit below it, at the edge of the window
	doctor := kit.NewButton("", "info", kit.LookQuiet, height, onDoctor)
	settings := kit.NewButton("", "gear", kit.LookQuiet, height, onSettings)
	doctor.Label, settings.Label = text.T("Doctor"), text.T("Settings")
	doctor.Escape, settings.Escape = onEscape, onEscape
	right := container.New(layout.NewCustomPaddedHBoxLayout(4), container.NewCenter(s.ring), container.NewCenter(s.bell), container.NewCenter(s.next),
		kit.Inset(container.New(layout.NewCustomPaddedHBoxLayout(12), doctor, settings), 0, 0, 4, 4))
	line := container.NewBorder(nil, nil, container.NewCenter(s.glyph), right, container.New(kit.Middle{}, kit.Inset(s.keychain, 0, 0, 4, 4)))
	s.box = container.NewVBox(widget.NewSeparator(), kit.Inset(container.New(&statusLine{s, right}, line), 2, 4, 12, 6))
	return s
}

func (s *status) render(st api.State, c copied, lost bool) {
	words, shape := keychainWords(st.Keychain)
	if lost {
		words, shape = text.T("No agent"), "expired"
	}
	short := ""
	if !lost {
		short = keychainShort(st.Keychain)
	}
	s.keychain.OrShort(short)
	s.keychain.Set(words, kit.ColorMuted)
	s.glyph.Set(shape)
	kit.Show(s.glyph, words != "")
	kit.Show(s.ring, c.live)
	s.ring.Set(float32(c.left)/float32(max(c.total, 1)), "")
	next := ""
	if !lost {
		next = nextWords(st, c)
	}
	s.next.Set(next, kit.ColorMuted)
	s.next.Spoken = ""
	if c.live && !lost { // a time that runs would be read out each second
		s.next.Spoken = text.T("Clipboard clears at %s", text.Clock(c.until.Local()))
	}
	s.hasNext, s.hasBell = next != "", next != "" && !c.live && !st.NextReminder.IsZero()
	s.box.Refresh()
}

// nextWords say what happens next by itself.
func nextWords(st api.State, c copied) string {
	switch {
	case c.live:
		return text.T("Clipboard clears in %s", text.Seconds(c.left))
	case !st.NextReminder.IsZero():
		return text.T("Next reminder %s", text.Day(st.NextReminder.Local()))
	case st.Revision != 0 && len(st.Keys) == 0:
		return text.T("Nothing to remind you of yet")
	}
	return ""
}

// keychainWords say how the keychain is, and which glyph stands before them.
func keychainWords(k api.Keychain) (words, shape string) {
	if k.Store == api.StoreFile {
		return fileWords(k.Status)
	}
	switch k.Status {
	case api.KeychainOK:
		return text.T("%s · unlocked", k.Name), "fresh"
	case api.KeychainLocked:
		return text.T("%s · locked", k.Name), "due"
	case api.KeychainMissing, api.KeychainNoCollection:
		return text.T("No keychain"), "overdue"
	case api.KeychainSilent:
		return text.T("%s · no answer", k.Name), "overdue"
	}
	return k.Name, "expired"
}

// keychainShort is for where there is no room: the glyph before it tells the rest.
func keychainShort(k api.Keychain) string {
	if k.Store == api.StoreFile {
		return text.T("Encrypted file")
	}
	return k.Name
}

func fileWords(status string) (words, shape string) {
	switch status {
	case api.KeychainOK:
		return text.T("Encrypted file · unlocked"), "fresh"
	case api.KeychainLocked:
		return text.T("Encrypted file · locked"), "due"
	case api.KeychainMissing, api.KeychainNoCollection:
		return text.T("No encrypted file"), "overdue"
	case api.KeychainSilent:
		return text.T("Encrypted file · no answer"), "overdue"
	}
	return text.T("Encrypted file"), "expired"
}
