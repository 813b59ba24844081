package agent

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"keytray/app/api"
)

// windowsOf counts the windows that were started at a view.
func windowsOf(started string) func(view string) int {
	return func(view string) int {
		raw, _ := os.ReadFile(started)
		return strings.Count(string(raw), "window "+view+"\n")
	}
}

// attach plays a window that is open until it is closed.
func attach(t *testing.T, s *Service) (closes func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	gone := make(chan struct{})
	go func() { defer close(gone); _ = s.Attach(ctx) }()
	within(t, "the window is open", func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.windows > 0
	})
	return func() { cancel(); <-gone }
}

func show(t *testing.T, s *Service, view string) {
	t.Helper()
	if err := s.Show(t.Context(), api.View{Name: view}); err != nil {
		t.Fatal(err)
	}
}

// The person closes a window, and asks for a view before its process has ended.
func TestAViewThatAClosingWindowDoesNotFollowOpensAnother(t *testing.T) {
	s, _, started := typing(t)
	windows := windowsOf(started)
	closes := attach(t, s) // the person's own process: the agent has started none
	show(t, s, api.ViewRotation)
	if got := windows(api.ViewRotation); got != 0 {
		t.Fatalf("%d more windows were started", got)
	}
	closes()
	within(t, "the view opens", func() bool { return windows(api.ViewRotation) == 1 })
}

func TestAViewThatAnOpenWindowHasFollowedOpensNoOther(t *testing.T) {
	s, _, started := typing(t)
	windows := windowsOf(started)
	closes := attach(t, s)
	show(t, s, api.ViewRotation)
	st, err := s.Wait(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Followed(t.Context(), st.Show.Serial); err != nil {
		t.Fatal(err)
	}
	closes()
	show(t, s, api.ViewSettings) // the next one starts, and is the only one
	within(t, "the next view opens", func() bool { return windows(api.ViewSettings) == 1 })
	if got := windows(api.ViewRotation); got != 0 {
		t.Errorf("what was followed opened %d windows", got)
	}
}

// The process that the agent has started is there for a moment after its window is gone.
func TestAViewWaitsForTheProcessOfTheWindowThatCloses(t *testing.T) {
	s, _, started := typing(t)
	s.p.Window[2] = `echo "$@" >>"$0"; while [ -e "$0" ] && [ ! -e "$0.end" ]; do sleep 0.02; done`
	t.Cleanup(func() { _ = os.Remove(started + ".end") })
	windows := windowsOf(started)
	show(t, s, api.ViewKeys)
	closes := attach(t, s)
	within(t, "the window starts", func() bool { return windows(api.ViewKeys) == 1 })
	show(t, s, api.ViewRotation)
	closes()
	time.Sleep(20 * time.Millisecond) // in which a second one would start beside the first
	if got := windows(api.ViewRotation); got != 0 {
		t.Errorf("%d windows were started beside the one that ends", got)
	}
	if err := os.WriteFile(started+".end", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	within(t, "the view opens", func() bool { return windows(api.ViewRotation) == 1 })
}

func TestAnAgentThatEndsOpensNoWindow(t *testing.T) {
	s, _, started := typing(t)
	closes := attach(t, s)
	show(t, s, api.ViewRotation)
	s.leave()
	closes()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.child != nil || windowsOf(started)(api.ViewRotation) != 0 {
		t.Error("a window opens that has no agent")
	}
}
