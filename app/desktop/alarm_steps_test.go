package desktop

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestWhereTheClockStandsStillAnAlarmLooksOnceAnHourAndIsOnTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		at := began.Add(3*time.Hour + 20*time.Minute + 300*time.Millisecond)
		wakes := 0
		for time.Now().Before(at) {
			if err := sleepInSteps(t.Context(), at); err != nil {
				t.Fatal(err)
			}
			wakes++
		}
		if late := time.Since(at); late != 0 || wakes > 5 {
			t.Errorf("it woke %d times, and %v late", wakes, late)
		}
	})
}

func TestAnAlarmInStepsEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, in := range []time.Duration{time.Minute, 24 * time.Hour} {
			ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
			if err := sleepInSteps(ctx, time.Now().Add(in)); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got %v", err)
			}
			cancel()
		}
	})
}
