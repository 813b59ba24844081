package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

const wordsCopyNow = "Copy now"

// doneStep says that the key is stored, and how to use it.
type doneStep struct {
	s *setup

	name, where  *kit.Prose
	tray         *fyne.Container
	click        *kit.Prose
	command      []*kit.Line // broken only where a shell does not mind
	line         string      // the same, to copy
	copy         *kit.Button
	keyboard     *fyne.Container
	note         *kit.Note
	login        *loginQuestion
	another, now *kit.Button
	box          *fyne.Container
}

func newDoneStep(s *setup) *doneStep {
	p := &doneStep{s: s, note: kit.NewNote(s.escape), login: newLoginQuestion(s), tray: container.New(kit.Column{})}
	p.name = kit.NewProse("", theme.SizeNameHeadingText, theme.ColorNameForeground).Bold()
	p.where = kit.NewProse("", theme.SizeNameText, kit.ColorMuted)
	head := container.New(sided{80}, container.New(square{64}, kit.NewReadyDisc()), container.New(kit.Middle{}, container.New(kit.Column{Gap: 2}, p.name, p.where)))
	p.click = kit.NewProse("", kit.SizeNameSmall, kit.ColorMuted)
	command := container.New(kit.Column{Gap: 2})
	for range 3 {
		l := kit.NewLine("", kit.SizeCaption, theme.ColorNameForeground).Cut()
		l.Style.Monospace = true
		p.command = append(p.command, l)
		command.Add(l)
	}
	p.copy = kit.NewButton(text.C("button", "Copy"), "copy", kit.LookPlain, kit.HeightSmall, p.copyCommand)
	s.watchButton(p.copy)
	p.keyboard = container.New(kit.Column{Gap: 6}, kit.NewBold(text.T("Or in a terminal"), kit.SizeBody, theme.ColorNameForeground).Cut(), command, container.NewHBox(p.copy))
	words := container.New(kit.Column{Gap: 14}, container.New(kit.Column{Gap: 6}, kit.NewBold(text.T("Copy it from the tray"), kit.SizeBody, theme.ColorNameForeground).Cut(), p.click), p.keyboard)
	p.another = kit.NewButton(text.T("Add another"), "plus", kit.Look{Text: theme.ColorNameHyperlink}, kit.HeightPlain, func() { p.login.passed(); s.w.Open(api.View{Name: api.ViewAdd}) })
	p.now = kit.NewButton(text.C("button", "Copied"), "copy", kit.LookPlain, kit.HeightPlain, func() { s.w.copyKey(s.draft.stored.ID) })
	p.now.Width = p.now.MinSize().Width
	p.now.Set(text.T(wordsCopyNow), "copy", p.now.Look)
	p.now.Width = max(p.now.Width, p.now.MinSize().Width) // it stays where it is, whatever it says
	p.another.Escape, p.now.Escape = s.escape, s.escape
	p.box = container.New(kit.Column{Gap: 18}, head, widget.NewSeparator(), container.New(&halves{gap: 24, least: 190}, p.tray, words), container.New(kit.Column{Gap: 12}, p.note.Box, p.login.box))
	return p
}

func (p *doneStep) title() string              { return "" }
func (p *doneStep) content() fyne.CanvasObject { return p.box }
func (p *doneStep) focus() fyne.Focusable      { return nil } // the wizard takes its own button: Enter ends it
func (p *doneStep) next() (string, bool)       { return text.T("Done"), true }

// buttons stand in the place of Cancel and Back.
func (p *doneStep) buttons() (left, beside []*kit.Button) {
	return []*kit.Button{p.another}, []*kit.Button{p.now}
}

// done leaves for the keys, at the new one.
func (p *doneStep) done() bool {
	p.login.passed()
	w, id := p.s.w, p.s.draft.stored.ID
	w.openKeys(filterAll, "")
	w.await(id)
	return false
}

func (p *doneStep) enter() { p.render(p.s.w.state) }

// render shows the key as it is now, and the tray as it looks with it.
func (p *doneStep) render(st api.State) {
	k := p.key(st)
	if k.ID == "" {
		return
	}
	p.name.Set(wordsReady(k.Name))
	p.renderCopy(st)
	p.click.Set(text.Sentences(text.T("Click the tray icon, then the name."), p.s.w.keys.detail.card.idleWords))
	kit.Show(p.keyboard, k.Env != "")
	if k.Env != "" {
		p.line = lineOf(k)
		for i, l := range shellLines(p.line) {
			p.command[i].Set(l, theme.ColorNameForeground)
		}
	}
	p.tray.Objects = []fyne.CanvasObject{drawTray(st, k, text.Time(p.s.w.p.Now()))}
	p.note.Render(kit.Saying{Tone: kit.ToneInfo, Icon: "bell", Text: wordsReminder(k)})
	p.login.render(st)
	p.box.Refresh()
}

// renderCopy says how the copy of the key stands, while there is one, and else where its
// value is.
func (p *doneStep) renderCopy(st api.State) {
	stored := wordsStored(st.Keychain)
	if p.s.draft.cleared {
		stored = text.Sentences(stored, text.T(wordsBoardCleared))
	}
	p.where.Set(saysLive(p.now, text.T(wordsCopyNow), p.s.w.copyOf(p.s.draft.stored.ID), stored))
}

// key is the new key as the newest state has it; before that, as it was stored.
func (p *doneStep) key(st api.State) api.Key {
	d := p.s.draft
	for _, k := range st.Keys {
		if k.ID == d.stored.ID {
			return k
		}
	}
	return d.stored
}

func (p *doneStep) copyCommand() {
	if p.s.w.p.Clipboard == nil {
		return
	}
	p.s.w.p.Clipboard.SetContent(p.line)
	p.s.w.saysCopied(p.copy, text.C("button", "Copy"))
}

// shellLines breaks a line for a shell in three, each side of the command in it: there
// whoever types it off may press Enter. Anywhere else the name would become another one.
func shellLines(line string) [3]string {
	const opens, closes = `"$(`, `)"`
	before, rest, _ := strings.Cut(line, opens)
	return [3]string{before + opens, strings.TrimSuffix(rest, closes), closes}
}
