package desktop_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"keytray/app/desktop"
)

func TestSleepUntilWakesAtTheInstant(t *testing.T) {
	at := time.Now().Add(50 * time.Millisecond)
	if err := desktop.SleepUntil(t.Context(), at); err != nil {
		t.Fatal(err)
	}
	if time.Now().Before(at.Add(-time.Millisecond)) {
		t.Error("it woke too early")
	}
}

func TestAnInstantInThePastDoesNotWait(t *testing.T) {
	for _, at := range []time.Time{time.Now().Add(-time.Hour), time.Unix(0, 0)} {
		if err := desktop.SleepUntil(t.Context(), at); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSleepUntilEndsWithItsContext(t *testing.T) {
	for _, at := range []time.Time{{}, time.Now().Add(time.Hour)} {
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- desktop.SleepUntil(ctx, at) }()
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
}
