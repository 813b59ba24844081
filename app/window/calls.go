package window

import (
	"context"
	"errors"
	"time"

	"keytray/app/api"
	"keytray/app/text"
)

// callLimit bounds every call: the keychain may be asking the person for a
// password meanwhile.
const callLimit = 3 * time.Minute

// ask calls the service off the UI goroutine and hands the answer back on it;
// stop gives the call up, and then that is what it hands back.
func ask[T any](w *Window, call func(context.Context, api.Service) (T, error), done func(T, error)) (stop func()) {
	ctx, cancel := context.WithTimeout(w.ctx, callLimit)
	return askIn(ctx, cancel, w, call, done)
}

// askUnlimited is ask for what takes as long as there are values.
func askUnlimited[T any](w *Window, call func(context.Context, api.Service) (T, error), done func(T, error)) (stop func()) {
	ctx, cancel := context.WithCancel(w.ctx)
	return askIn(ctx, cancel, w, call, done)
}

func askIn[T any](ctx context.Context, cancel func(), w *Window, call func(context.Context, api.Service) (T, error), done func(T, error)) (stop func()) {
	return askOf(ctx, cancel, w.ctx, w.p, call, done)
}

// askOf is askIn for a window that lives as long as life.
func askOf[T any](ctx context.Context, cancel func(), life context.Context, p Params, call func(context.Context, api.Service) (T, error), done func(T, error)) (stop func()) {
	go func() {
		defer cancel()
		answer, err := call(ctx, p.Service)
		if life.Err() != nil {
			return // the window is closing
		}
		p.Post(func() { done(answer, err) })
	}()
	return cancel
}

// do is ask for calls of which only the failure matters; it is shown.
func (w *Window) do(call func(context.Context, api.Service) error) {
	w.then(call, func() {})
}

// then is do with something to follow a success.
func (w *Window) then(call func(context.Context, api.Service) error, good func()) {
	w.fail(nil)
	ask(w, func(ctx context.Context, svc api.Service) (struct{}, error) {
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
		said = sentence(err)
	}
	if w.problem != said {
		kind := api.KindOf(err)
		w.problem, w.opens, w.again = said, err != nil && w.needsPassphrase(err), again
		w.locks = err != nil && (kind == api.Locked || kind == api.Dismissed)
		w.refresh()
	}
}

// sentence is what to tell a person about err. The service's own errors are
// sentences already.
func sentence(err error) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return text.T("That took too long. Try again.")
	}
	if api.KindOf(err) == api.NoAgent {
		return text.T("The agent has ended. Start it again, then try once more.") // its own sentence is for a terminal
	}
	return err.Error()
}
