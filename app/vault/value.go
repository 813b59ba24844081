package vault

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"keytray/app/files"
	"keytray/app/keychain"
	"keytray/app/seal"
	"keytray/app/secret"
	"keytray/app/text"
)

// MaxValue is the longest value in bytes. Over keychain.MaxValue it is kept in a
// sealed file beside the index, and the keychain item holds the file's key.
const MaxValue = 1 << 20

// dekPrefix marks an item that holds the key of a sealed file.
var dekPrefix = []byte("v1:dek:")

func (v *Vault) sealedPath(item string) string { return filepath.Join(v.dir, "sealed", item) }

// Value reads a key's current value.
func (v *Vault) Value(ctx context.Context, id string) (secret.Value, error) {
	x, err := v.Index(ctx)
	if err != nil {
		return secret.Value{}, err
	}
	k := x.key(id)
	if k == nil {
		return secret.Value{}, &NotFoundError{id}
	}
	current, ok := k.Current()
	if !ok {
		return secret.Value{}, &NotFoundError{k.Name}
	}
	return v.fetch(ctx, *k, current)
}

// PreviousValue reads the newest of a key's previous values.
func (v *Vault) PreviousValue(ctx context.Context, id string) (secret.Value, Version, error) {
	k, err := v.entry(ctx, id)
	if err != nil {
		return secret.Value{}, Version{}, err
	}
	for _, version := range k.Versions { // newest first
		if version.State == Previous {
			value, err := v.fetch(ctx, k, version)
			return value, version, err
		}
	}
	return secret.Value{}, Version{}, ErrNoPrevious
}

// PreviousValueOf reads one of a key's previous values by its number.
func (v *Vault) PreviousValueOf(ctx context.Context, id string, number int) (secret.Value, error) {
	k, err := v.entry(ctx, id)
	if err != nil {
		return secret.Value{}, err
	}
	version := k.version(number)
	if version == nil || version.State != Previous {
		return secret.Value{}, ErrNoPrevious
	}
	return v.fetch(ctx, k, *version)
}

// put stores a version's value and reads it back: only then is it called stored.
func (v *Vault) put(ctx context.Context, k Key, version Version, value secret.Value) error {
	item := k.Item(version.Number)
	if version.Sealed {
		dek, err := v.seal(item, value)
		if err != nil {
			return err
		}
		defer dek.Wipe()
		value = dek
	}
	return place(ctx, v.at(version.HeldBy()), item, k.Label(), value)
}

// place stores an item and reads it back.
func place(ctx context.Context, store named, item, label string, value secret.Value) error {
	if err := store.Set(ctx, item, label, value); err != nil {
		return err
	}
	got, err := store.Get(ctx, item)
	if err != nil {
		return errors.Join(ErrUnconfirmed, err)
	}
	defer got.Wipe()
	if !got.Equal(value) {
		return about(store.holder, ErrUnconfirmed)
	}
	return nil
}

// seal writes a value to its sealed file, reads it back, and returns what goes
// into the keychain in its place.
func (v *Vault) seal(item string, value secret.Value) (secret.Value, error) {
	path := v.sealedPath(item)
	if err := files.Private(filepath.Dir(path)); err != nil {
		return secret.Value{}, err
	}
	key := seal.NewKey()
	defer clear(key)
	if err := files.Replace(path, seal.Seal(key, value.Reveal(), []byte(item)), ""); err != nil {
		return secret.Value{}, err
	}
	text := base64.RawURLEncoding.AppendEncode(bytes.Clone(dekPrefix), key)
	defer clear(text)
	dek := secret.New(text)
	got, err := v.unseal(item, dek)
	if err != nil {
		return secret.Value{}, err
	}
	defer got.Wipe()
	if !got.Equal(value) {
		return secret.Value{}, ErrSealed
	}
	return dek, nil
}

// unseal reads the sealed file of an item with the key that the item holds.
func (v *Vault) unseal(item string, dek secret.Value) (secret.Value, error) {
	key, ok := keyOf(dek)
	if !ok {
		return secret.Value{}, text.Errorf("%w: its keychain item holds no key", ErrSealed)
	}
	defer clear(key)
	content, err := v.readSealed(item)
	if errors.Is(err, fs.ErrNotExist) {
		return secret.Value{}, text.Errorf("%w: %s is missing", ErrSealed, v.sealedPath(item))
	}
	if err != nil {
		return secret.Value{}, err
	}
	plain, err := seal.Open(key, content, []byte(item))
	if err != nil {
		return secret.Value{}, text.Errorf("%w: %s is damaged", ErrSealed, v.sealedPath(item))
	}
	defer clear(plain)
	return secret.New(plain), nil
}

// readSealed takes back a file that was put away: its key is there again.
func (v *Vault) readSealed(item string) ([]byte, error) {
	content, err := os.ReadFile(v.sealedPath(item))
	if errors.Is(err, fs.ErrNotExist) && v.takeBack(item) == nil {
		return os.ReadFile(v.sealedPath(item))
	}
	return content, err
}

// keyOf is the key of a sealed file that an item holds.
func keyOf(dek secret.Value) (key []byte, ok bool) {
	text, ok := bytes.CutPrefix(dek.Reveal(), dekPrefix)
	if !ok {
		return nil, false
	}
	key, err := base64.RawURLEncoding.AppendDecode(nil, text)
	return key, err == nil && len(key) == seal.KeySize
}

// fetch reads a version's value.
func (v *Vault) fetch(ctx context.Context, k Key, version Version) (secret.Value, error) {
	item := k.Item(version.Number)
	value, err := v.find(ctx, item, version.homes())
	if err != nil || !version.Sealed {
		return value, err
	}
	defer value.Wipe()
	return v.unseal(item, value)
}

// find reads an item from the first home that has it. That is the holder, if the
// index did not go back in the middle of a move.
func (v *Vault) find(ctx context.Context, item string, homes []Holder) (secret.Value, error) {
	value, missing := v.at(homes[0]).Get(ctx, item)
	if !errors.Is(missing, keychain.ErrNotFound) {
		return value, missing
	}
	for _, home := range homes[1:] {
		if value, err := v.at(home).Get(ctx, item); !errors.Is(err, keychain.ErrNotFound) {
			return value, err
		}
	}
	return secret.Value{}, missing
}

// erase deletes a version's value wherever a copy may be: the item first, for
// without it a sealed file is noise.
func (v *Vault) erase(ctx context.Context, k Key, version Version) error {
	for _, home := range version.homes() {
		if err := eraseItem(ctx, v.at(home), k.Item(version.Number)); err != nil {
			return err
		}
	}
	return v.eraseSealed(k.Item(version.Number))
}

// eraseItem deletes an item, if it is there.
func eraseItem(ctx context.Context, store keychain.Store, item string) error {
	if err := store.Delete(ctx, item); err != nil && !errors.Is(err, keychain.ErrNotFound) {
		return err
	}
	return nil
}

func (v *Vault) eraseSealed(item string) error {
	for _, path := range []string{v.sealedPath(item), v.sealedPath(item) + ".new"} {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
