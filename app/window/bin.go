package window

import (
	"context"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
)

// binPage shows the keys that were deleted and can still be had back.
type binPage struct {
	*listing
	OnRestore func(api.Key)
	OnDestroy func(api.Key)

	keys []api.Key // nil before the first state
}

func newBinPage(w *Window) *binPage {
	p := &binPage{listing: newListing("Bin", w.back)}
	p.refocus = func() { w.focusOn(p, p.back) }
	p.OnRestore = func(k api.Key) {
		w.then(func(ctx context.Context, svc api.Service) error {
			_, err := svc.Restore(ctx, k.ID)
			return err
		}, func() { w.toasting(message{text: "Restored “" + short(k.Name) + "”"}) })
	}
	p.OnDestroy = func(k api.Key) {
		w.confirm("Delete "+k.Name+" forever?", wordsForever(issuer(k)), "Delete forever", func() {
			w.then(func(ctx context.Context, svc api.Service) error {
				_, err := svc.Remove(ctx, api.RemoveRequest{Name: k.ID, Forever: true})
				return err
			}, func() { w.toasting(message{text: "Deleted “" + short(k.Name) + "” forever"}) })
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
		p.say(wordsBinEmpty)
		return
	}
	var rows []fyne.CanvasObject
	for _, k := range p.keys {
		rows = append(rows, p.row(k), widget.NewSeparator())
	}
	p.fill(rows)
}

func (p *binPage) row(k api.Key) fyne.CanvasObject {
	restore := p.act("Restore", lookPlain, func() { p.OnRestore(k) })
	destroy := p.act("Delete forever", lookDanger, func() { p.OnDestroy(k) })
	from := newLine(wordsBinned(k), sizeSmall, colorMuted).cut()
	show(from, from.text != "")
	words := container.New(column{2}, newBold(k.Name, sizeBody, theme.ColorNameForeground).cut(), from,
		newProse(wordsGoes(k.DeletedAt), sizeNameSmall, colorMuted))
	return inset(container.New(&withActions{least: 240}, words, actions(restore, destroy)), 10, 10, 0, 0)
}

// binRow leads from the settings to the bin.
type binRow struct {
	count *line
	open  *button
	box   fyne.CanvasObject
}

func newBinRow(onOpen, escape func()) *binRow {
	r := &binRow{count: newLine("", sizeCaption, theme.ColorNamePlaceHolder).cut()}
	r.open = newButton("Open the bin", "", lookPlain, heightPlain, onOpen)
	r.open.escape = escape
	words := container.New(column{2}, newProse(wordsBin, theme.SizeNameText, theme.ColorNameForeground), r.count)
	r.box = inset(container.New(&withActions{least: 180}, words, actions(r.open)), 10, 10, 0, 0)
	return r
}

func (r *binRow) render(n int) { r.count.set(wordsInBin(n), theme.ColorNamePlaceHolder) }
