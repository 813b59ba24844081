package window

import (
	"cmp"
	"context"
	"regexp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
)

// ownForm asks who a provider is that is not in the catalogue.
type ownForm struct {
	s                       *setup
	name, page, env, starts *kit.Entry
	remember                *kit.CheckField
	wrong                   *kit.Note
	proposed                string // as the name, by us
	stop                    func() // gives up the call that was sent
	box                     *fyne.Container
}

func newOwnForm(s *setup) *ownForm {
	f := &ownForm{s: s, wrong: kit.NewNote(func() { s.OnCancel() })}
	rows := container.New(kit.Column{Gap: 10})
	field := func(label, placeholder string) *kit.Entry {
		e := kit.NewEntry(placeholder)
		s.watch(e)
		e.OnChanged = func(string) { f.changed() }
		rows.Add(container.New(kit.Beside{First: 128}, kit.Inset(kit.NewLine(label, kit.SizeBody, theme.ColorNameForeground).Cut().For(e), 0, 0, 0, 8), e))
		return e
	}
	f.name = field(text.T("Provider"), text.T("Its name, if you like"))
	f.page = field(text.T("Page with keys"), "https://")
	f.env = field(text.T("Variable"), "MY_API_KEY")
	f.starts = field(text.T("Keys start with"), text.T("For example %s", "mk_"))
	f.remember = s.watchCheck(&kit.CheckField{})
	f.remember.Text = text.T("Remember this provider")
	f.remember.OnChanged = func(bool) { s.refresh() }
	f.remember.ExtendBaseWidget(f.remember)
	f.box = container.New(kit.Column{Gap: 16},
		container.New(kit.Column{Gap: 2}, kit.NewProse(text.T(wordsOwn), theme.SizeNameSubHeadingText, theme.ColorNameForeground).Bold(),
			kit.NewProse(text.T(wordsOwnWhy), kit.SizeNameSmall, kit.ColorMuted)),
		f.wrong.Box, rows,
		container.New(kit.Column{Gap: 0}, kit.Inset(f.remember, 0, 0, -7, 0), kit.NewProse(text.T(wordsRemember), kit.SizeNameSmall, kit.ColorMuted)))
	return f
}

func (f *ownForm) fields() []*kit.Entry { return []*kit.Entry{f.name, f.page, f.env, f.starts} }

func (f *ownForm) typed() bool {
	for _, e := range f.fields() {
		if e.Text != "" && (e != f.name || e.Text != f.proposed) {
			return true
		}
	}
	return false
}

// propose makes a name of what was searched for, unless the person has typed one.
func (f *ownForm) propose(searched string) {
	searched = strings.TrimSpace(searched)
	if f.s.w.isKey(searched) || f.name.Text != "" && f.name.Text != f.proposed {
		return
	}
	f.proposed = searched
	f.name.SetText(searched)
	f.name.TypedShortcut(&fyne.ShortcutSelectAll{}) // typing replaces it
}

// changed takes away what was said about what stood there before.
func (f *ownForm) changed() {
	if f.wrong != nil && f.wrong.Box.Visible() {
		f.tell(nil)
	}
}

func (f *ownForm) next() (string, bool) {
	if f.stop != nil {
		return text.T("Adding…"), false
	}
	return text.T("Next"), true
}

// read is the provider as it was typed.
func (f *ownForm) read() api.Provider {
	typed := func(e *kit.Entry) string { return strings.TrimSpace(e.Text) }
	p := api.Provider{Name: typed(f.name), Console: typed(f.page), Env: typed(f.env)}
	if starts := typed(f.starts); starts != "" {
		p.Pattern = regexp.QuoteMeta(starts) + `[A-Za-z0-9_-]{10,}`
	}
	return p
}

// done goes on with what was typed. A provider to remember is added first.
func (f *ownForm) done() bool {
	if e := f.s.firstKey(f.fields()...); e != nil {
		f.tell(&api.Error{Kind: api.Refused, Text: text.T(wordsPasteThere)})
		f.s.OnFocus(e)
		return false
	}
	p := f.read()
	if f.remember.Checked {
		_, err := client.OwnProvider(p)
		f.tell(err)
		if err == nil {
			f.add(p)
		} else {
			f.s.OnFocus(f.name)
		}
		return false
	}
	p.ID, p.Name = "somebody", cmp.Or(p.Name, f.s.w.catalogue().Name(provider.Other))
	known, err := client.OwnProvider(p)
	f.tell(err)
	if err == nil {
		known.ID, known.Own = provider.Other, false
		f.s.choose(known)
	}
	return err == nil
}

func (f *ownForm) add(p api.Provider) {
	s := f.s
	f.stop = write(s.w, func(ctx context.Context, svc api.Service) (api.Provider, error) {
		return svc.AddProvider(ctx, p)
	}, func(added api.Provider, err error) {
		f.stop = nil
		var known provider.Provider
		if err == nil {
			known, err = client.OwnProvider(added)
		}
		f.tell(err)
		if err != nil {
			s.OnFocus(f.name)
			return
		}
		f.clear()
		s.choose(known)
		s.refresh()
		if s.at == setupGet {
			s.turn(setupPaste)
		}
	})
	s.refresh()
}

// clear forgets what was typed: the provider is in the catalogue now.
func (f *ownForm) clear() {
	f.proposed = ""
	for _, e := range f.fields() {
		e.SetText("")
	}
	f.remember.SetChecked(false)
}

// tell says why it does not go on; nil takes that away.
func (f *ownForm) tell(err error) {
	var said kit.Saying
	if err != nil {
		said = kit.Saying{Tone: "overdue", Icon: "warn", Text: kit.Words(client.Sentence(err))}
	}
	f.wrong.Render(said)
	f.s.refresh()
}

func (f *ownForm) giveUp() bool {
	if f.stop == nil {
		return false
	}
	f.stop()
	return true
}
