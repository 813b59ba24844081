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
	if err := agent.Quit(ctx); err != nil && api.KindOf(err) != api.NoAgent {
		return err
	}
	if err := gone(ctx, agent); err != nil {
		return err
	}
	if agent, err = c.started(ctx); err != nil {
		return err
	}
	return do(agent)
}

// askLimit is how long an agent may take to say whether it has a display. A window opens
// beside one that says nothing, too.
const askLimit = 250 * time.Millisecond

func lacksDisplay(ctx context.Context, agent rpc.Client) bool {
	ctx, cancel := context.WithTimeout(ctx, askLimit)
	defer cancel()
	st, err := agent.Wait(ctx, 0)
	return err == nil && st.NoDisplay
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
