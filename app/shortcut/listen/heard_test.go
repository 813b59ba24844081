//go:build linux

package listen

import (
	"context"
	"sync"
	"testing"
	"time"

	"keytray/app/shortcut"
)

// limit bounds what must come; it comes within milliseconds on a quiet machine.
const limit = 20 * time.Second

func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(limit); !is(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not within %v", what, limit)
		}
	}
}

// ear listens, and remembers what it heard.
type ear struct {
	t     *testing.T
	close func() // and waits until it has ended

	mu      sync.Mutex
	presses int
	told    []shortcut.Standing
}

func open(t *testing.T, keys string, listen shortcut.Listener) *ear {
	t.Helper()
	c, err := shortcut.Parse(keys)
	if err != nil {
		t.Fatal(err)
	}
	e := &ear{t: t}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		listen(ctx, shortcut.Wanted{Combination: c, Purpose: "Find a key", Pressed: e.press, Tell: e.hear})
	}()
	e.close = func() { cancel(); <-ended }
	t.Cleanup(e.close)
	return e
}

func (e *ear) press() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.presses++
}

func (e *ear) hear(s shortcut.Standing) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.told = append(e.told, s)
}

func (e *ear) last() shortcut.Standing {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.told) == 0 {
		return shortcut.Standing{}
	}
	return e.told[len(e.told)-1]
}

func (e *ear) heard() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.presses
}

func (e *ear) waitState(want shortcut.State) {
	e.t.Helper()
	eventually(e.t, "the state becomes "+string(want), func() bool { return e.last().State == want })
}

func (e *ear) waitPresses(want int) {
	e.t.Helper()
	eventually(e.t, "the keys are heard", func() bool { return e.heard() >= want })
	if n := e.heard(); n != want {
		e.t.Fatalf("heard %d times, want %d", n, want)
	}
}
