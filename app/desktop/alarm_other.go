//go:build !linux

package desktop

import (
	"context"
	"time"
)

// SleepUntil waits for an instant of the wall clock; a zero time waits for ctx.
// At least once an hour it returns early, because the runtime's clock may have
// stood still while the machine slept.
func SleepUntil(ctx context.Context, t time.Time) error {
	hour := time.Now().Add(time.Hour)
	if t.IsZero() || t.After(hour) {
		t = hour
	}
	return sleep(ctx, t)
}
