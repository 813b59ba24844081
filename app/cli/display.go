package cli

import (
	"context"
	"time"

	"keytray/app/api"
	"keytray/app/desktop"
	"keytray/app/rpc"
)

// withDisplay does what needs a display, by an agent that has one: one that was started
// without, as over ssh, makes room for one that is started here.
func (c *command) withDisplay(ctx context.Context, do func(rpc.Client) error) error {
	agent, err := c.started(ctx)
	if err != nil {
		return err
	}
	if err = do(agent); api.KindOf(err) != api.NoDisplay || !desktop.ReachesDisplay(ctx) {
		return err
	}
	if agent, err = c.replaced(ctx, agent); err != nil {
		return err
	}
	return do(agent)
}

// replaced is an agent that was started here, in the place of another.
func (c *command) replaced(ctx context.Context, agent rpc.Client) (rpc.Client, error) {
	if err := agent.Quit(ctx); err != nil && api.KindOf(err) != api.NoAgent {
		return rpc.Client{}, err
	}
	if err := gone(ctx, agent); err != nil {
		return rpc.Client{}, err
	}
	return c.started(ctx)
}

// askLater is when a window's agent is asked whether it has a display: not while the first
// frame is drawn.
const askLater = time.Second

// giveDisplay replaces an agent that has no display, beside a window that is open: the
// window finds the new one by itself.
func (c *command) giveDisplay(ctx context.Context, agent rpc.Client) {
	select {
	case <-time.After(askLater):
	case <-ctx.Done():
		return
	}
	if st, err := agent.Wait(ctx, 0); err == nil && st.NoDisplay && desktop.ReachesDisplay(ctx) {
		_, _ = c.replaced(ctx, agent) // the window says so where there is none
	}
}

// gone waits until the agent answers no more. It clears the clipboard before.
func gone(ctx context.Context, agent rpc.Client) error {
	waiting, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	for agent.Running() {
		if err := pause(waiting); err != nil {
			return waited(ctx, waiting, err)
		}
	}
	return nil
}
