package agent

import (
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"keytray/app/files"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
	"keytray/app/vault"
)

// starting is a service of somebody who starts the program, with a window that
// is gone at once.
func starting(t *testing.T, paths files.Paths) *Service {
	t.Helper()
	s := New(Params{Paths: paths, Store: keychaintest.New(), Now: time.Now, Window: []string{"true"}, Log: slog.New(slog.DiscardHandler)})
	t.Cleanup(s.Close)
	return s
}

func TestOnlyTheVeryFirstStartOpensTheWindow(t *testing.T) {
	dir := t.TempDir()
	paths := files.Paths{Data: filepath.Join(dir, "data"), Config: filepath.Join(dir, "config"), State: filepath.Join(dir, "state")}
	t.Setenv("WAYLAND_DISPLAY", "")
	for i, c := range []struct {
		what, display string
		opens         bool
	}{
		{"without a display", "", false},
		{"the first time on a desktop", ":7", true},
		{"the second time", ":7", false},
	} {
		t.Setenv("DISPLAY", c.display)
		s := starting(t, paths)
		s.welcome(t.Context())
		if opened := s.shown.Serial > 0; opened != c.opens {
			t.Errorf("%d, %s: the window opens: %v, want %v", i, c.what, opened, c.opens)
		}
	}
}

func TestWhoHasKeysIsNotWelcomed(t *testing.T) {
	dir := t.TempDir()
	paths := files.Paths{Data: filepath.Join(dir, "data"), Config: filepath.Join(dir, "config"), State: filepath.Join(dir, "state")}
	t.Setenv("DISPLAY", ":7")
	s := starting(t, paths)
	if _, err := s.vault.Add(t.Context(), vault.Key{Name: "a key", Provider: "other"}, vault.Version{Created: time.Now()}, secret.FromString("some value")); err != nil {
		t.Fatal(err)
	}
	s.welcome(t.Context())
	if s.shown.Serial > 0 {
		t.Error("the window opens")
	}
	if _, err := os.Stat(paths.Welcomed()); err != nil {
		t.Errorf("a start without keys later would welcome: %v", err)
	}
}
