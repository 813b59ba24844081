package filevault

import (
	"context"
	"errors"
	"unicode/utf8"

	"keytray/app/secret"
)

// Passphrases of a new or changed vault.
const (
	MinPassphrase = 8    // characters
	MaxPassphrase = 1024 // bytes
)

// Passphrases that will not do.
var (
	ErrWeak       = errors.New("the passphrase is too short: use at least 8 characters")
	ErrPassphrase = errors.New("the passphrase must be text of at most 1,024 bytes")
)

// check refuses passphrases for a new vault. The bytes count as they are: who types
// the same on a keyboard that composes letters in another way has another one.
func check(passphrase secret.Value) error {
	switch b := passphrase.Reveal(); {
	case len(b) > MaxPassphrase || !utf8.Valid(b):
		return ErrPassphrase
	case utf8.RuneCount(b) < MinPassphrase:
		return ErrWeak
	}
	return nil
}

// ChangePassphrase gives the vault another passphrase and leaves it unlocked; every
// other Vault on the file is locked then. It returns ErrWrongPassphrase if old is
// not the one of now, ErrWeak or ErrPassphrase if next will not do.
func (v *Vault) ChangePassphrase(ctx context.Context, old, next secret.Value) error {
	if err := check(next); err != nil {
		return err
	}
	if !v.Exists() {
		return v.missing()
	}
	release, err := v.begin(ctx)
	if err != nil {
		return err
	}
	defer release()
	was, err := v.unlock(ctx, old)
	if err != nil {
		return err
	}
	defer was.keys.wipe()
	fresh, err := v.fresh(ctx, next)
	if err != nil {
		return err
	}
	items, err := reseal(was.table.items, was.keys, fresh.keys)
	if err != nil {
		fresh.keys.wipe()
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.install(fresh, table{was.table.generation + 1, items})
}

// reseal takes values from one set of keys to another.
func reseal(items []item, from, to keys) ([]item, error) {
	all := make([]item, len(items))
	for i, it := range items {
		value, err := from.openValue(it)
		if err != nil {
			return nil, err
		}
		it.sealed = to.sealValue(it.account, value)
		clear(value)
		all[i] = it
	}
	return all, nil
}
