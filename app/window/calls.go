package window

import (
	"context"
	"time"

	"keytray/app/api"
	"keytray/app/window/client"
)

// ask calls the service off the UI goroutine and hands the answer back on it;
// stop gives the call up, and then that is what it hands back.
func ask[T any](w *Window, call func(context.Context, api.Service) (T, error), done func(T, error)) (stop func()) {
	return client.Ask(w.ctx, w.p.Link, client.CallLimit, call, done)
}

// write is ask for what changes something: a window that is closed meanwhile waits until
// it is done, and stays where it fails, for the person to see why.
func write[T any](w *Window, call func(context.Context, api.Service) (T, error), done func(T, error)) (stop func()) {
	return writeWithin(w, client.CallLimit, call, done)
}

// writeUnlimited is write for what takes as long as there are values.
func writeUnlimited[T any](w *Window, call func(context.Context, api.Service) (T, error), done func(T, error)) (stop func()) {
	return writeWithin(w, client.NoLimit, call, done)
}

func writeWithin[T any](w *Window, limit time.Duration, call func(context.Context, api.Service) (T, error), done func(T, error)) (stop func()) {
	w.writes++
	return client.Ask(w.ctx, w.p.Link, limit, call, func(answer T, err error) {
		w.writes--
		if err != nil {
			w.closes = false
		}
		done(answer, err)
		w.stored()
	})
}

// do is write for calls of which only the failure matters; it is shown.
func (w *Window) do(call func(context.Context, api.Service) error) {
	w.then(call, func() {})
}

// then is do with something to follow a success.
func (w *Window) then(call func(context.Context, api.Service) error, good func()) {
	w.fail(nil)
	write(w, func(ctx context.Context, svc api.Service) (struct{}, error) {
		return struct{}{}, call(ctx, svc)
	}, func(_ struct{}, err error) {
		w.fail(err)
		if err == nil {
			good()
		}
	})
}

// fail shows an error in the banner; nil takes the last one away.
func (w *Window) fail(err error) { w.failed(err, nil) }

// failed is fail with what tries it once more, nil for nothing.
func (w *Window) failed(err error, again func()) {
	said := ""
	if err != nil {
		said = client.Sentence(err)
	}
	if w.problem != said {
		kind := api.KindOf(err)
		w.address = ""
		w.problem, w.opens, w.again = said, err != nil && w.needsPassphrase(err), again
		w.locks = err != nil && (kind == api.Locked || kind == api.Dismissed)
		w.refresh()
	}
}
