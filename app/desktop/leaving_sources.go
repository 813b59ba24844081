//go:build !windows

package desktop

import (
	"context"
	"errors"
	"fmt"
)

// WatchLeaving tells when the screen locks or the computer goes to sleep, until
// ctx ends, and then returns ctx.Err(). Where the system allows it, sleep waits
// for a while until tell has returned.
//
// It returns an error as soon as there is nothing to watch. tell is called on the
// caller's goroutine, and may come more than once for one lock.
func WatchLeaving(ctx context.Context, tell func(Leaving)) error {
	watching, stop := context.WithCancel(ctx)
	defer stop()
	sources := leavingSources()
	seen := make(chan departure)
	ended := make(chan error, len(sources))
	for _, watch := range sources {
		go func() { ended <- watch.safely(watching, seen) }()
	}
	var failed []error
	for len(failed) < len(sources) {
		select {
		case d := <-seen:
			tell(d.why)
			close(d.told)
		case err := <-ended:
			failed = append(failed, err)
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("cannot tell when the screen locks or the computer sleeps: %w", errors.Join(failed...))
}

// source watches one part of the system until ctx ends or it cannot watch. It
// never returns nil.
type source func(ctx context.Context, to chan<- departure) error

// safely makes an error of a panic: no answer of another program, nor the lack
// of one, may end ours. tell runs elsewhere and is not covered.
func (watch source) safely(ctx context.Context, to chan<- departure) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("watching failed: %v", r)
		}
	}()
	return watch(ctx, to)
}

// departure is one thing to tell; told is closed when tell has returned.
type departure struct {
	why  Leaving
	told chan struct{}
}

// announce returns when why has been told, or ctx has ended before.
func announce(ctx context.Context, to chan<- departure, why Leaving) {
	d := departure{why, make(chan struct{})}
	select {
	case to <- d:
		<-d.told
	case <-ctx.Done():
	}
}
