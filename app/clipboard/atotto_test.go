//go:build linux

package clipboard_test

import (
	"errors"
	"testing"

	"keytray/app/clipboard"
	"keytray/app/clipboard/clipboardtest"
	"keytray/app/e2e/session"
)

func TestTheToolsOnARealDisplayKeepThePromises(t *testing.T) {
	s := session.New(t, session.Options{Keyring: session.NoService, Display: true})
	t.Setenv("DISPLAY", s.Display)
	t.Setenv("WAYLAND_DISPLAY", "")
	paste := func() string {
		text, err := s.Clipboard(t.Context())
		if err != nil {
			t.Error(err)
		}
		return text
	}
	clipboardtest.Run(t, clipboard.NewAtotto(), paste, func(text string) {
		if err := s.SetClipboard(t.Context(), text); err != nil {
			t.Error(err)
		}
	})
}

func TestWithoutADisplayTheErrorSaysSo(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	if err := clipboard.NewAtotto().Put(t.Context(), value); !errors.Is(err, clipboard.ErrNoDisplay) {
		t.Errorf("got %v", err)
	}
	t.Setenv("DISPLAY", ":987")
	if err := clipboard.NewAtotto().Put(t.Context(), value); !errors.Is(err, clipboard.ErrTool) {
		t.Errorf("got %v", err)
	}
}
