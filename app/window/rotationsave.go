package window

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/calendar"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// saving asks where the dates are to be saved, as a file that calendars read.
type saving struct {
	p       *rotationPage
	path    *kit.Entry
	names   *kit.CheckField
	wrong   *kit.Prose
	replace *kit.Button // in sight once there is such a file
	held    kit.Held
	writing bool
	pop     *widget.PopUp
}

// saveCalendar asks where. Fyne's own dialog for files would bring one more module.
func (p *rotationPage) saveCalendar() {
	w := p.w
	if w.asks() {
		return
	}
	s := &saving{p: p, held: kit.HeldFrom(w.p.Now), path: kit.NewEntry(""), wrong: kit.NewProse("", kit.SizeNameSmall, kit.PhaseColor("overdue", kit.ToneText))}
	s.path.SetText(filepath.Join("~", "keytray.ics"))
	s.path.OnKey, s.path.OnPaste = s.key, w.refusesKey
	s.path.OnChanged = func(string) { s.say("", false) } // it is about another file
	s.names = &kit.CheckField{Escape: s.hide, OnKey: s.key}
	s.names.ExtendBaseWidget(s.names)
	s.names.Text, s.names.Checked = text.T(wordsWithNames), true
	cancel := kit.NewButton(text.T("Cancel"), "", kit.LookPlain, kit.HeightPlain, s.hide)
	s.replace = kit.NewButton(text.T(wordsReplaceFile), "", kit.LookDanger, kit.HeightPlain, func() { s.save(true) })
	save := kit.NewButton(text.T("Save"), "", kit.LookPrimary, kit.HeightPlain, func() { s.save(false) })
	cancel.Escape, s.replace.Escape, save.Escape = s.hide, s.hide, s.hide
	save.OnKey = s.held.Ignores
	s.replace.Hide()
	canvas := w.p.Window.Canvas()
	s.wrong.Hide()
	body := container.New(kit.Wide{Width: 340}, container.New(kit.Column{Gap: 10},
		kit.NewProse(text.T(wordsSaveCalendarHead), theme.SizeNameSubHeadingText, theme.ColorNameForeground).Bold(),
		kit.NewProse(text.T(wordsCalendarHolds), theme.SizeNameText, kit.ColorMuted), s.path, s.names, s.wrong))
	s.pop = widget.NewModalPopUp(kit.Inset(container.New(kit.Column{Gap: 16}, body,
		container.New(layout.NewCustomPaddedHBoxLayout(12), layout.NewSpacer(), cancel, s.replace, save)), 12, 8, 12, 8), canvas)
	s.pop.Show()
	w.question, w.holds = canvas.Overlays().Top(), nil
	canvas.Focus(s.path)
}

func (s *saving) hide() { s.pop.Hide() }

func (s *saving) key(name fyne.KeyName) bool {
	if s.held.Ignores(name) {
		return true
	}
	switch name {
	case fyne.KeyReturn, fyne.KeyEnter:
		s.save(false)
	case fyne.KeyEscape:
		s.hide()
	default:
		return false
	}
	return true
}

// save writes the file; over one that is there only where the person has pressed the
// button that says so.
func (s *saving) save(over bool) {
	path, err := homePath(s.path.Text)
	if err != nil {
		s.say(wordsNotSaved(err), false)
		return
	}
	w := s.p.w
	if w.catalogue().IsKey(s.path.Text) {
		s.say(text.T(wordsKeyIsNoFile), false)
		return
	}
	if s.writing {
		return
	}
	s.writing = true
	keys, names, now := w.state.Keys, s.names.Checked, w.p.Now()
	write(w, func(context.Context, api.Service) (struct{}, error) { // a disk may be slow
		return struct{}{}, writeFile(path, calendar.File(calendar.Entries(keys), names, now), over)
	}, func(_ struct{}, err error) { s.saved(path, err) })
}

func (s *saving) saved(path string, err error) {
	s.writing = false
	switch {
	case err == nil:
		s.hide()
		s.p.w.toasting(message{text: wordsSaved(path), good: true})
	case !s.pop.Visible(): // the person has left meanwhile
		s.p.w.toasting(message{text: wordsNotSaved(err), bad: true})
	case !s.asksFor(path): // another name is typed by now
	case errors.Is(err, fs.ErrExist):
		s.say(text.T(wordsThereIsAFile), true)
	default:
		s.say(wordsNotSaved(err), false)
	}
}

// asksFor tells whether path is what is typed.
func (s *saving) asksFor(path string) bool {
	now, err := homePath(s.path.Text)
	return err == nil && now == path
}

func (s *saving) say(why string, mayReplace bool) {
	s.wrong.Set(why)
	kit.Show(s.replace, mayReplace)
	s.pop.Refresh()
	s.pop.Resize(s.pop.MinSize())
}
