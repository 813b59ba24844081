//go:build !linux

package desktop

import (
	"context"
	"time"
)

// SleepUntil waits for an instant of the wall clock, or less: it also returns once
// an hour, and the caller looks again. A zero time waits for ctx.
func SleepUntil(ctx context.Context, t time.Time) error { return sleepInSteps(ctx, t) }
