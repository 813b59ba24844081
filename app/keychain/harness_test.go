//go:build linux

package keychain_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"

	"keytray/app/keychain"
)

// limit bounds each test's waits; on a quiet machine they end in milliseconds.
const limit = 20 * time.Second

func within(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	t.Cleanup(cancel)
	return ctx
}

// until waits for something that no channel tells of.
func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	again := time.NewTicker(2 * time.Millisecond)
	defer again.Stop()
	ctx := within(t)
	for !done() {
		select {
		case <-again.C:
		case <-ctx.Done():
			t.Fatalf("it never came: %s", what)
		}
	}
}

// calls are the goroutines that the client and its D-Bus library run.
func calls() (all []string) {
	buf := make([]byte, 1<<20)
	buf = buf[:runtime.Stack(buf, true)]
	for stack := range strings.SplitSeq(string(buf), "\n\n") {
		if strings.Contains(stack, "godbus/dbus") || strings.Contains(stack, "keytray/app/keychain.") {
			all = append(all, stack)
		}
	}
	return all
}

// assertNoneLeft checks that no goroutine outlived what started it, beyond the
// few there were before.
func assertNoneLeft(t *testing.T, before int) {
	t.Helper()
	var now []string
	again := time.NewTicker(5 * time.Millisecond)
	defer again.Stop()
	for end := time.Now().Add(limit); time.Now().Before(end); <-again.C {
		if now = calls(); len(now) <= before {
			return
		}
	}
	for i := range now {
		lines := strings.Split(now[i], "\n")
		now[i] = strings.Join(append(lines[:min(2, len(lines))], lines[max(0, len(lines)-2):]...), " ")
	}
	t.Errorf("%d goroutines, %d before:\n%s", len(now), before, strings.Join(now, "\n"))
}

// later runs a call and hands over its error.
func later(call func() error) <-chan error {
	done := make(chan error, 1)
	go func() { done <- call() }()
	return done
}

func assertIs(t *testing.T, what string, got, want error) {
	t.Helper()
	if !errors.Is(got, want) || (want == nil && got != nil) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// assertEnds waits for a call that must end at once, and as wanted.
func assertEnds(t *testing.T, what string, done <-chan error, want error) {
	t.Helper()
	select {
	case err := <-done:
		assertIs(t, what, err, want)
	case <-time.After(2 * keychain.ProbeLimit):
		t.Errorf("%s: it does not end", what)
	}
}
