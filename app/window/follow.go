package window

import (
	"context"

	"keytray/app/api"
)

// Follow keeps the window up to date until ctx ends. It runs on a goroutine of its own.
func (w *Window) Follow(ctx context.Context) {
	w.p.Follow(ctx, func(st api.State) {
		if st.Broken != "" {
			w.Broken(st)
		} else {
			w.Render(st)
		}
	}, w.Lost)
}

// Attach tells the agent for as long as ctx lasts that a window is open.
func (w *Window) Attach(ctx context.Context) { w.p.Attach(ctx) }
