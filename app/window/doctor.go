package window

import (
	"cmp"
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
)

// doctorPage shows what the doctor found, what failed first, and does what a
// finding offers.
type doctorPage struct {
	*listing
	OnFix func(api.Finding)
}

func newDoctorPage(w *Window) *doctorPage {
	p := &doctorPage{listing: newListing("Doctor", w.back)}
	p.OnFix = func(f api.Finding) { w.confirmFix(f, func() { p.fix(w, f) }) }
	p.refocus = func() { w.focusOn(p, p.back) }
	p.say("Looking at the keychain, the clipboard and the rest.")
	p.look(w)
	return p
}

func (p *doctorPage) look(w *Window) {
	ask(w, func(ctx context.Context, svc api.Service) ([]api.Finding, error) {
		return svc.Doctor(ctx)
	}, func(found []api.Finding, err error) {
		if err != nil {
			p.say(sentence(err))
			return
		}
		p.list(found)
	})
}

// fix does what a finding offers, says how it ended and looks again.
func (p *doctorPage) fix(w *Window, f api.Finding) {
	p.tell(message{})
	for _, b := range p.acts {
		b.Disable()
	}
	ask(w, func(ctx context.Context, svc api.Service) (api.Finding, error) {
		return svc.Fix(ctx, f.Fix)
	}, func(done api.Finding, err error) {
		if err != nil {
			p.tell(message{text: sentence(err), bad: true})
		} else {
			p.tell(message{text: done.Text, good: done.Result == api.FindingOK, bad: done.Result == api.FindingFailed})
		}
		p.look(w)
	})
}

func (p *doctorPage) list(found []api.Finding) {
	order := map[string]int{api.FindingFailed: 0, api.FindingWarning: 1, api.FindingOK: 2}
	found = slices.SortedStableFunc(slices.Values(found), func(a, b api.Finding) int {
		return cmp.Compare(order[a.Result], order[b.Result])
	})
	var rows []fyne.CanvasObject
	for _, f := range found {
		rows = append(rows, p.row(f), widget.NewSeparator())
	}
	p.fill(rows)
}
