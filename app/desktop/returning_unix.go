//go:build !windows && !darwin

package desktop

import (
	"context"
	"errors"
	"fmt"

	"github.com/godbus/dbus/v5"
)

// WatchReturning tells when the screen is unlocked or the computer wakes, until ctx ends,
// and then returns ctx.Err(). It returns an error as soon as there is nothing to watch.
// tell is called on the caller's goroutine, and may come more than once for one return.
//
// Unlike WatchLeaving it does not ask who sent a signal, nor in whose session: who is told
// once too often loses nothing.
func WatchReturning(ctx context.Context, tell func()) error {
	seen := make(chan struct{})
	ended := make(chan error, len(returns))
	for _, r := range returns {
		go func() { ended <- r.watch(ctx, seen) }()
	}
	var failed []error
	for len(failed) < len(returns) {
		select {
		case <-seen:
			tell()
		case err := <-ended:
			failed = append(failed, err)
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("cannot tell when the screen is unlocked or the computer wakes: %w", errors.Join(failed...))
}

// returning are signals on a bus, some of which say that the person is back.
type returning struct {
	bus  func(context.Context) (*dbus.Conn, error)
	to   []dbus.MatchOption
	says func(*dbus.Signal) bool
}

var returns = []returning{
	{Bus, []dbus.MatchOption{dbus.WithMatchMember("ActiveChanged")}, func(s *dbus.Signal) bool { return isFalse(s.Body) }},
	{systemBus, []dbus.MatchOption{dbus.WithMatchSender(login1)}, func(s *dbus.Signal) bool {
		return s.Name == login1Session+".Unlock" || s.Name == login1Manager+".PrepareForSleep" && isFalse(s.Body)
	}},
}

// isFalse tells whether a signal carries a no and nothing else.
func isFalse(body []any) bool { return len(body) == 1 && body[0] == false }

func (r returning) watch(ctx context.Context, seen chan<- struct{}) error {
	conn, signals, err := subscribe(ctx, r.bus, r.to...)
	if err != nil {
		return err
	}
	defer conn.Close()
	for {
		select {
		case s, ok := <-signals:
			if !ok {
				return ErrNoBus
			}
			if !r.says(s) {
				continue
			}
			select {
			case seen <- struct{}{}:
			case <-ctx.Done():
				return ctx.Err()
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
