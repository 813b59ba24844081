package window

import (
	"context"
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"keytray/app/api"
)

// expose marks the key, and says where it was seen.
func (p *leakedPage) expose(where string) {
	was, r := p.where, api.ExposeRequest{Name: p.key.ID, Where: where}
	if p.key.Exposure != nil {
		r.Note = p.key.Exposure.Note
	}
	p.where = where
	p.render(p.w.state)
	ask(p.w, func(ctx context.Context, svc api.Service) (api.Key, error) {
		return svc.Expose(ctx, r)
	}, func(_ api.Key, err error) {
		if err != nil {
			p.where = was
			p.render(p.w.state)
		}
		p.w.fail(err)
	})
}

// unexpose takes the mark away.
func (p *leakedPage) unexpose() {
	id := p.key.ID
	p.w.then(func(ctx context.Context, svc api.Service) error {
		_, err := svc.Unexpose(ctx, id)
		return err
	}, func() { p.w.done(p) })
}

// open shows a page of the catalogue in the browser. Where that fails it shows the
// address.
func (p *leakedPage) open(u *url.URL) {
	p.w.openURL(u, func(err error) {
		p.fail.Objects = nil
		if err != nil {
			address := widget.NewLabel(wordsNotOpened(u.String()))
			address.Selectable, address.Wrapping = true, fyne.TextWrapBreak
			p.fail.Objects = []fyne.CanvasObject{address}
		}
		show(p.fail, err != nil)
		p.box.Refresh()
	})
}
