package filevault

import (
	"bytes"
	"context"
	"unicode"
	"unicode/utf8"

	"keytray/app/secret"
	"keytray/app/text"
)

// Passphrases of a new or changed vault.
const (
	MinPassphrase = 8    // characters
	MaxPassphrase = 1024 // bytes
)

// Passphrases that will not do.
var (
	ErrWeak       = text.Error("the passphrase is too short: use at least 8 characters")
	ErrPassphrase = text.Error("the passphrase must be text of 8 or more characters that are not all spaces")
	errTooLong    = text.Error("the passphrase must be text of 8 or more characters that are not all spaces, and of at most 1,024 bytes").Under(ErrPassphrase)
)

// check refuses passphrases for a new vault: those that are easily guessed, and those
// that cannot be typed again, for a terminal or a field of a form would drop a part. The bytes count as they are: who types
// the same on a keyboard that composes letters in another way has another one.
func check(passphrase secret.Value) error {
	switch b := passphrase.Reveal(); {
	case len(b) > MaxPassphrase:
		return errTooLong
	case !utf8.Valid(b) || bytes.ContainsFunc(b, unicode.IsControl):
		return ErrPassphrase
	case utf8.RuneCount(b) < MinPassphrase:
		return ErrWeak
	case len(bytes.TrimSpace(b)) == 0:
		return ErrPassphrase
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
