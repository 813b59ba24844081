package filevault

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"

	"keytray/app/files"
	"keytray/app/keychain"
	"keytray/app/seal"
	"keytray/app/secret"
	"keytray/app/text"
)

// What can go wrong beside the errors of package keychain. None of them changes a file.
var (
	ErrExists          = text.Error("an encrypted file of keys exists already")
	ErrWrongPassphrase = text.Error("the passphrase is wrong")
	ErrDamaged         = text.Error("the encrypted file is damaged")
	ErrNewer           = text.Error("the encrypted file was written by a newer version")
)

// Vault is one encrypted file. It is safe for concurrent use, also by several
// processes on one file; each Vault is unlocked for itself.
type Vault struct {
	path   string
	derive func(passphrase []byte, p seal.Params) ([]byte, error)
	turn   chan struct{} // holds one token while a change or an unlock runs

	mu    sync.Mutex
	open  *session // nil while locked
	ended error    // why it locked without being asked to
}

var _ keychain.Store = (*Vault)(nil)

// New is the vault in the file at path, locked. It touches nothing.
func New(path string) *Vault {
	return &Vault{path: path, derive: derive, turn: make(chan struct{}, 1)}
}

// derive gives argon2id's memory back to the system at once: the process that
// keeps a vault unlocked lives for days.
func derive(passphrase []byte, p seal.Params) ([]byte, error) {
	defer debug.FreeOSMemory()
	return seal.Derive(passphrase, p)
}

// Exists tells whether there is a file, whatever is in it.
func (v *Vault) Exists() bool {
	_, err := os.Lstat(v.path)
	return !errors.Is(err, fs.ErrNotExist)
}

// Create makes an empty vault and leaves it unlocked. It returns ErrWeak or
// ErrPassphrase for a passphrase that will not do, and ErrExists if there is a
// file, or a copy of one that is gone: its values may be in that copy alone.
func (v *Vault) Create(ctx context.Context, passphrase secret.Value) error {
	if err := check(passphrase); err != nil {
		return err
	}
	if err := v.vacant(); err != nil {
		return err
	}
	if err := files.Private(filepath.Dir(v.path)); err != nil {
		return err
	}
	release, err := v.begin(ctx)
	if err != nil {
		return err
	}
	defer release()
	if err := v.vacant(); err != nil {
		return err
	}
	fresh, err := v.fresh(ctx, passphrase)
	if err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.install(fresh, table{generation: 1})
}

func (v *Vault) vacant() error {
	if v.Exists() {
		return ErrExists
	}
	if _, err := os.Lstat(v.last()); !errors.Is(err, fs.ErrNotExist) {
		return text.Errorf("%w: only a copy of it is left, %s; rename it to %s to use it, or move it away", ErrExists, v.last(), v.path)
	}
	return nil
}

// Unlock opens the vault until Lock. It returns ErrWrongPassphrase, and
// keychain.ErrUnavailable if there is no file. After any error the vault is as
// it was before.
func (v *Vault) Unlock(ctx context.Context, passphrase secret.Value) error {
	if err := v.take(ctx); err != nil {
		return err
	}
	defer v.give()
	s, err := v.unlock(ctx, passphrase)
	if err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.forget()
	v.open = s
	return nil
}

// Lock forgets the keys. A write that is under way ends first.
func (v *Vault) Lock() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.forget()
}

func (v *Vault) forget() {
	v.ended = nil
	if v.open != nil {
		v.open.keys.wipe()
		v.open = nil
	}
}
