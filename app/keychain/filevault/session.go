package filevault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"

	"keytray/app/keychain"
	"keytray/app/seal"
	"keytray/app/secret"
	"keytray/app/text"
)

// session is an unlocked vault: the keys, and the table as it was when the file
// was last read.
type session struct {
	header header
	keys   keys
	table  table
	mark   mark // of the file that the table was read from
}

// fresh is a session of new keys behind a passphrase, with no file yet.
func (v *Vault) fresh(ctx context.Context, passphrase secret.Value) (*session, error) {
	p := seal.Default()
	passphraseKey, err := v.stretch(ctx, passphrase, p)
	if err != nil {
		return nil, err
	}
	defer clear(passphraseKey)
	master := seal.NewKey()
	defer clear(master)
	return &session{header: newHeader(p, passphraseKey, master), keys: keysOf(master)}, nil
}

// unlock is a session of the file as it is.
func (v *Vault) unlock(ctx context.Context, passphrase secret.Value) (*session, error) {
	s, err := v.unlockFile(ctx, v.path, passphrase)
	return s, v.tellCopy(err, func(path string) bool {
		s, err := v.unlockFile(ctx, path, passphrase)
		if err == nil {
			s.keys.wipe()
		}
		return err == nil
	})
}

// unlockFile does the same work for every wrong passphrase: argon2id, and one try
// to open the master key.
func (v *Vault) unlockFile(ctx context.Context, path string, passphrase secret.Value) (*session, error) {
	content, err := read(path)
	if err != nil {
		return nil, err
	}
	h, err := parseHeader(content)
	if err != nil {
		return nil, err
	}
	passphraseKey, err := v.stretch(ctx, passphrase, h.params)
	if err != nil {
		return nil, err
	}
	defer clear(passphraseKey)
	master, err := h.master(passphraseKey)
	if err != nil {
		return nil, err
	}
	defer clear(master)
	s := &session{header: h, keys: keysOf(master)}
	if err := s.load(content); err != nil {
		s.keys.wipe()
		return nil, err
	}
	return s, nil
}

// stretch makes a key of a passphrase, unless ctx has ended: it cannot be stopped.
func (v *Vault) stretch(ctx context.Context, passphrase secret.Value, p seal.Params) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return v.derive(passphrase.Reveal(), p)
}

// Why a session ended without being asked to. Calls on a locked vault end with it.
var (
	errRekeyed = text.Error("the encrypted file was locked: its passphrase was changed elsewhere, or another file was put in its place").Under(keychain.ErrLocked)
	errOlder   = text.Error("the encrypted file was locked: an older file was put in its place").Under(keychain.ErrLocked)
)

// load takes the table out of a file.
func (s *session) load(content []byte) error {
	h, err := parseHeader(content)
	if err != nil {
		return err
	}
	if !bytes.Equal(h.raw, s.header.raw) {
		return errRekeyed
	}
	t, err := s.keys.openTable(content[headerEnd:], h)
	if err != nil {
		return err
	}
	if t.generation < s.table.generation {
		return errOlder
	}
	s.table, s.mark = t, markOf(content)
	return nil
}

// refresh brings the session up to date, at the price of reading the start of the
// file if nothing changed. Damage behind the start is left for the next change to
// notice: the session has what was there. Callers hold mu.
func (v *Vault) refresh() error {
	if v.open == nil {
		return v.closed()
	}
	now, err := peek(v.path)
	if err == nil && now == v.open.mark {
		return nil
	}
	return v.reload()
}

// reload reads and authenticates the whole file.
func (v *Vault) reload() error {
	if v.open == nil {
		return v.closed()
	}
	content, err := read(v.path)
	if err == nil {
		err = v.open.load(content)
	}
	if errors.Is(err, keychain.ErrLocked) {
		v.forget()
		v.ended = err
		return err
	}
	return v.tellCopy(err, func(path string) bool {
		content, err := read(path)
		trial := *v.open
		trial.table.generation = 0 // a copy is older
		return err == nil && trial.load(content) == nil
	})
}

// closed says why a vault without a session does not answer.
func (v *Vault) closed() error {
	if !v.Exists() {
		return v.missing()
	}
	return keychain.ErrLocked
}

func (v *Vault) missing() error {
	return fmt.Errorf("%w: %w", keychain.ErrUnavailable, &fs.PathError{Op: "open", Path: v.path, Err: fs.ErrNotExist})
}

// tellCopy says of a damaged or missing file whether its copy is whole. Nothing
// uses the copy: it lacks the last change, and only the person can know whether
// that matters.
func (v *Vault) tellCopy(err error, opens func(path string) bool) error {
	if !mendable(err) || !opens(v.last()) {
		return err
	}
	return &copyError{err, text.T("a whole copy from before the last change is %s, rename it to use it", v.last())}
}
