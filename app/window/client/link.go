package client

import (
	"context"
	"time"

	"keytray/app/api"
)

// Link is a window's way to the agent, and back to its own UI goroutine.
type Link struct {
	Service api.Service

	// Post runs a function on the UI goroutine, later or at once.
	Post func(func())
	Now  func() time.Time
	// After runs a function on the UI goroutine after a time, unless it is
	// stopped before.
	After func(d time.Duration, f func()) (stop func())
}

// Later is After that never fires once it was stopped, even if the function was
// already on its way to the UI goroutine.
func (l Link) Later(d time.Duration, f func()) (stop func()) {
	stopped := false
	cancel := l.After(d, func() {
		if !stopped {
			f()
		}
	})
	return func() { stopped = true; cancel() }
}

// Limits of a call.
const (
	// CallLimit bounds a call: the keychain may be asking the person for a password
	// meanwhile.
	CallLimit = 3 * time.Minute
	// NoLimit is for what takes as long as there are values.
	NoLimit time.Duration = 0
)

// Ask calls the service off the UI goroutine and hands the answer back on it; stop gives
// the call up, and then that is what it hands back. Once life has ended nothing is
// handed back: the window is closing.
func Ask[T any](life context.Context, l Link, limit time.Duration, call func(context.Context, api.Service) (T, error), done func(T, error)) (stop func()) {
	ctx, cancel := bounded(life, limit)
	go func() {
		defer cancel()
		answer, err := call(ctx, l.Service)
		if life.Err() != nil {
			return
		}
		l.Post(func() { done(answer, err) })
	}()
	return cancel
}

func bounded(life context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	if limit == NoLimit {
		return context.WithCancel(life)
	}
	return context.WithTimeout(life, limit)
}
