package desktop

import (
	"context"
	"time"
)

const (
	longStep = time.Hour
	nearly   = 11 * time.Minute
)

// sleepInSteps waits for an instant, or for an hour if that is shorter. The runtime's
// clock may stand still while the machine sleeps, so in the last minutes it looks at
// the wall clock each second, until that says that the instant has come or, because it
// was set, that it is far away.
func sleepInSteps(ctx context.Context, t time.Time) error {
	left := func() time.Duration { return t.Sub(time.Now().Round(0)) }
	if t.IsZero() || left() > nearly {
		step := time.Now().Add(longStep)
		if !t.IsZero() && left() < longStep+nearly {
			step = t.Add(-nearly)
		}
		return sleep(ctx, step)
	}
	for left() > 0 && left() <= nearly {
		if err := sleep(ctx, time.Now().Add(min(time.Second, left()))); err != nil {
			return err
		}
	}
	return ctx.Err()
}
