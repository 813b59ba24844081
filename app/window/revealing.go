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
	hold   int // counts presses, so that a late answer to an earlier one is dropped
	down   bool
	of     string // the ID of its key
	under  bool   // it is asked for
	giveUp func() // ends that
	stop   func() // the limit's timer
}

func (w *Window) revealKey(id string, down bool) {
	if !down {
		w.Conceal()
		return
	}
	if w.reveal.giveUp != nil {
		w.reveal.giveUp()
	}
	w.reveal.hold++
	w.reveal.of, w.reveal.down, w.reveal.under = id, true, true
	hold := w.reveal.hold
	w.fail(nil)
	w.followWait()
	w.reveal.giveUp = ask(w, func(ctx context.Context, svc api.Service) (secret.Value, error) {
		return svc.Get(ctx, api.GetRequest{Name: id, Why: api.WhyReveal})
	}, func(v secret.Value, err error) {
		if w.reveal.hold == hold {
			w.reveal.under = false
			w.followWait()
		}
		switch {
		case err != nil && w.reveal.hold == hold && w.unlockFor(id, err): // even after the release
		case !w.reveal.down || w.reveal.hold != hold:
			v.Wipe()
		case w.valueGone(id, err), w.gaveUp(err):
		case err != nil:
			w.failed(err, onceMore(err, w.unlockKeychain))
		default:
			w.keys.detail.card.reveal(v)
			w.reveal.stop = w.after(revealLimit, w.Conceal)
		}
	})
}

// Conceal hides every value, also when the window loses the focus.
func (w *Window) Conceal() {
	w.reveal.down = false
	w.followWait()
	if w.reveal.stop != nil {
		w.reveal.stop()
		w.reveal.stop = nil
	}
	w.keys.detail.card.reveal(secret.Value{})
	for _, f := range w.pasteFields() {
		f.conceal()
	}
}

// released ends what a press holds in sight. It is for a press whose end does not reach
// what it began on.
func (w *Window) released() {
	w.keys.detail.card.hold.Set(false)
	for _, f := range w.pasteFields() {
		f.eye.Set(false)
	}
}

// pasteFields are those that can show a new value, of all pages.
func (w *Window) pasteFields() (all []*pasteField) {
	for _, p := range append(slices.Clone(w.under), w.page) {
		switch p := p.(type) {
		case *setup:
			all = append(all, p.paste.field)
		case *rotateWizard:
			all = append(all, p.paste.field)
		}
	}
	return all
}
