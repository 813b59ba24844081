//go:build linux

package tools_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"keytray/app/clipboard"
	"keytray/app/clipboard/clipboardtest"
	"keytray/app/clipboard/tools"
	"keytray/app/e2e/session"
	"keytray/app/secret"
)

func desk(t *testing.T) (*session.Session, clipboardtest.Other) {
	s := session.New(t, session.Options{Keyring: session.NoService, Display: true})
	t.Setenv("DISPLAY", s.Display)
	t.Setenv("WAYLAND_DISPLAY", "")
	return s, clipboardtest.Other{
		Paste: func() string {
			text, err := s.Clipboard(t.Context())
			if err != nil {
				t.Error(err)
			}
			return text
		},
		Copy: func(text string) {
			if err := s.SetClipboard(t.Context(), text); err != nil {
				t.Error(err)
			}
		},
	}
}

func TestTheToolsOnARealDisplayKeepThePromises(t *testing.T) {
	_, other := desk(t)
	clipboardtest.Run(t, tools.New(), other)
}

func TestAnotherProcessClearsOnlyTheValueThatItLooksFor(t *testing.T) {
	_, other := desk(t)
	value := secret.FromString("a value of ours")
	if err := tools.New().Put(t.Context(), clipboard.Offer{Value: value}); err != nil {
		t.Fatal(err)
	}
	for _, looked := range []struct {
		text string
		want clipboard.Outcome
	}{{"another", clipboard.NotOurs}, {"a value of ours", clipboard.Cleared}, {"a value of ours", clipboard.Nothing}} {
		out, err := tools.New().ClearIf(t.Context(), "", func(text []byte) bool { return bytes.Equal(text, []byte(looked.text)) })
		if err != nil || out != looked.want {
			t.Errorf("looking for %q: %v, %v, want %v", looked.text, out, err, looked.want)
		}
	}
	if other.Paste() != "" {
		t.Error("it is still there")
	}
}

func TestALookThatFailsIsNotSomebodyElsesCopy(t *testing.T) {
	s, _ := desk(t)
	b := tools.New()
	if err := b.Put(t.Context(), clipboard.Offer{Value: secret.FromString("a value of ours")}); err != nil {
		t.Fatal(err)
	}
	t.Setenv("DISPLAY", ":987")
	if ours, err := b.Ours(t.Context()); err == nil {
		t.Errorf("ours is %v", ours)
	}
	if _, err := b.Usable(t.Context()); !errors.Is(err, clipboard.ErrTool) {
		t.Errorf("usable: %v", err)
	}
	t.Setenv("DISPLAY", s.Display)
	if ours, err := b.Ours(t.Context()); !ours || err != nil {
		t.Errorf("later ours is %v, %v", ours, err)
	}
}

func TestAWriteThatComesLateIsWaitedFor(t *testing.T) {
	_, other := desk(t)
	real, err := exec.LookPath("xclip")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	gate := filepath.Join(dir, "gate")
	script := "#!/bin/sh\ncase $* in *-in*) until [ -e " + gate + " ]; do sleep 0.02; done;; esac\nexec " + real + " \"$@\"\n"
	if err := os.WriteFile(filepath.Join(dir, "xclip"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	b := tools.New()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := b.Put(ctx, clipboard.Offer{Value: secret.FromString("late value")}); !errors.Is(err, clipboard.ErrTimeout) {
		t.Fatalf("got %v", err)
	}
	if ours, err := b.Ours(t.Context()); !errors.Is(err, clipboard.ErrTimeout) {
		t.Errorf("before it has come ours is %v, %v", ours, err)
	}
	if err := b.Clear(t.Context()); !errors.Is(err, clipboard.ErrTimeout) {
		t.Errorf("before it has come: %v", err)
	}
	if err := os.WriteFile(gate, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(10 * time.Second); other.Paste() != "late value"; {
		if time.Now().After(end) {
			t.Fatal("it never came")
		}
	}
	for end := time.Now().Add(10 * time.Second); b.Clear(t.Context()) != nil; {
		if time.Now().After(end) {
			t.Fatal("it cannot be cleared")
		}
	}
	if other.Paste() != "" {
		t.Error("it is still there")
	}
}

func TestWithoutADisplayTheErrorSaysSo(t *testing.T) {
	put := func() error {
		return tools.New().Put(t.Context(), clipboard.Offer{Value: secret.FromString("v")})
	}
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	if err := put(); !errors.Is(err, clipboard.ErrNoDisplay) {
		t.Errorf("got %v", err)
	}
	t.Setenv("DISPLAY", ":987")
	if err := put(); !errors.Is(err, clipboard.ErrTool) {
		t.Errorf("got %v", err)
	}
}
