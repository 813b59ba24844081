package files_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
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
	assertRights(t, path, 0o600)
}

// assertRights looks at what others may do. Windows tells nothing by the mode: there it is the rights of
// the person's folder that count.
func assertRights(t *testing.T, path string, want os.FileMode) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != want && runtime.GOOS != "windows" {
		t.Errorf("mode is %o, want %o", info.Mode().Perm(), want)
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
	third, err := files.Acquire(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	third.Release()
}

func TestPrivateTakesOtherPeoplesRightsAway(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := files.Private(dir); err != nil {
		t.Fatal(err)
	}
	assertRights(t, dir, 0o700)
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
