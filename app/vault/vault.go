package vault

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"

	"keytray/app/files"
	"keytray/app/keychain"
)

const (
	lockLimit = 10 * time.Second // the index lock is held for one write at a time
	busyLimit = 3 * time.Second  // a key's own lock may be held while a person is asked
)

// Params are what a vault is built from.
type Params struct {
	Dir    string         // folder of the index
	Store  keychain.Store // the system's keychain
	File   keychain.Store // the encrypted file; may be nil
	Target func() Holder  // where new values go, "" if that is not known; nil is the keychain
	Now    func() time.Time
}

// Vault is the keys of one person. It may be used by several goroutines, and
// the files by several processes, at once.
type Vault struct {
	dir    string
	store  keychain.Store
	file   keychain.Store
	target func() Holder
	now    func() time.Time

	mu        sync.Mutex // guards the fields below and orders changes of this process
	stamp     stamp
	known     Index
	recovered *Recovery
}

// New builds a vault. It reads and writes nothing yet.
func New(p Params) *Vault {
	return &Vault{dir: p.Dir, store: p.Store, file: p.File, target: p.Target, now: p.Now}
}

// Index returns what is on disk now. It must not be changed.
func (v *Vault) Index(ctx context.Context) (Index, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	x, err := v.read()
	if !errors.Is(err, errUnreadable) {
		return x, err
	}
	unlock, err := v.lock(ctx)
	if err != nil {
		return Index{}, err
	}
	defer unlock()
	return v.readOrRecover()
}

// readOrRecover must be called with the lock between processes held.
func (v *Vault) readOrRecover() (Index, error) {
	x, err := v.read() // another process may have recovered it by now
	if !errors.Is(err, errUnreadable) {
		return x, err
	}
	return v.recover()
}

// Recovered tells whether this vault has gone back to a last good copy, or made a
// new list; nil if not.
func (v *Vault) Recovered() *Recovery {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.recovered
}

// lock takes the lock between processes.
func (v *Vault) lock(ctx context.Context) (unlock func(), err error) {
	if err := files.Private(v.dir); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, lockLimit)
	defer cancel()
	l, err := files.Acquire(ctx, filepath.Join(v.dir, "index.lock"))
	if err != nil {
		return nil, err
	}
	return l.Release, nil
}

// change reads the index under the lock, lets f change a copy and writes it.
// If f fails nothing is written. Events go to the history after the write.
func (v *Vault) change(ctx context.Context, f func(*Index) error, events ...Event) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	unlock, err := v.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	x, err := v.readOrRecover()
	if err != nil {
		return err
	}
	next := x.clone()
	if err := f(&next); err != nil {
		return err
	}
	next.Revision++
	if err := v.write(next); err != nil {
		return err
	}
	for _, e := range events {
		v.log(e)
	}
	return nil
}

// changeKey is change for one key that must still be there.
func (v *Vault) changeKey(ctx context.Context, id string, f func(*Index, *Key) error, events ...Event) (Key, error) {
	var changed Key
	err := v.change(ctx, func(x *Index) error {
		k := x.key(id)
		if k == nil {
			return &NotFoundError{id}
		}
		if err := f(x, k); err != nil {
			return err
		}
		changed = k.clone()
		return nil
	}, events...)
	return changed, err
}

// entry is a key as the index has it now.
func (v *Vault) entry(ctx context.Context, id string) (Key, error) {
	x, err := v.Index(ctx)
	if err != nil {
		return Key{}, err
	}
	k := x.key(id)
	if k == nil {
		return Key{}, &NotFoundError{id}
	}
	return k.clone(), nil
}

// hold takes the lock of one key for a whole operation: while it is held, no
// other process repairs the key's entry or works on its items.
func (v *Vault) hold(ctx context.Context, id string) (*files.Lock, error) {
	if err := files.Private(v.opsDir()); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, busyLimit)
	defer cancel()
	l, err := files.Acquire(ctx, v.opPath(id))
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, ErrBusy
	}
	return l, err
}

// letGo ends what hold began. The lock's file goes with the entry: at the very
// end, for from then on another process can hold the lock of this name.
func (v *Vault) letGo(op *files.Lock, id string) {
	defer op.Release()
	if x, err := v.Index(context.Background()); err == nil && x.key(id) == nil {
		_ = os.Remove(v.opPath(id))
	}
}

func (v *Vault) opsDir() string          { return filepath.Join(v.dir, "ops") }
func (v *Vault) opPath(id string) string { return filepath.Join(v.opsDir(), id+".lock") }
