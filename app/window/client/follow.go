package client

import (
	"context"
	"time"

	"keytray/app/api"
)

// Pauses between two tries to reach an agent that went away. The longest is short,
// for the next agent may be asked for a window before this one has found it.
const (
	firstPause   = 100 * time.Millisecond
	longestPause = time.Second
)

// Follow hands each state to next, until ctx ends: it waits for the next one, and where
// the agent went away it tells lost and tries again. It runs on a goroutine of its own;
// next and lost run on the UI goroutine.
func (l Link) Follow(ctx context.Context, next func(api.State), lost func(error)) {
	follow(ctx, l.Service,
		func(st api.State) { l.Post(func() { next(st) }) },
		func(err error) { l.Post(func() { lost(err) }) })
}

func follow(ctx context.Context, svc api.Service, next func(api.State), lost func(error)) {
	pause, told := firstPause, api.Kind("") // what the person knows of the failure
	waits := true                           // Wait waits: it has not failed at once twice
	for ctx.Err() == nil {
		// An agent that just started counts its revisions from the beginning,
		// so after a failure comes State, which takes any of them.
		st, err := svc.State(ctx)
		if err == nil {
			pause, told = firstPause, ""
			for err == nil {
				next(st)
				if st, err = svc.Wait(ctx, st.Revision); err == nil {
					waits = true
				}
			}
			if api.KindOf(err) != api.Ended {
				if !waits {
					sleep(ctx, pause)
				}
				waits = false
				continue
			}
		}
		waits = true
		kind := api.KindOf(err)
		if gone := kind == api.NoAgent && told == api.Ended; kind != told && !gone && ctx.Err() == nil {
			told = kind
			lost(err)
		}
		sleep(ctx, pause)
		pause = min(2*pause, longestPause)
	}
}

// Attach tells the agent for as long as ctx lasts that a window is open.
func (l Link) Attach(ctx context.Context) {
	pause := firstPause
	for ctx.Err() == nil {
		began := time.Now()
		_ = l.Service.Attach(ctx) // Follow says when the agent is gone
		if time.Since(began) > longestPause {
			pause = firstPause // it was there
		}
		sleep(ctx, pause)
		pause = min(2*pause, longestPause)
	}
}

func sleep(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}
