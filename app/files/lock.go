package files

import (
	"context"
	"fmt"
	"time"

	"github.com/gofrs/flock"
)

// retry is how often a held lock is tried again. Locks are held for the time
// of one write, so a short wait finds them free.
const retry = 2 * time.Millisecond

// Lock is a lock between processes on a file. The file must not be removed
// while anybody may want it: two processes could hold "the" lock on two files of
// one name. The system frees it when the process dies.
type Lock struct{ f *flock.Flock }

// Acquire waits for the lock until ctx ends.
func Acquire(ctx context.Context, path string) (*Lock, error) {
	f := flock.New(path, flock.SetPermissions(0o600))
	ok, err := f.TryLockContext(ctx, retry)
	if err != nil || !ok {
		_ = f.Close()
		return nil, fmt.Errorf("wait for %s: %w", path, err)
	}
	return &Lock{f}, nil
}

// TryAcquire returns nil at once if somebody else holds the lock.
func TryAcquire(path string) (*Lock, error) {
	f := flock.New(path, flock.SetPermissions(0o600))
	ok, err := f.TryLock()
	if err != nil {
		return nil, err
	}
	if !ok {
		_ = f.Close()
		return nil, nil
	}
	return &Lock{f}, nil
}

// Release frees the lock.
func (l *Lock) Release() { _ = l.f.Unlock() }
