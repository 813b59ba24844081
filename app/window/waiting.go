package window

import (
	"context"
	"time"

	"keytray/app/api"
)

// waitFor says that the keychain keeps us waiting, once that takes longer than
// a person notices.
func (w *Window) waitFor(waiting bool) {
	const noticed = 300 * time.Millisecond
	switch {
	case !waiting:
		w.waiting = false
		if w.stopWait != nil {
			w.stopWait()
			w.stopWait = nil
		}
	case w.stopWait == nil:
		w.stopWait = w.after(noticed, func() {
			w.waiting = true
			w.refresh()
		})
	}
}

// giveUp ends the keychain calls that make somebody wait.
func (w *Window) giveUp() {
	w.do(func(ctx context.Context, svc api.Service) error { return svc.Cancel(ctx) })
}
