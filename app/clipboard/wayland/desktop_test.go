//go:build linux

package wayland_test

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"keytray/app/clipboard"
	"keytray/app/clipboard/clipboardtest"
	"keytray/app/clipboard/wayland"
	"keytray/app/e2e/session"
	"keytray/app/secret"
)

// soon bounds the wait for what happens in other programs.
const soon = 10 * time.Second

// sway starts a desktop of our own, in which this process is a program too.
func sway(t *testing.T, xwayland bool) *session.Session {
	t.Helper()
	s := session.New(t, session.Options{NoBus: true, Wayland: true, XWayland: xwayland})
	t.Setenv("WAYLAND_DISPLAY", s.WaylandDisplay)
	t.Setenv("XDG_RUNTIME_DIR", s.Runtime)
	t.Setenv("DISPLAY", s.Display)
	for _, program := range []string{"wl-copy", "wl-paste"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Fatalf("%s is not installed (Debian package wl-clipboard)", program)
		}
	}
	return s
}

// paste runs wl-paste; it returns nothing when there is nothing.
func paste(t *testing.T, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), soon)
	defer cancel()
	var out, said bytes.Buffer
	cmd := exec.CommandContext(ctx, "wl-paste", args...)
	cmd.Stdout, cmd.Stderr = &out, &said
	err := cmd.Run()
	nothing := strings.Contains(said.String(), "o suitable type") || strings.Contains(said.String(), "othing is copied") || strings.Contains(said.String(), "o selection") ||
		strings.Contains(said.String(), "not available")
	if err != nil && !nothing {
		t.Errorf("wl-paste: %v: %s", err, said.String())
	}
	return out.String()
}

// copies runs wl-copy, which goes on in the background. What is no secret can be
// an argument: from stdin, wl-copy 2.1 would make a file, and leave it.
func copies(t *testing.T, text string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "wl-copy", append(args, "--type", "text/plain", "--", text)...)
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
}

func other(t *testing.T) clipboardtest.Other {
	return clipboardtest.Other{
		Paste:        func() string { return paste(t, "-n", "--type", "text/plain") },
		Copy:         func(s string) { copies(t, s) },
		PastePrimary: func() string { return paste(t, "-n", "--primary", "--type", "text/plain") },
		CopyPrimary:  func(s string) { copies(t, s, "--primary") },
		Types:        func() []string { return strings.Fields(paste(t, "--list-types")) },
	}
}

// heard collects events.
type heard struct {
	mu  sync.Mutex
	all []clipboard.Event
}

func (h *heard) told(e clipboard.Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.all = append(h.all, e)
}

func (h *heard) list() []clipboard.Event {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]clipboard.Event(nil), h.all...)
}

func (h *heard) count(e clipboard.Event) (n int) {
	for _, each := range h.list() {
		if each == e {
			n++
		}
	}
	return n
}

// eventually waits for what other programs or goroutines do.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	end := time.Now().Add(soon)
	for !ok() {
		if time.Now().After(end) {
			t.Fatalf("never happened: %s", what)
		}
		time.Sleep(2 * time.Millisecond)
	}
}

func put(t *testing.T, b clipboard.Board, value string) *heard {
	t.Helper()
	h, err := tryPut(t, b, clipboard.Offer{Value: secret.FromString(value)})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func tryPut(t *testing.T, b clipboard.Board, o clipboard.Offer) (*heard, error) {
	t.Helper()
	h := &heard{}
	o.Told = h.told
	ctx, cancel := context.WithTimeout(t.Context(), soon)
	defer cancel()
	return h, b.Put(ctx, o)
}

func board(t *testing.T) *wayland.Board {
	b := wayland.New()
	b.SetQuiet(0)
	t.Cleanup(func() { _ = b.Close() })
	return b
}

func wantErr(t *testing.T, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// goroutines waits until no more than n goroutines are left.
func goroutines(t *testing.T, n int) {
	t.Helper()
	eventually(t, "its goroutines ended", func() bool { return runtime.NumGoroutine() <= n })
}
