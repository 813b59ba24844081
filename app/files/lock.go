package files

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	"keytray/app/text"

	"github.com/gofrs/flock"
)

// retry is how often a held lock is tried again. Locks are held for the time
// of one write, so a short wait finds them free.
const retry = 2 * time.Millisecond

// Lock is a lock between processes on a file. Only its holder may remove the
// file. The system frees the lock when the process dies.
type Lock struct{ f *flock.Flock }

// Acquire waits for the lock until ctx ends.
func Acquire(ctx context.Context, path string) (*Lock, error) {
	for {
		f := flock.New(path, flock.SetPermissions(0o600))
		ok, err := f.TryLockContext(ctx, retry)
		if err != nil || !ok {
			_ = f.Close()
			return nil, text.Errorf("wait for %s: %w", path, err)
		}
		if inPlace(f) {
			return &Lock{f}, nil
		}
		_ = f.Close()
	}
}

// TryAcquire returns nil at once if somebody else holds the lock.
func TryAcquire(path string) (*Lock, error) {
	for {
		f := flock.New(path, flock.SetPermissions(0o600))
		ok, err := f.TryLock()
		if err != nil {
			return nil, err
		}
		if !ok {
			_ = f.Close()
			return nil, nil
		}
		if inPlace(f) {
			return &Lock{f}, nil
		}
		_ = f.Close()
	}
}

// inPlace tells whether the locked file still has the name: if the holder before
// removed it, the next one makes another, and two would hold "the" lock.
func inPlace(f *flock.Flock) bool {
	locked, err := f.Stat()
	if err != nil {
		return false
	}
	named, err := os.Stat(f.Path())
	if errors.Is(err, fs.ErrNotExist) {
		return false
	}
	return err != nil || os.SameFile(locked, named)
}

// Release frees the lock.
func (l *Lock) Release() { _ = l.f.Unlock() }
