package window

import (
	"context"

	"keytray/app/api"
	"keytray/app/window/client"
)

// checkKey asks the provider of a stored key whether it works; while it is asked
// it gives that up.
func (w *Window) checkKey(id string) {
	v := w.keys.detail.verified
	if w.stopCheck != nil {
		w.stopCheck()
		w.stopCheck = nil
		was := v.asking
		v.asking = ""
		if was == id {
			w.refresh()
			return
		}
	}
	w.fail(nil)
	w.checks++
	turn := w.checks
	v.asking, v.asked, v.answer, v.failed = id, "", "", false
	w.stopCheck = ask(w, func(ctx context.Context, svc api.Service) (api.Checked, error) {
		// The button says which host it asks, where the key may be of another.
		return svc.Check(ctx, api.CheckRequest{Name: id, Confirmed: true})
	}, func(a api.Checked, err error) {
		if turn != w.checks || v.asking != id {
			return // given up
		}
		w.stopCheck, v.asking = nil, ""
		switch {
		case err == nil:
			v.asked, v.answer, v.failed = id, a.Text, a.Result == api.CheckUnknown
		case !w.unlockFor(id, err):
			v.asked, v.answer, v.failed = id, client.Sentence(err), true
		}
		w.refresh()
	})
	w.refresh()
}
