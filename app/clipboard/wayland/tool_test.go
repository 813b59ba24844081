//go:build linux

package wayland_test

import (
	"crypto/rand"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"keytray/app/clipboard"
	"keytray/app/clipboard/clipboardtest"
	"keytray/app/clipboard/wayland"
	"keytray/app/secret"
)

func tool(t *testing.T) *wayland.Tool {
	b := wayland.NewTool()
	t.Cleanup(func() { _ = b.Close() })
	return b
}

func TestToolKeepsThePromises(t *testing.T) {
	sway(t, false)
	b := tool(t)
	o := other(t)
	o.Copy = func(s string) { copies(t, s); b.WaitGone() }
	clipboardtest.Run(t, b, o)
	clipboardtest.RunTaken(t, b, o)
	left(t, b)
}

// left checks that nothing is left of the wl-copy files of this process and others.
func left(t *testing.T, b *wayland.Tool, others ...int) {
	t.Helper()
	_ = b.Close()
	found, _ := filepath.Glob(filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), "keytray-wl-copy-*"))
	for _, pid := range append(others, os.Getpid()) {
		buffers, _ := filepath.Glob(fmt.Sprintf("/tmp/wl-copy-buffer-*/keytray-wl-copy-%d-*", pid))
		found = append(found, buffers...)
	}
	if len(found) > 0 {
		t.Errorf("left are %q", found)
	}
}

func TestToolWritesNoValueToAFile(t *testing.T) {
	s := sway(t, false)
	b := tool(t)
	put(t, b, "value-for-no-file")
	if files := holding(t, s.Runtime, "value-for-no-file"); len(files) > 0 {
		t.Errorf("it is in %q", files)
	}
	if other(t).Paste() != "value-for-no-file" {
		t.Error("it cannot be pasted")
	}
}

// holding lists the files below the runtime folder and of wl-copy that hold text.
func holding(t *testing.T, runtime, text string) (files []string) {
	t.Helper()
	buffers, _ := filepath.Glob("/tmp/wl-copy-buffer-*")
	for _, root := range append(buffers, runtime, os.Getenv("TMPDIR")) {
		_ = filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return nil
			}
			if b, err := os.ReadFile(path); err == nil && strings.Contains(string(b), text) {
				files = append(files, path)
			}
			return nil
		})
	}
	return files
}

func TestToolTellsOfTheCompositorsEnd(t *testing.T) {
	s := sway(t, false)
	b := tool(t)
	before := runtime.NumGoroutine()
	h := put(t, b, "value")
	if err := s.StopWayland(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "lost is told", func() bool { return h.count(clipboard.Lost) == 1 })
	if err := b.Clear(t.Context()); err != nil {
		t.Error(err)
	}
	goroutines(t, before)
	left(t, b)
}

func TestToolLeavesNoGoroutines(t *testing.T) {
	sway(t, false)
	b := tool(t)
	before := runtime.NumGoroutine()
	for range 20 {
		put(t, b, "value")
	}
	if err := b.Clear(t.Context()); err != nil {
		t.Fatal(err)
	}
	goroutines(t, before)
}

func TestToolIsNotInstalled(t *testing.T) {
	sway(t, false)
	t.Setenv("PATH", t.TempDir())
	_, err := tryPut(t, wayland.NewTool(), clipboard.Offer{Value: secret.FromString("value")})
	wantErr(t, err, clipboard.ErrNoTool)
	if wayland.NewTool().Traits().Conceals {
		t.Error("a program that is not there conceals")
	}
}

// fakeTool writes a script that plays a program of wl-clipboard.
func fakeTool(t *testing.T, name, script string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
}

func TestToolThatFailsSaysWhy(t *testing.T) {
	sway(t, false)
	fakeTool(t, "wl-copy", "echo 'no seat for it' >&2; exit 1")
	_, err := tryPut(t, tool(t), clipboard.Offer{Value: secret.FromString("value")})
	wantErr(t, err, clipboard.ErrTool)
	if err == nil || !strings.Contains(err.Error(), "no seat for it") {
		t.Errorf("%v does not say why", err)
	}
}

func TestToolWithoutTheFocusIsRefused(t *testing.T) {
	sway(t, false)
	// Takes the value, and waits for a focus that never comes.
	fakeTool(t, "wl-copy", `[ "$1" = --help ] && exit; cat >/dev/null; exec sleep 60`)
	b := tool(t)
	_, err := tryPut(t, b, clipboard.Offer{Value: secret.FromString("value")})
	wantErr(t, err, clipboard.ErrRefused)
	left(t, b)
	fakeTool(t, "wl-copy", `[ "$1" = --help ] && exit; cat >/dev/null; exit 0`) // gives up instead
	_, err = tryPut(t, b, clipboard.Offer{Value: secret.FromString("value")})
	wantErr(t, err, clipboard.ErrRefused)
	left(t, b)
}

func TestToolAsksForConcealmentWhereItCan(t *testing.T) {
	sway(t, false)
	// A wl-copy of version 2.3: it knows the option, and keeps the value in memory.
	real, err := exec.LookPath("wl-copy")
	if err != nil {
		t.Fatal(err)
	}
	fakeTool(t, "wl-copy", `[ "$1" = --help ] && echo "  --sensitive  mark" && exit
[ "$1" = --sensitive ] || exit 9
shift; umask 077; mkdir "$TMPDIR/own"; TMPDIR="$TMPDIR/own"; v=$(cat; echo x); printf %s "${v%x}" | `+real+` "$@"`)
	b := tool(t)
	put(t, b, "value\n")
	if !b.Traits().Conceals {
		t.Error("it does not conceal")
	}
	if got := other(t).Paste(); got != "value\n" {
		t.Errorf("pasted %q", got)
	}
}

func TestToolTakesTheValueOutOfAFileThatCameLate(t *testing.T) {
	s := sway(t, false)
	real, err := exec.LookPath("wl-copy")
	if err != nil {
		t.Fatal(err)
	}
	fakeTool(t, "wl-copy", `[ "$1" = --help ] && exit; sleep 0.7; exec `+real+` "$@"`)
	b, late := tool(t), "late "+rand.Text() // other runs have files in the same place
	put(t, b, late)
	if files := holding(t, s.Runtime, late); len(files) > 0 {
		t.Errorf("it is in %q", files)
	}
	if got := other(t).Paste(); got != late {
		t.Errorf("pasted %q", got)
	}
	left(t, b)
}
