package files_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"keytray/app/files"
)

func TestReplaceKeepsTheContentBefore(t *testing.T) {
	dir := t.TempDir()
	path, last := filepath.Join(dir, "index.json"), filepath.Join(dir, "last")
	for i, content := range []string{"one", "two", "three"} {
		if err := files.Replace(path, []byte(content), last); err != nil {
			t.Fatal(err)
		}
		assertContent(t, path, content)
		if i > 0 {
			assertContent(t, last, []string{"one", "two"}[i-1])
		}
	}
	entries, _ := os.ReadDir(dir)
	if len(entries) != 2 {
		t.Errorf("%d files are left, want 2: %v", len(entries), entries)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode is %o, want 600", info.Mode().Perm())
	}
}

func TestAFailedReplaceChangesNothing(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "taken")
	if err := os.MkdirAll(filepath.Join(target, "full"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := files.Replace(target, []byte("x"), ""); err == nil {
		t.Fatal("a folder was replaced by a file")
	}
	entries, _ := os.ReadDir(dir)
	if len(entries) != 1 {
		t.Errorf("a temporary file is left: %v", entries)
	}
}

func assertContent(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("%s holds %q (%v), want %q", filepath.Base(path), got, err, want)
	}
}

func TestALockIsHeldByOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	first, err := files.TryAcquire(path)
	if err != nil || first == nil {
		t.Fatal(err)
	}
	if second, err := files.TryAcquire(path); err != nil || second != nil {
		t.Fatalf("the lock was given twice (%v)", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := files.Acquire(ctx, path); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting ended with %v", err)
	}
	first.Release()
	if _, err := files.Acquire(t.Context(), path); err != nil {
		t.Error(err)
	}
}

func TestPrivateTakesOtherPeoplesRightsAway(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := files.Private(dir); err != nil {
		t.Fatal(err)
	}
	info, _ := os.Stat(dir)
	if info.Mode().Perm() != 0o700 {
		t.Errorf("mode is %o, want 700", info.Mode().Perm())
	}
}

func TestPathsIgnoreRelativeVariables(t *testing.T) {
	home := t.TempDir()
	for _, v := range []string{"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"} {
		t.Setenv(v, "relative")
	}
	t.Setenv("HOME", home)
	p, err := files.Default()
	if err != nil {
		t.Fatal(err)
	}
	if p.Data != filepath.Join(home, ".local/share/keytray") || p.Settings() != filepath.Join(home, ".config/keytray/settings.json") {
		t.Errorf("got %+v", p)
	}
	if strings.HasPrefix(p.Socket(), "relative") {
		t.Errorf("the socket is at %s", p.Socket())
	}
	t.Setenv("HOME", "")
	if _, err := files.Default(); err == nil {
		t.Error("no error without a home folder")
	}
}

// Who holds the lock may remove its file: whoever waited for it must not hold "the"
// lock on the removed one while another holds it on the next.
func TestARemovedLockIsHeldByOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	var all sync.WaitGroup
	var inside atomic.Int32
	for range 8 {
		all.Go(func() {
			for range 100 {
				l, err := files.Acquire(t.Context(), path)
				if err != nil {
					t.Error(err)
					return
				}
				if n := inside.Add(1); n != 1 {
					t.Errorf("%d hold the lock", n)
				}
				runtime.Gosched()
				inside.Add(-1)
				_ = os.Remove(path)
				l.Release()
			}
		})
	}
	all.Wait()
}
