package window

import (
	"context"

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

// rotate goes on with the rotation, unless an answer has to be waited for.
func (p *leakedPage) rotate() {
	if p.w.mayGo() {
		p.w.Open(api.View{Name: api.ViewRotate, Key: p.key.ID})
	}
}

// unexpose takes the mark away, once however often it is pressed.
func (p *leakedPage) unexpose() {
	id := p.key.ID
	p.takeBack.Disable()
	p.w.fail(nil)
	ask(p.w, func(ctx context.Context, svc api.Service) (api.Key, error) {
		return svc.Unexpose(ctx, id)
	}, func(_ api.Key, err error) {
		p.takeBack.Enable()
		p.w.fail(err)
		if err == nil {
			p.w.done(p)
		}
	})
}
