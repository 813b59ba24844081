package window

import (
	"context"
	"time"

	"keytray/app/api"
)

// Follow keeps the window up to date until ctx ends: it waits for the next
// state, and where the agent went away it says so and tries again. It runs on
// a goroutine of its own. last is the revision that is already shown.
func (w *Window) Follow(ctx context.Context, last uint64) {
	follow(ctx, w.p.Service, last,
		func(st api.State) { w.p.Post(func() { w.Render(st) }) },
		func(err error) { w.p.Post(func() { w.Lost(err) }) })
}

func follow(ctx context.Context, svc api.Service, last uint64, next func(api.State), lost func(error)) {
	const first, longest = 200 * time.Millisecond, 5 * time.Second
	pause, told := first, false
	for ctx.Err() == nil {
		st, err := svc.Wait(ctx, last)
		if err != nil {
			// An agent that just started counts its revisions from the
			// beginning: Wait could take an old one for the newest.
			st, err = svc.State(ctx)
		}
		switch {
		case ctx.Err() != nil:
			return
		case err == nil:
			last, pause, told = st.Revision, first, false
			next(st)
			continue
		case !told:
			told = true
			lost(err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
		pause = min(2*pause, longest)
	}
}

// Attach tells the agent for as long as ctx lasts that a window is open.
func (w *Window) Attach(ctx context.Context) {
	const pause = 2 * time.Second
	for ctx.Err() == nil {
		_ = w.p.Service.Attach(ctx) // Follow says when the agent is gone
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
}
