//go:build !linux

package desktop

import (
	"context"
	"time"
)

// SleepUntil waits for an instant of the wall clock; a zero time waits for ctx.
// It returns early once an hour, and in the last 11 minutes each second, because the
// runtime's clock may have stood still while the machine slept.
func SleepUntil(ctx context.Context, t time.Time) error {
	now, step := time.Now(), time.Hour
	if !t.IsZero() && t.Sub(now.Round(0)) <= 11*time.Minute {
		step = time.Second
	}
	if t.IsZero() || t.After(now.Add(step)) {
		t = now.Add(step)
	}
	return sleep(ctx, t)
}
