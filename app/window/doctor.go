package window

import (
	"cmp"
	"context"
	"slices"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
)

// doctorPage shows what the doctor found, what failed first.
type doctorPage struct{ *listing }

func newDoctorPage(w *Window) *doctorPage {
	p := &doctorPage{newListing("Doctor", w.back)}
	p.say("Looking at the keychain, the clipboard and the rest.")
	ask(w, func(ctx context.Context, svc api.Service) ([]api.Finding, error) {
		return svc.Doctor(ctx)
	}, func(found []api.Finding, err error) {
		if err != nil {
			p.say(sentence(err))
			return
		}
		p.list(found)
	})
	return p
}

func (p *doctorPage) list(found []api.Finding) {
	order := map[string]int{api.FindingFailed: 0, api.FindingWarning: 1, api.FindingOK: 2}
	phases := map[string]string{api.FindingFailed: "overdue", api.FindingWarning: "due", api.FindingOK: "fresh"}
	found = slices.SortedStableFunc(slices.Values(found), func(a, b api.Finding) int {
		return cmp.Compare(order[a.Result], order[b.Result])
	})
	p.rows.Objects = nil
	for _, f := range found {
		mark := newGlyph()
		mark.set(phases[f.Result])
		name := newBold(f.Check, sizeBody, theme.ColorNameForeground).cut()
		words := newProse(f.Text, theme.SizeNameText, theme.ColorNameForeground)
		cure := newProse(f.Cure, sizeNameSmall, colorMuted)
		show(cure, f.Cure != "")
		p.rows.Add(inset(container.NewBorder(nil, nil, inset(container.NewCenter(mark), 0, 0, 0, 12), nil,
			container.New(column{2}, name, words, cure)), 10, 10, 0, 0))
		p.rows.Add(widget.NewSeparator())
	}
	p.rows.Refresh()
}
