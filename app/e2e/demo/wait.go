package main

import (
	"context"
	"fmt"
	"time"
)

// patience is how long anything on the desktop may take, even on a busy machine.
const patience = 15 * time.Second

// until asks until the answer is yes. Its error names what was waited for, and the last reason for a no.
func until(ctx context.Context, limit time.Duration, wanted string, yes func() (bool, error)) error {
	ctx, cancel := context.WithTimeoutCause(ctx, limit, fmt.Errorf("not within %v", limit))
	defer cancel()
	for {
		ok, err := yes()
		if ok && err == nil {
			return nil
		}
		select {
		case <-time.After(40 * time.Millisecond):
		case <-ctx.Done():
			if err != nil {
				return fmt.Errorf("waiting until %s: %w; %w", wanted, context.Cause(ctx), err)
			}
			return fmt.Errorf("waiting until %s: %w", wanted, context.Cause(ctx))
		}
	}
}
