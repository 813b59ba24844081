package window

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/calendar"
)

// saving asks where the dates are to be saved, as a file that calendars read.
type saving struct {
	p     *rotationPage
	path  *entry
	names *checkField
	wrong *prose
	over  string // the file that may be replaced
	pop   *widget.PopUp
}

// saveCalendar asks where. Fyne's own dialog for files would bring one more module.
func (p *rotationPage) saveCalendar() {
	w := p.w
	if w.asks() {
		return
	}
	s := &saving{p: p, path: newEntry(""), wrong: newProse("", sizeNameSmall, phaseColor("overdue", toneText))}
	s.path.SetText(filepath.Join("~", "keytray.ics"))
	s.path.onKey = s.key
	s.names = &checkField{escape: s.hide}
	s.names.ExtendBaseWidget(s.names)
	s.names.Text, s.names.Checked = wordsWithNames, true
	cancel := newButton("Cancel", "", lookPlain, heightPlain, s.hide)
	save := newButton("Save", "", lookPrimary, heightPlain, s.save)
	cancel.escape, save.escape = s.hide, s.hide
	canvas := w.p.Window.Canvas()
	s.wrong.Hide()
	body := container.New(wide{340}, container.New(column{10},
		newProse(wordsSaveCalendarHead, theme.SizeNameSubHeadingText, theme.ColorNameForeground).bold(),
		newProse(wordsCalendarHolds, theme.SizeNameText, colorMuted), s.path, s.names, s.wrong))
	s.pop = widget.NewModalPopUp(inset(container.New(column{16}, body,
		container.New(layout.NewCustomPaddedHBoxLayout(12), layout.NewSpacer(), cancel, save)), 12, 8, 12, 8), canvas)
	s.pop.Show()
	w.question = canvas.Overlays().Top()
	canvas.Focus(s.path)
}

func (s *saving) hide() { s.pop.Hide() }

func (s *saving) key(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyReturn, fyne.KeyEnter:
		s.save()
	case fyne.KeyEscape:
		s.hide()
	default:
		return false
	}
	return true
}

func (s *saving) save() {
	path, err := homePath(s.path.Text)
	if err == nil {
		err = s.write(path)
	}
	switch {
	case err == nil:
		s.hide()
		s.p.w.toasting(message{text: "Saved " + short(filepath.Base(path))})
	case errors.Is(err, fs.ErrExist):
		s.over = path
		s.say(wordsThereIsAFile)
	default:
		s.say(wordsNotSaved(err))
	}
}

// write replaces a file only where the person has said so.
func (s *saving) write(path string) error {
	how := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if path == s.over {
		how = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	f, err := os.OpenFile(path, how, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(calendar.File(calendar.Entries(s.p.w.state.Keys), s.names.Checked, s.p.w.p.Now()))
	return errors.Join(err, f.Close())
}

func (s *saving) say(text string) {
	s.wrong.set(text)
	s.pop.Refresh()
	s.pop.Resize(s.pop.MinSize())
}

// homePath is a path as a person types it.
func homePath(typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	rest, inHome := strings.CutPrefix(filepath.ToSlash(typed), "~/")
	if !inHome && filepath.IsAbs(typed) {
		return filepath.Clean(typed), nil
	}
	if typed == "" {
		return "", errNoName
	}
	if !inHome {
		rest = typed
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, rest), err
}

var errNoName = errors.New("no name")
