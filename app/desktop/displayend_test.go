//go:build linux

package desktop_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"keytray/app/desktop"
	"keytray/app/e2e/session"
)

func TestDisplayEndsWhenTheServerDoes(t *testing.T) {
	for _, d := range []struct {
		name    string
		options session.Options
		stop    func(*session.Session) error
	}{
		{"X11", session.Options{Keyring: session.NoService, Display: true}, (*session.Session).StopDisplay},
		{"Wayland", session.Options{Keyring: session.NoService, Wayland: true}, (*session.Session).StopWayland},
	} {
		t.Run(d.name, func(t *testing.T) {
			s := session.New(t, d.options)
			t.Setenv("DISPLAY", s.Display)
			t.Setenv("WAYLAND_DISPLAY", s.WaylandDisplay)
			if !desktop.ReachesDisplay(t.Context()) {
				t.Fatal("it is not there")
			}
			reached, ended := make(chan struct{}, 1), make(chan error, 1)
			watch := func(ctx context.Context) {
				go func() { ended <- desktop.DisplayEnds(ctx, func() { reached <- struct{}{} }) }()
				<-reached
			}

			ctx, cancel := context.WithCancel(t.Context())
			watch(ctx)
			cancel()
			if err := <-ended; !errors.Is(err, context.Canceled) {
				t.Errorf("while it is there: %v", err)
			}

			watch(t.Context())
			select {
			case err := <-ended:
				t.Fatalf("it ended by itself: %v", err)
			case <-time.After(50 * time.Millisecond):
			}
			if err := d.stop(s); err != nil {
				t.Fatal(err)
			}
			select {
			case err := <-ended:
				if err != nil {
					t.Errorf("it ended with %v", err)
				}
			case <-time.After(10 * time.Second):
				t.Fatal("its end was not seen")
			}
		})
	}
}

func TestADisplayThatIsNotThereHasNotEnded(t *testing.T) {
	for name, env := range map[string][2]string{
		"no compositor": {filepath.Join(t.TempDir(), "none"), ""},
		"no X server":   {"", filepath.Join(t.TempDir(), "none") + ":7"},
		"neither":       {"", ""},
	} {
		t.Setenv("WAYLAND_DISPLAY", env[0])
		t.Setenv("DISPLAY", env[1])
		err := desktop.DisplayEnds(t.Context(), func() { t.Errorf("%s: it was reached", name) })
		if !errors.Is(err, desktop.ErrNoDisplay) {
			t.Errorf("%s: %v", name, err)
		}
		if desktop.ReachesDisplay(t.Context()) {
			t.Errorf("%s: it is said to be there", name)
		}
	}
	t.Setenv("WAYLAND_DISPLAY", "")
	t.Setenv("DISPLAY", "nonsense")
	if err := desktop.DisplayEnds(t.Context(), func() {}); err == nil || errors.Is(err, desktop.ErrNoDisplay) {
		t.Errorf("a name that makes no sense: %v", err)
	}
}
