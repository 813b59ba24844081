package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/window/kit"
)

// settingRow is a line of the settings: what it is, and on the right a control for it.
type settingRow struct {
	id     string
	title  string
	tab    int
	of     []string // the settings it shows
	words  string   // what a search looks in
	help   *kit.Prose
	note   *kit.Prose // how it stands with the setting
	wrong  *kit.Prose // why a value was refused
	first  fyne.Focusable
	show   func(values)
	able   func(bool)
	follow func(api.State) // more than settings; may be nil
	gone   bool            // there is nothing to choose
	box    *fyne.Container
}

// settingWords are what a row says.
type settingWords struct{ title, help string }

// newSettingRow is a row without a control.
func newSettingRow(tab int, id string, w settingWords) *settingRow {
	r := &settingRow{id: id, title: w.title, tab: tab, of: []string{id}, show: func(values) {}, able: func(bool) {}}
	r.words = strings.ToLower(strings.Join([]string{w.title, w.help, id, settingTabs()[tab]}, " "))
	prose := func(text string, c fyne.ThemeColorName) *kit.Prose {
		p := kit.NewProse(text, theme.SizeNameCaptionText, c)
		kit.Show(p, text != "")
		return p
	}
	r.help = prose(w.help, kit.ColorMuted)
	r.note, r.wrong = prose("", kit.ColorMuted), prose("", kit.PhaseColor("overdue", kit.ToneText))
	r.wrong.Live = true
	title := kit.NewProse(w.title, theme.SizeNameText, theme.ColorNameForeground)
	r.box = container.New(kit.Column{}, title) // the control comes with put
	return r
}

const (
	settingHeight = 58
	settingLeast  = 200 // for the words beside a control
)

// put gives the row its control, and what lies below both.
func (r *settingRow) put(control fyne.CanvasObject, first fyne.Focusable, below ...fyne.CanvasObject) *settingRow {
	r.first = first
	words := container.New(kit.Middle{}, container.New(kit.Column{Gap: 2}, r.box.Objects[0], r.help, r.note, r.wrong))
	line := container.New(&kit.WithActions{Least: settingLeast}, words, kit.Actions(control))
	column := container.New(kit.Column{}, container.New(tall{settingHeight}, kit.Inset(line, 9, 9, 0, 0)))
	for _, o := range below {
		column.Add(o)
	}
	column.Add(widget.NewSeparator())
	r.box.Objects = []fyne.CanvasObject{column}
	return r
}

// render shows what has changed since the settings before; what somebody types meanwhile
// stays otherwise.
func (r *settingRow) render(p *settingsPage, before values, now map[string]api.Setting) {
	changed := slices.ContainsFunc(r.of, func(key string) bool { return before == nil || before[key] != p.stored[key] })
	if changed {
		r.wrong.Set("")
		r.show(p.stored)
	}
	if len(r.of) > 0 {
		s := now[r.of[0]]
		r.note.Set(s.Note)
		r.able(!s.Unavailable)
	}
	if r.follow != nil {
		r.follow(p.state)
	}
}

// found tells whether a row has all words of a search.
func (r *settingRow) found(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(r.words, w) })
}

// tall keeps its one object at a height at least, in the middle of it.
type tall struct{ least float32 }

func (l tall) MinSize(o []fyne.CanvasObject) fyne.Size {
	min := o[0].MinSize()
	return fyne.NewSize(min.Width, max(min.Height, l.least))
}

func (l tall) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }
