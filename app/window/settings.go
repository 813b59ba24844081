package window

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
)

// listing is a page of rows under a title: settings, or the doctor.
type listing struct {
	back *button
	rows *fyne.Container
	box  fyne.CanvasObject
}

func newListing(title string, onBack func()) *listing {
	l := &listing{rows: container.New(column{})}
	l.back = newButton("", "left", lookQuiet, heightPlain, onBack)
	l.back.escape = onBack
	head := inset(container.New(layout.NewCustomPaddedHBoxLayout(12), l.back, container.NewCenter(newBold(title, sizeSection, theme.ColorNameForeground))), 12, 8, 12, 12)
	body := container.NewVScroll(inset(container.New(readable{640}, l.rows), 0, 24, 24, 24))
	l.box = container.NewStack(newPlate(colorSurface, colorSurface, ""), container.NewBorder(head, nil, nil, nil, body))
	return l
}

func (l *listing) content() fyne.CanvasObject { return l.box }
func (l *listing) focus() fyne.Focusable      { return l.back }
func (l *listing) render(api.State)           {}
func (l *listing) leave()                     {}

func (l *listing) say(text string) {
	l.rows.Objects = []fyne.CanvasObject{newProse(text, theme.SizeNameText, colorMuted)}
	l.rows.Refresh()
}

// settingsPage shows every setting; a change applies at once.
type settingsPage struct {
	*listing
	OnSet func(r *settingRow, value string)
	byKey map[string]*settingRow
}

func newSettingsPage(w *Window) *settingsPage {
	p := &settingsPage{listing: newListing("Settings", w.back), byKey: map[string]*settingRow{}}
	p.OnSet = func(r *settingRow, value string) {
		ask(w, func(ctx context.Context, svc api.Service) (api.Setting, error) {
			return svc.SetSetting(ctx, r.key, value)
		}, r.applied)
	}
	ask(w, func(ctx context.Context, svc api.Service) ([]api.Setting, error) {
		return svc.Settings(ctx)
	}, func(all []api.Setting, err error) {
		if err != nil {
			p.say(sentence(err))
			return
		}
		p.list(all)
	})
	return p
}

func (p *settingsPage) list(all []api.Setting) {
	p.rows.Objects = nil
	for _, s := range all {
		r := newSettingRow(s, func(r *settingRow, value string) { p.OnSet(r, value) })
		r.changed = p.rows.Refresh
		p.byKey[s.Key] = r
		p.rows.Add(r.box)
		p.rows.Add(widget.NewSeparator())
	}
	p.rows.Refresh()
}

// choices are the settings with few values; the others are typed.
var choices = map[string][]string{
	"keychain":         {"system", "go-keyring"},
	"appearance.theme": {"system", "light", "dark"},
}

// settingRow is one setting: what it does, its name, and a control for it.
type settingRow struct {
	key     string
	stored  string
	wrong   *prose
	changed func() // its height may have
	show    func(value string)
	control fyne.CanvasObject
	box     fyne.CanvasObject
}

func newSettingRow(s api.Setting, set func(r *settingRow, value string)) *settingRow {
	r := &settingRow{key: s.Key, stored: s.Value, wrong: newProse("", sizeNameSmall, phaseColor("overdue", toneText))}
	r.wrong.Hide()
	change := func(value string) {
		if value != r.stored {
			set(r, value)
		}
	}
	switch options := choices[s.Key]; {
	case s.Default == "true" || s.Default == "false":
		c := widget.NewCheck("", func(on bool) {
			if on {
				change("true")
			} else {
				change("false")
			}
		})
		r.show = func(v string) { c.SetChecked(v == "true") }
		r.control = c
	case options != nil:
		c := widget.NewSelect(options, change)
		r.show = c.SetSelected
		r.control = c
	default:
		c := newEntry(s.Default)
		c.OnSubmitted = change
		c.onLeave = func() { change(c.Text) }
		r.show = c.SetText
		r.control = c
	}
	r.show(s.Value)
	name := newLine(s.Key, sizeCaption, theme.ColorNamePlaceHolder).cut()
	help := container.New(column{2}, newProse(s.Help, theme.SizeNameText, theme.ColorNameForeground), name, r.wrong)
	r.box = inset(container.New(control{160}, help, r.control), 10, 10, 0, 0)
	return r
}

// applied shows how a change ended: what is stored now, or why it is not.
func (r *settingRow) applied(s api.Setting, err error) {
	if err != nil {
		r.wrong.set(sentence(err))
	} else {
		r.stored = s.Value
		r.show(s.Value)
		r.wrong.set("")
	}
	r.changed()
}
