package window

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// startsAgent is what a finding of the window's own does.
const startsAgent = "start"

// findingRow is one finding, with a button if something can be done about it.
type findingRow struct {
	f   api.Finding
	p   *doctorPage
	act *kit.Button
	box fyne.CanvasObject
}

// result is how a finding looks, and what it is called.
type result struct{ phase, icon, word string }

func resultOf(f api.Finding) result {
	switch f.Result {
	case api.FindingFailed:
		return result{"overdue", "x", text.C("finding", "Failed")}
	case api.FindingWarning:
		return result{"due", "warn", text.C("finding", "Warning")}
	}
	return result{"fresh", "check", text.C("finding", "OK")}
}

const findingHeight = 60

func (p *doctorPage) newRow(f api.Finding) *findingRow {
	r := &findingRow{f: f, p: p}
	how := resultOf(f)
	mark := kit.NewMark(how.icon, kit.PhaseColor(how.phase, kit.ToneTint), kit.PhaseColor(how.phase, kit.ToneText))
	name := kit.NewBold(cmp.Or(f.Title, f.Check), kit.SizeBody, theme.ColorNameForeground)
	word := kit.NewBold(how.word, kit.SizeCaption, kit.PhaseColor(how.phase, kit.ToneText))
	head := container.New(&kit.Flow{Gap: 8}, name, word)
	words := container.New(kit.Column{Gap: 2}, head, kit.NewProse(text.Sentences(f.Text, f.Cure), kit.SizeNameSmall, kit.ColorMuted))
	r.act = kit.NewButton(f.Does, "", kit.LookPlain, kit.HeightSmall, r.do)
	if f.Destroys {
		r.act.Look = kit.LookDanger
	}
	r.act.Escape = p.escape
	r.act.OnFocus = func() { scrollTo(p.scroll, r.box) }
	kit.Show(r.act, f.Does != "")
	line := container.New(&kit.WithActions{Least: 220}, container.New(kit.Middle{}, words), kit.Actions(r.act))
	r.box = container.New(tall{findingHeight}, kit.Inset(container.NewBorder(nil, nil, kit.Inset(container.New(kit.Middle{}, mark), 0, 0, 0, 12), nil, line), 9, 9, 16, 16))
	return r
}

// do does what the finding offers, or gives it up while it is done.
func (r *findingRow) do() {
	switch {
	case r.mended(r.p.fixing):
		r.p.stop()
	case r.f.Fix == startsAgent:
		r.p.OnStart()
	case r.f.Fix != "":
		r.p.OnFix(r)
	case r.f.View != "":
		r.p.OnView(r.f.View)
	case r.f.Command != "":
		r.p.OnCommand(r.f.Command)
	}
}

// mended tells whether it is what is being mended. The doctor may have looked again since
// that began, and this be another row about the same.
func (r *findingRow) mended(fixing api.Finding) bool { return r.f.Fix != "" && r.f.Fix == fixing.Fix }

// acting shows what can be pressed while another row, or this one, mends something.
func (r *findingRow) acting(fixing api.Finding) {
	words, mended := r.f.Does, r.mended(fixing)
	if mended {
		words = text.T("Cancel")
	}
	r.act.Set(words, "", r.act.Look)
	if fixing.Fix == "" || mended {
		r.act.Enable()
	} else {
		r.act.Disable()
	}
}

// confirmFix asks before something is destroyed.
func (w *Window) confirmFix(f api.Finding, do func()) {
	if !f.Destroys {
		do()
		return
	}
	does := strings.TrimSuffix(f.Does, "…")
	w.confirm(does, text.Sentences(f.Text, text.T("This cannot be taken back.")), does, do)
}

// worstFirst is what failed, then the warnings, then what is fine.
func worstFirst(found []api.Finding) []api.Finding {
	order := map[string]int{api.FindingFailed: 0, api.FindingWarning: 1, api.FindingOK: 2}
	return slices.SortedStableFunc(slices.Values(found), func(a, b api.Finding) int { return cmp.Compare(order[a.Result], order[b.Result]) })
}

// wordsFound says how many things work.
func wordsFound(found []api.Finding) string {
	fine, bad := 0, 0
	for _, f := range found {
		if f.Result == api.FindingOK {
			fine++
		} else {
			bad++
		}
	}
	works, needs := "", text.T("Nothing needs a hand.")
	if fine > 0 {
		works = text.N(fine, "1 thing works.", "%d things work.", fine)
	}
	if bad > 0 {
		needs = text.N(bad, "1 needs a hand.", "%d need a hand.", bad)
	}
	return text.Sentences(works, needs)
}

// alone is what can be said without an agent.
func alone() []api.Finding {
	return []api.Finding{
		{
			Check: "agent", Title: "Keytray", Result: api.FindingFailed, Fix: startsAgent, Does: text.C("the agent", "Start it"),
			Text: text.T("It is not running. It cannot copy, clear or remind."),
		},
		{Check: api.DoctorWindow, Title: text.T("Window"), Result: api.FindingOK, Text: text.T("The window is open. The rest can be checked once Keytray runs.")},
	}
}
