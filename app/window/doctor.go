package window

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
)

// doctorPage shows what the doctor found, what failed first, and does what a
// finding offers.
type doctorPage struct {
	OnLook    func()
	OnReport  func()
	OnFix     func(*findingRow)
	OnView    func(view string)
	OnCommand func(command string)
	OnStart   func() // an agent
	OnAgain   func() page
	ended     func() bool
	focusOn   func(fyne.Focusable)

	found   []api.Finding
	rows    []*findingRow
	fixing  api.Finding // what is being mended at this moment; without Fix nothing is
	stop    func()      // gives that up
	looks   int         // how often it was asked to look
	looking bool
	gone    bool // there is no agent

	back, report, recheck *kit.Button
	summary               *kit.Prose
	said                  *banner
	notice                *fyne.Container // it
	list                  *fyne.Container
	card                  *fyne.Container
	foot                  *fyne.Container
	scroll                *container.Scroll
	box                   *fyne.Container
}

func newDoctorForm(onBack func()) *doctorPage {
	p := &doctorPage{said: newBanner(), list: container.New(kit.Column{}), ended: func() bool { return false }}
	p.back = kit.NewButton("", "left", kit.LookQuiet, kit.HeightPlain, onBack)
	p.back.Label = text.T("Back")
	p.report = kit.NewButton(text.T("Copy report"), "copy", kit.LookPlain, kit.HeightPlain, func() { p.OnReport() })
	p.recheck = kit.NewButton(text.T("Check again"), "refresh", kit.LookPlain, kit.HeightPlain, func() { p.OnLook() })
	for _, b := range []*kit.Button{p.back, p.report, p.recheck} {
		b.Escape = onBack
	}
	p.summary = kit.NewProse("", theme.SizeNameText, kit.ColorMuted)
	title := container.New(kit.Middle{}, kit.NewBold(text.T("Doctor"), kit.SizeTitle, theme.ColorNameForeground).Cut())
	words := container.New(kit.Column{Gap: 2}, container.New(tall{kit.HeightPlain}, title), p.summary)
	name := container.New(kit.BesideTop{First: kit.HeightPlain, Gap: 12}, p.back, words)
	head := container.New(&kit.WithActions{Least: 280}, name, kit.Actions(p.report, p.recheck))
	p.card = container.NewStack(kit.NewPlate(kit.ColorSurface, theme.ColorNameSeparator, theme.SizeNameCardRadius), p.list)
	shield := container.NewCenter(widget.NewIcon(kit.Icon("shield", kit.ColorMuted)))
	p.foot = container.New(kit.BesideTop{First: 18, Gap: 6}, shield,
		container.New(kit.Middle{}, kit.NewProse(text.T("The report holds no key, no name and no path."), kit.SizeNameSmall, kit.ColorMuted)))
	p.notice = kit.Inset(p.said.box, -8, -8, -12, -12) // as wide as the rows
	p.notice.Hide()
	column := container.New(kit.Column{Gap: 14}, head, p.notice, p.card, p.foot)
	p.scroll = container.NewVScroll(kit.Inset(container.New(kit.Readable{Width: settingsWidth}, column), 16, 24, settingsEdge, settingsEdge))
	p.box = container.NewStack(kit.NewPlate(kit.ColorSurface, "", ""), p.scroll)
	return p
}

func newDoctorPage(w *Window) *doctorPage {
	p := newDoctorForm(w.back)
	p.ended = func() bool { return w.ended }
	p.focusOn = func(f fyne.Focusable) { w.focusOn(p, f) }
	p.OnStart = w.startAgain
	p.OnAgain = func() page { return newDoctorPage(w) }
	p.OnView = func(view string) { w.Open(api.View{Name: view}) }
	p.OnCommand = func(command string) {
		w.copiesText(command, text.T("The command is on the clipboard."))
	}
	p.OnReport = func() {
		p.report.Disable()
		before, asked := w.state.Clipboard, w.copy.asked
		ask(w, func(ctx context.Context, svc api.Service) (string, error) { return svc.Report(ctx) }, func(report string, err error) {
			p.report.Enable()
			if err != nil {
				p.tell(message{text: client.Sentence(err), bad: true})
				return
			}
			now := w.state.Clipboard
			if !w.inSight(p) || w.copy.asked != asked || now.Live() && now != before { // what was copied since stays
				w.toasting(message{text: text.T("The report came too late and was not copied.")})
				return
			}
			w.copiesText(report, text.T("The report is on the clipboard."))
		})
	}
	p.OnFix = func(r *findingRow) { w.confirmFix(r.f, func() { p.fix(w, r) }) }
	p.OnLook = func() {
		if !p.looking {
			p.tell(message{})
			p.look(w)
		}
	}
	p.look(w)
	return p
}

// copiesText puts what is no secret on the clipboard, and says so.
func (w *Window) copiesText(content, said string) {
	if w.p.Clipboard != nil {
		w.p.Clipboard.SetContent(content)
		w.toasting(message{text: said, good: true})
	}
}

// look asks the doctor; what is in sight stays until there is an answer.
func (p *doctorPage) look(w *Window) {
	p.looks++
	mine := p.looks
	p.checking(true)
	ask(w, func(ctx context.Context, svc api.Service) ([]api.Finding, error) {
		return svc.Doctor(ctx)
	}, func(found []api.Finding, err error) {
		if mine != p.looks {
			return // it looks again already
		}
		p.checking(false)
		switch kind := api.KindOf(err); {
		case err == nil:
			p.gone = false
			p.show(found)
		case kind == api.NoAgent || kind == api.Ended:
			p.gone = true
			p.show(alone())
		default:
			p.tell(message{text: client.Sentence(err), bad: true})
			p.sum()
		}
	})
}

// checking shows that the doctor looks.
func (p *doctorPage) checking(on bool) {
	p.looking = on
	if on && len(p.rows) == 0 {
		p.summary.Set(text.T("Looking at the keychain, the clipboard and the rest."))
	}
	p.sum()
}

// sum counts what was found; the report is there as long as there is an agent.
func (p *doctorPage) sum() {
	if len(p.found) > 0 {
		p.summary.Set(wordsFound(p.found))
	}
	kit.Show(p.card, len(p.rows) > 0)
	kit.Show(p.foot, len(p.rows) > 0 && !p.gone)
	kit.Show(p.report, !p.gone)
	p.refresh()
}

// fix does what a finding offers, says how it ended and looks again.
func (p *doctorPage) fix(w *Window, r *findingRow) {
	p.tell(message{})
	fix := r.f.Fix
	stopped := false
	stop := writeUnlimited(w, func(ctx context.Context, svc api.Service) (api.Finding, error) {
		return svc.Fix(ctx, fix)
	}, func(done api.Finding, err error) {
		p.fixing, p.stop = api.Finding{}, nil
		m := message{text: done.Text, good: done.Result == api.FindingOK, bad: done.Result == api.FindingFailed}
		switch {
		case err != nil && stopped:
			m = message{text: text.T("You stopped it before it was done.")}
		case err != nil:
			m = message{text: client.Sentence(err), bad: true}
		}
		if !w.inReach(p) { // it went on without the page
			w.toasting(m)
			return
		}
		p.tell(m)
		p.acting()
		p.look(w)
	})
	p.fixing, p.stop = r.f, func() { stopped = true; stop() }
	p.acting()
}

// acting shows what can be done: nothing but to stop while something is mended.
func (p *doctorPage) acting() {
	for _, r := range p.rows {
		r.acting(p.fixing)
	}
	p.refresh()
}

// show takes what was found.
func (p *doctorPage) show(found []api.Finding) {
	at := p.focused()
	found = p.withFixing(found)
	p.found, p.rows, p.list.Objects = found, nil, nil
	for i, f := range worstFirst(found) {
		if i > 0 {
			p.list.Add(widget.NewSeparator())
		}
		r := p.newRow(f)
		p.rows = append(p.rows, r)
		p.list.Add(r.box)
	}
	p.acting()
	p.sum()
	if at != "" { // the button that had the focus is another one now
		p.focusOn(p.buttonOf(at))
	}
}

// withFixing are what was found, and what is being mended: it can be stopped even if it is
// not among them any more.
func (p *doctorPage) withFixing(found []api.Finding) []api.Finding {
	if p.gone || p.fixing.Fix == "" || slices.ContainsFunc(found, func(f api.Finding) bool { return f.Fix == p.fixing.Fix }) {
		return found
	}
	return append(slices.Clone(found), p.fixing)
}

// focused is the check whose button has the focus.
func (p *doctorPage) focused() string {
	for _, r := range p.rows {
		if r.act.Focused {
			return r.f.Check
		}
	}
	return ""
}

func (p *doctorPage) buttonOf(check string) fyne.Focusable {
	for _, r := range p.rows {
		if r.f.Check == check && r.act.Visible() && !r.act.Disabled() {
			return r.act
		}
	}
	return p.recheck
}

// tell says how something ended, above the rows.
func (p *doctorPage) tell(m message) {
	p.said.render(m)
	kit.Show(p.notice, m.text != "")
	p.refresh() // the rows make room
}

// refresh sets everything anew. How high the rows are shows only once they are as wide as
// they will be, so the scroll looks again.
func (p *doctorPage) refresh() {
	p.box.Refresh()
	p.list.Refresh()
	p.scroll.Refresh()
}

func (p *doctorPage) content() fyne.CanvasObject { return p.box }
func (p *doctorPage) focus() fyne.Focusable      { return p.recheck }
func (p *doctorPage) escape()                    { p.back.Press() }
func (p *doctorPage) keeps() string              { return "" }
func (p *doctorPage) leave()                     {} // what is mended goes on
func (p *doctorPage) holds() bool                { return p.fixing.Fix != "" }
func (p *doctorPage) anew() page                 { return p.OnAgain() }

// render follows the end of the agent; reconnected its return.
func (p *doctorPage) render(api.State) {
	if p.ended() && !p.gone {
		p.gone = true
		p.looks++ // what it answers still is not true any more
		p.checking(false)
		p.show(alone())
	}
}

func (p *doctorPage) reconnected() { p.looking = false; p.OnLook() }

func (p *doctorPage) hints() []hint {
	return []hint{{[]string{text.C("key", "Esc")}, text.T("Go back")}}
}
