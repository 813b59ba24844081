package window

import (
	"context"
	"slices"
	"time"

	"keytray/app/api"
	"keytray/app/secret"
)

// revealLimit is the longest time a value is in sight, however long the button
// is held.
const revealLimit = 10 * time.Second

// revealing is the value being held in sight.
type revealing struct {
	hold int // counts presses, so that a late answer to an earlier one is dropped
	down bool
	stop func() // the limit's timer
}

func (w *Window) revealKey(id string, down bool) {
	if !down {
		w.Conceal()
		return
	}
	w.reveal.hold++
	w.reveal.down = true
	hold := w.reveal.hold
	w.fail(nil)
	ask(w, func(ctx context.Context, svc api.Service) (secret.Value, error) {
		return svc.Get(ctx, api.GetRequest{Name: id, Why: api.WhyReveal})
	}, func(v secret.Value, err error) {
		switch {
		case err != nil && w.reveal.hold == hold && w.unlockFor(id, err): // even after the release
		case !w.reveal.down || w.reveal.hold != hold:
			v.Wipe()
		case w.valueGone(id, err):
		case err != nil:
			w.fail(err)
		default:
			w.keys.detail.card.reveal(v)
			w.reveal.stop = w.after(revealLimit, w.Conceal)
		}
	})
}

// Conceal hides every value, also when the window loses the focus.
func (w *Window) Conceal() {
	w.reveal.down = false
	if w.reveal.stop != nil {
		w.reveal.stop()
		w.reveal.stop = nil
	}
	w.keys.detail.card.reveal(secret.Value{})
	for _, p := range append(slices.Clone(w.under), w.page) {
		if s, is := p.(*setup); is {
			s.paste.field.conceal()
		}
	}
}
