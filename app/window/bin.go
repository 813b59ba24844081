package window

import (
	"context"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// binPage shows the keys that were deleted and can still be had back.
type binPage struct {
	*listing
	OnRestore func(api.Key)
	OnDestroy func(api.Key)

	w    *Window
	keys []api.Key // nil before the first state
}

func newBinPage(w *Window) *binPage {
	p := &binPage{w: w, listing: newListing(text.T("Bin"), w.back)}
	p.refocus = func() { w.focusOn(p, p.back) }
	p.OnRestore = func(k api.Key) {
		w.then(func(ctx context.Context, svc api.Service) error {
			_, err := svc.Restore(ctx, k.ID)
			return err
		}, func() { w.toasting(message{text: text.T("Restored “%s”", short(k.Name)), good: true}) })
	}
	p.OnDestroy = func(k api.Key) {
		w.confirm(text.T("Delete %s forever?", k.Name), wordsForever(kit.Issuer(k)), text.T("Delete forever"), func() {
			w.then(func(ctx context.Context, svc api.Service) error {
				_, err := svc.Remove(ctx, api.RemoveRequest{Name: k.ID, Forever: true})
				return err
			}, func() {
				w.toasting(message{text: text.T("Deleted “%s” forever", short(k.Name)), good: true, icon: "trash"})
			})
		})
	}
	return p
}

func (p *binPage) render(st api.State) {
	if p.keys != nil && (len(p.keys) == 0 && len(st.Deleted) == 0 || reflect.DeepEqual(p.keys, st.Deleted)) {
		return // the focus stays where it is
	}
	p.keys = append([]api.Key{}, st.Deleted...)
	if len(p.keys) == 0 {
		p.say("trash", text.T(wordsBinEmpty), text.T(wordsBin))
		return
	}
	var rows []fyne.CanvasObject
	for _, k := range p.keys {
		rows = append(rows, p.row(k), widget.NewSeparator())
	}
	p.fill(rows)
}

func (p *binPage) row(k api.Key) fyne.CanvasObject {
	restore := p.act(text.C("button", "Restore"), kit.LookPlain, func() { p.OnRestore(k) })
	destroy := p.act(text.T("Delete forever"), kit.LookDanger, func() { p.OnDestroy(k) })
	restore.Label, destroy.Label = text.T("Restore %s", k.Name), text.T("Delete %s forever", k.Name)
	from := kit.NewLine(wordsBinned(k), kit.SizeSmall, kit.ColorMuted).Cut()
	kit.Show(from, from.Text != "")
	words := container.New(kit.Column{Gap: 2}, kit.NewBold(k.Name, kit.SizeBody, theme.ColorNameForeground).Cut(), from,
		kit.NewProse(wordsGoes(k.DeletedAt), kit.SizeNameSmall, kit.ColorMuted))
	return kit.Inset(container.New(&kit.WithActions{Least: 240}, words, kit.Actions(restore, destroy)), 10, 10, 0, 0)
}
