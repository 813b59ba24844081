package window

import (
	"context"

	"keytray/app/api"
)

// expose marks the key, and says where it was seen: of several presses the last one counts.
func (p *leakedPage) expose(where string) {
	p.where = where
	p.takeBack.Enable() // it may be waiting for its turn, which this takes
	p.render(p.w.state)
	p.marking.Do(func() { p.sendExposure(where) })
}

func (p *leakedPage) sendExposure(where string) {
	r := api.ExposeRequest{Name: p.key.ID, Where: where}
	if p.key.Exposure != nil {
		r.Note = p.key.Exposure.Note
	}
	write(p.w, func(ctx context.Context, svc api.Service) (api.Key, error) {
		return svc.Expose(ctx, r)
	}, func(_ api.Key, err error) {
		if err == nil {
			p.noted = where
		}
		if p.marking.Ended() {
			return
		}
		if err != nil {
			p.where = p.noted
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
	p.takeBack.Disable()
	p.w.fail(nil)
	p.marking.Do(p.sendTakenBack)
}

func (p *leakedPage) sendTakenBack() {
	id := p.key.ID
	write(p.w, func(ctx context.Context, svc api.Service) (api.Key, error) {
		return svc.Unexpose(ctx, id)
	}, func(_ api.Key, err error) {
		p.takeBack.Enable()
		if p.marking.Ended() {
			return // a press after it says that it leaked after all
		}
		p.w.fail(err)
		if err == nil {
			p.w.done(p)
		}
	})
}
