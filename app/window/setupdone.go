package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
)

// doneStep says that the key is stored, and how to use it.
type doneStep struct {
	s *setup

	name, where  *prose
	tray         *fyne.Container
	click        *prose
	command      *prose
	copy         *button
	keyboard     *fyne.Container
	note         *note
	another, now *button
	box          *fyne.Container
}

func newDoneStep(s *setup) *doneStep {
	p := &doneStep{s: s, note: newNote(s.escape), tray: container.New(column{})}
	p.name = newProse("", theme.SizeNameHeadingText, theme.ColorNameForeground).bold()
	p.where = newProse("", theme.SizeNameText, colorMuted)
	head := container.New(sided{80}, container.New(square{64}, newReadyDisc()), container.New(middle{}, container.New(column{2}, p.name, p.where)))
	p.click = newProse("", sizeNameSmall, colorMuted)
	p.command = newProse("", theme.SizeNameCaptionText, theme.ColorNameForeground)
	p.command.seg.Style.TextStyle.Monospace = true
	p.copy = newButton("Copy", "copy", lookPlain, heightSmall, p.copyCommand)
	s.watchButton(p.copy)
	p.keyboard = container.New(column{6}, newBold("Or from the keyboard", sizeBody, theme.ColorNameForeground).cut(), p.command, container.NewHBox(p.copy))
	words := container.New(column{14}, container.New(column{6}, newBold("Copy it from the tray", sizeBody, theme.ColorNameForeground).cut(), p.click), p.keyboard)
	p.another = newButton("Add another", "plus", look{text: theme.ColorNameHyperlink}, heightPlain, func() { s.w.Open(api.View{Name: api.ViewAdd}) })
	p.now = newButton("Copy now", "copy", lookPlain, heightPlain, func() { s.w.copyKey(s.draft.stored.ID) })
	p.another.escape, p.now.escape = s.escape, s.escape
	p.box = container.New(column{18}, head, widget.NewSeparator(), container.New(&halves{gap: 24, least: 190}, p.tray, words), p.note.box)
	return p
}

func (p *doneStep) title() string              { return "" }
func (p *doneStep) content() fyne.CanvasObject { return p.box }
func (p *doneStep) focus() fyne.Focusable      { return nil } // the wizard takes its own button: Enter ends it
func (p *doneStep) next() (string, bool)       { return "Done", true }
func (p *doneStep) slow()                      {}

// buttons stand in the place of Cancel and Back.
func (p *doneStep) buttons() (left, beside []*button) {
	return []*button{p.another}, []*button{p.now}
}

// done leaves for the keys, at the new one.
func (p *doneStep) done() bool {
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
	stored := wordsStored(st.Keychain)
	if p.s.draft.cleared {
		stored += " " + wordsBoardCleared
	}
	p.name.set(wordsReady(k.Name))
	p.where.set(stored)
	p.click.set("Click the tray icon, then the name. " + p.s.w.keys.detail.card.idleWords)
	show(p.keyboard, k.Env != "")
	if k.Env != "" {
		p.command.set(wordsGet(k))
	}
	p.tray.Objects = []fyne.CanvasObject{drawTray(st, k, p.s.w.p.Now().Format("15:04"))}
	before, day, after := wordsReminder(k)
	p.note.render(saying{tone: toneInfo, icon: "bell", text: words(before, day, after)})
	p.box.Refresh()
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
	p.s.w.p.Clipboard.SetContent(p.command.seg.Text)
	p.copy.set("Copied", "check", lookPlain)
}
