package window

import (
	"bytes"
	"cmp"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// pasteStep takes the value, says what it looks like, and lets the provider say
// whether it works. It is the one place that holds the value.
type pasteStep struct {
	s         *setup
	recognise func([]byte) provider.Finding

	field    *pasteField
	intro    *kit.Prose
	note     *kit.Note
	from     *kit.Button // pastes what is on the clipboard
	watch    *watch
	fills    *kit.CheckField // switches it
	fillsBox fyne.CanvasObject
	empty    *fyne.Container
	check    *checkCard
	clears   fyne.CanvasObject
	all      *fyne.Container

	found    provider.Finding // of the value; without it
	bytes    int              // of all that was pasted
	judged   string           // the provider that it was judged for
	answered bool             // the person said which kind it is
	kept     bool             // the person insists
	verdict  verdict
	spared   bool     // what was pasted last is no key: the one before is still here
	before   replaced // by the last paste
	same     keptCheck
}

func newPasteStep(s *setup) *pasteStep {
	p := &pasteStep{s: s, field: newPasteField(s.w.after), intro: kit.NewProse("", theme.SizeNameText, kit.ColorMuted)}
	p.recognise = func(b []byte) provider.Finding { return s.w.catalogue().RecogniseFor(b, s.draft.chosen()) }
	p.field.onPaste, p.field.onChanged, p.field.onKey, p.field.onShortcut = p.take, p.changed, func(k fyne.KeyName) bool { return s.fieldKey(k) }, s.shortcut
	p.field.onTap = func() { s.OnFocus(p.field) }
	p.field.onGrow = s.refresh
	p.field.eye.Escape, p.field.onRemove = s.escape, p.remove
	s.watchButton(p.field.remove)
	p.same = keptCheck{w: s.w, field: p.field, found: p.recognised}
	p.note = kit.NewNote(s.escape)
	p.from = kit.NewButton(text.T("Paste from clipboard"), "", kit.LookPlain, kit.HeightPlain, p.fromClipboard)
	s.watchButton(p.from)
	p.watch = newWatch(s, p.take)
	p.fills = p.watch.newSwitch()
	p.fillsBox = kit.Inset(p.fills, -6, 0, -6, 0)
	p.check = newCheckCard(s, p.field.secret, p.judge)
	p.empty = container.New(kit.Column{Gap: 8}, container.NewHBox(p.from))
	clock := widget.NewIcon(kit.Icon("clock", kit.ColorMuted))
	p.clears = container.NewBorder(nil, nil, container.NewVBox(kit.Inset(clock, 0, 0, 0, 8)), nil, kit.NewProse(text.T(wordsWillClear), kit.SizeNameSmall, kit.ColorMuted))
	head := container.New(kit.Column{Gap: 3}, kit.NewBold(text.T("Paste the key"), kit.SizeSection, theme.ColorNameForeground).Cut(), p.intro)
	p.all = container.New(kit.Column{Gap: 14}, head, container.New(kit.Column{Gap: 10}, p.field, p.note.Box), p.empty, p.check.box, p.clears, p.fillsBox)
	return p
}

func (p *pasteStep) title() string              { return text.T("Paste it") }
func (p *pasteStep) content() fyne.CanvasObject { return p.all }
func (p *pasteStep) focus() fyne.Focusable      { return p.field }
func (p *pasteStep) has() (typed, pasted bool) {
	return false, p.holds() && !p.same.safe() || p.before.counts()
}
func (p *pasteStep) holds() bool             { return len(p.field.value) > 0 }
func (p *pasteStep) pasteText(pasted string) { p.take(pasted) }

func (p *pasteStep) enter() {
	p.intro.Set(wordsGoesTo(p.s.w.state.Keychain))
	if p.judged != p.s.draft.provider.ID {
		p.changed() // what was said is about another provider
	}
	p.judge()
	p.watch.follow()
}

func (p *pasteStep) render(st api.State) {
	p.intro.Set(wordsGoesTo(st.Keychain))
	p.watch.follow()
}

func (p *pasteStep) next() (string, bool) {
	v := p.verdict
	return text.T("Next"), len(p.field.part) > 0 && !v.never && (!v.stops || p.kept)
}

// done goes on to naming it. A check that is under way goes on too.
func (p *pasteStep) done() bool {
	if p.s.draft.provider.ID == "" {
		p.s.draft.provider, _ = p.s.w.catalogue().ByID(provider.Other)
		p.judged = provider.Other // nothing else is to be said about the value
	}
	p.spared = false
	return true
}

// wipe forgets the value.
func (p *pasteStep) wipe() {
	p.watch.halt()
	p.field.empty()
	p.before.wipe()
	p.same.wipe()
	p.found = provider.Finding{}
	p.forget()
	p.judge()
}

func (p *pasteStep) giveUp() bool { return p.check.giveUp() }

// take takes what was pasted, without what stands around the key. A key replaces
// what is there; anything else does not.
func (p *pasteStep) take(what string) {
	if strings.TrimSpace(what) == "" {
		if !p.holds() {
			p.note.Render(kit.Saying{Tone: kit.ToneInfo, Icon: "info", Text: kit.Words(text.T(wordsNoClipboard))})
			p.s.refresh()
		}
		return
	}
	b := []byte(what)
	defer clear(b)
	found := p.recognise(b)
	switch {
	case spares(p.field, p.found, found):
		p.spare()
		return
	case len(found.Value) == 0:
		p.note.Render(kit.Saying{Tone: kit.ToneInfo, Icon: "info", Text: kit.Words(text.T(wordsNoKey))})
		p.s.refresh()
		return
	}
	key := bytes.Clone(found.Value)
	p.keepBefore(key)
	p.found, p.bytes = found, len(b)
	p.found.Value = nil
	p.field.set(key, key)
	p.untell()
	p.forget()
	p.judge()
	p.same.ask()
}

// keepBefore keeps what is in the field, unless it is kept as a key anyway.
func (p *pasteStep) keepBefore(next []byte) {
	if !p.same.safe() {
		p.before.keep(p.field, next, p.found.Env)
	}
}

// remove empties the field, with a way to bring back what was there.
func (p *pasteStep) remove() {
	p.keepBefore(nil)
	p.field.drop()
	p.s.OnFocus(p.field)
}

// recognised says that the value is kept already, also on the step after.
func (p *pasteStep) recognised() {
	p.judge()
	if by := p.same.holder(); by.ID != "" && p.s.at == setupName && p.s.name.stop == nil {
		p.s.name.saysKept(by)
	}
}

func (p *pasteStep) fromClipboard() {
	p.take(p.s.w.clipboardText())
	p.s.OnFocus(p.field)
}

// changed is for a value that was typed, or another provider.
func (p *pasteStep) changed() {
	p.found = p.recognise(p.field.value)
	p.field.part, p.found.Value = p.found.Value, nil
	p.bytes = len(p.field.value)
	p.field.Refresh()
	p.untell()
	p.forget()
	p.judge()
	p.same.askSoon()
}

// untell forgets whose key the value before seemed to be by its start alone.
func (p *pasteStep) untell() {
	if p.s.draft.told {
		p.s.choose(provider.Provider{})
	}
}

// forget is for another value, or another provider.
func (p *pasteStep) forget() {
	p.kept, p.answered, p.spared = false, false, false
	p.s.draft.kind = provider.Kind{}
	p.check.forget()
}

// judge says the one worst thing about the value.
func (p *pasteStep) judge() {
	d := &p.s.draft
	p.judged = d.provider.ID
	if !p.holds() {
		p.verdict = verdict{}
	} else {
		p.verdict = judge(pasted{
			found: p.found, chars: utf8.RuneCount(p.field.part), bytes: p.bytes, chosen: d.provider, told: d.told, answered: p.answered, checked: d.checked,
		})
	}
	if by := p.same.holder(); by.ID != "" {
		p.verdict = keptAlready(by).of(p.verdict)
	}
	if p.verdict.known {
		d.kind = p.verdict.match.Kind
	}
	if d.provider.ID == "" { // nobody chose one: the key does
		if d.told = p.verdict.begins.ID != ""; d.told {
			d.provider = p.verdict.begins
		} else {
			d.provider = p.verdict.match.Provider
		}
		p.judged = d.provider.ID
	}
	p.show()
}

func (p *pasteStep) show() {
	v, d := p.verdict, &p.s.draft
	p.field.bad = v.bad
	p.field.Refresh()
	said := v.Saying
	said.Acts, said.Choices = p.acts(), p.choices()
	if len(said.Acts) > 1 { // one line may have no room for them
		said.Acts, said.Choices = nil, said.Acts
	}
	if p.spared {
		said.Tone, said.Icon, said.Text, said.More = kit.ToneInfo, "info", kit.Words(text.Sentences(text.T(wordsNoKey), text.T(wordsStillHere))), plain(v.Text)
	}
	p.note.Render(p.before.offer(said, p.bringBack))
	has := p.holds()
	kit.Show(p.empty, !has)
	reads := p.s.w.p.Clipboard != nil
	kit.Show(p.from, reads)
	kit.Show(p.clears, reads && !v.never)
	kit.Show(p.fillsBox, reads && (!has || p.watch.on()))
	settled := p.found.Problem != provider.Spaces && v.switchTo.ID == "" && v.which == nil && !v.never && (!v.stops || p.kept || d.checked.Result != "")
	p.check.render(d.provider, d.kind, has && settled)
	p.all.Refresh()
	p.s.refresh()
}

func (p *pasteStep) acts() []kit.Act {
	v := p.verdict
	switch by := p.same.holder(); {
	case by.ID != "":
		return []kit.Act{p.s.w.shows(by, p.s.askFirst)}
	case v.stops && !p.kept:
		return append(p.unwrapping(), kit.Act{Label: text.T(wordsKeepAnyway), Do: func() { p.kept = true; p.show(); p.s.OnFocus(p.field) }})
	case v.switchTo.ID != "":
		return []kit.Act{{Label: text.T("Switch to %s", v.switchTo.Name), Do: func() { p.switchTo(v.switchTo) }}}
	case v.again:
		return []kit.Act{{Label: text.T("Try again"), Do: p.check.again}}
	}
	return nil
}

// unwrapping offers to take the line breaks out.
func (p *pasteStep) unwrapping() []kit.Act {
	return unwrapping(p.found, p.field, p.recognise, func() {
		env := p.found.Env
		p.changed()
		p.found.Env = cmp.Or(p.found.Env, env)
		p.same.ask()
		p.s.OnFocus(p.field)
	})
}

func (p *pasteStep) switchTo(to provider.Provider) {
	p.s.choose(to)
	p.changed()
	p.s.OnFocus(p.field)
}

// choices answer which kind of key it is.
func (p *pasteStep) choices() []kit.Act {
	var all []kit.Act
	if p.verdict.which == nil {
		return nil
	}
	for _, m := range p.verdict.which {
		name := text.Of(m.Kind.Name)
		if m.Provider.ID != p.s.draft.provider.ID {
			name = wordsKindAt(m.Provider.Name, name)
		}
		all = append(all, kit.Act{Label: capital(name), Do: func() { p.answer([]provider.Match{m}, m.Provider) }})
	}
	chosen := p.s.draft.provider
	return append(all, kit.Act{Label: text.T(wordsSomethingNew), Do: func() { p.answer(nil, chosen) }})
}

func (p *pasteStep) answer(m []provider.Match, of provider.Provider) {
	p.s.choose(of)
	p.found.Matches, p.answered = m, true
	p.judge()
	p.s.OnFocus(p.field)
}
