//go:build linux

package session

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

func TestWaylandRunsSideBySideAndLeavesNothing(t *testing.T) {
	o := Options{NoBus: true, Wayland: true}
	a, b := New(t, o), New(t, o)
	for _, s := range []*Session{a, b} {
		conn, err := net.Dial("unix", s.WaylandDisplay)
		if err != nil {
			t.Fatal(err)
		}
		_ = conn.Close()
		if s.Display != "" {
			t.Error("there is an X server that nobody asked for")
		}
	}
	pid := a.wayland.pid
	a.Close()
	if err := syscall.Kill(pid, 0); !errors.Is(err, syscall.ESRCH) {
		t.Errorf("sway is still there (%v)", err)
	}
	gone(t, a.Dir)
	if _, err := os.Stat(b.WaylandDisplay); err != nil {
		t.Error(err)
	}
}

func TestXWaylandIsADisplay(t *testing.T) {
	s := New(t, Options{NoBus: true, Wayland: true, XWayland: true})
	if err := s.SetClipboard(t.Context(), "by an X11 program"); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Clipboard(t.Context()); got != "by an X11 program" || err != nil {
		t.Errorf("pasted %q, %v", got, err)
	}
	for range 2 { // again: nothing happens
		if err := s.StopWayland(); err != nil {
			t.Fatal(err)
		}
	}
	gone(t, lockFile(s))
	if _, err := s.Clipboard(t.Context()); err == nil {
		t.Error("the display still answers")
	}
}

func TestWaylandSaysWhatIsMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := Start(t.Context(), Options{NoBus: true, Wayland: true, XWayland: true})
	var missing *MissingError
	if !errors.As(err, &missing) || !slices.Contains(missing.Programs, "sway") || !slices.Contains(missing.Programs, "Xwayland") {
		t.Errorf("got %v", err)
	}
}

func TestAFailingWaylandLeavesNothing(t *testing.T) {
	bin, tmp := t.TempDir(), t.TempDir()
	fake := "#!/bin/sh\necho no screen for sway >&2\nexit 3\n"
	if err := os.WriteFile(filepath.Join(bin, "sway"), []byte(fake), 0o755); err != nil {
		t.Fatal(err)
	}
	// Nobody may have no way into the test's folder; then setpriv says so.
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	t.Setenv("TMPDIR", tmp)
	_, err := Start(context.Background(), Options{NoBus: true, Wayland: true})
	if err == nil || !strings.Contains(err.Error(), "sway") {
		t.Errorf("got %v", err)
	}
	left, _ := filepath.Glob(filepath.Join(tmp, "keytray-*"))
	if len(left) > 0 {
		t.Errorf("left are %q", left)
	}
}
