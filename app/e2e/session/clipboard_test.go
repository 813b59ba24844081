//go:build linux

package session

import (
	"context"
	"errors"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestClipboardRoundTrip(t *testing.T) {
	s := New(t, Options{Display: true})
	if got, err := s.Clipboard(t.Context()); got != "" || err != nil {
		t.Fatalf("a new clipboard holds %q, %v", got, err)
	}
	for _, text := range []string{"first", "zweiter: ü\n", strings.Repeat("long", 100_000), "long again"} {
		if err := s.SetClipboard(t.Context(), text); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Clipboard(t.Context()); got != text || err != nil {
			t.Errorf("pasted %.20q (%d bytes), %v, want %.20q", got, len(got), err, text)
		}
	}
}

func TestTheClipboardEndsWithTheDisplay(t *testing.T) {
	s := New(t, Options{Keyring: NoService})
	if _, err := s.Clipboard(t.Context()); err == nil {
		t.Error("pasted without a display")
	}
	if err := s.SetClipboard(t.Context(), "x"); err == nil || !strings.Contains(err.Error(), "display") {
		t.Errorf("copied without a display: %v", err)
	}
}

func TestAnOwnerThatDoesNotAnswerIsNotWaitedForForever(t *testing.T) {
	s := New(t, Options{Keyring: NoService, NoBus: true, Display: true})
	if err := s.SetClipboard(t.Context(), "x"); err != nil {
		t.Fatal(err)
	}
	owner := s.started[len(s.started)-1]
	if err := syscall.Kill(owner.pid, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	defer owner.kill()
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := s.Clipboard(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want the end of the time", err)
	}
}
