package vault

import (
	"context"
	"encoding/base64"
	"errors"
	"strings"

	"keytray/app/keychain"
	"keytray/app/seal"
	"keytray/app/secret"
)

// FingerprintItem is the account of the item with the key for fingerprints. With
// the index alone nothing about a value can be computed.
const FingerprintItem = "_fingerprint"

const fingerprintLabel = "Keytray: key for finding duplicates"

// printer makes fingerprints: equal ones are of equal values. One starts with a
// mark of its key, so that those of two keys are never taken for each other.
type printer struct{ key []byte }

func (p printer) of(value secret.Value) string {
	return p.mark() + seal.Fingerprint(p.key, value.Reveal())
}

func (p printer) mark() string { return seal.Fingerprint(p.key, nil)[:6] + "." }

// made tells whether a fingerprint is of this key.
func (p printer) made(fingerprint string) bool { return strings.HasPrefix(fingerprint, p.mark()) }

// printer reads the key for fingerprints, and makes one if there is none.
func (v *Vault) printer(ctx context.Context, target Holder) (printer, error) {
	store := v.at(target)
	p, err := readPrinter(ctx, store)
	if err == nil || !none(err) {
		return p, err
	}
	// Two that make one at once must agree.
	op, err := v.hold(ctx, FingerprintItem)
	if err != nil {
		return printer{}, err
	}
	defer op.Release()
	if p, err := readPrinter(ctx, store); err == nil || !none(err) {
		return p, err
	}
	p = printer{seal.NewKey()}
	text := secret.FromString(base64.RawURLEncoding.EncodeToString(p.key))
	defer text.Wipe()
	return p, place(ctx, store, FingerprintItem, fingerprintLabel, text)
}

// none tells that there is no key for fingerprints yet, maybe not even a
// collection for it.
func none(err error) bool {
	return errors.Is(err, keychain.ErrNotFound) || errors.Is(err, keychain.ErrNoDefault)
}

// readPrinter takes an item that holds no key for a missing one.
func readPrinter(ctx context.Context, store keychain.Store) (printer, error) {
	text, err := store.Get(ctx, FingerprintItem)
	if err != nil {
		return printer{}, err
	}
	defer text.Wipe()
	key, err := base64.RawURLEncoding.AppendDecode(nil, text.Reveal())
	if err != nil || len(key) != seal.KeySize {
		return printer{}, keychain.ErrNotFound
	}
	return printer{key}, nil
}

// holding refuses a value that another key holds.
func (x *Index) holding(fingerprint, except string) error {
	for _, k := range x.Keys {
		if k.ID != except && k.holds(fingerprint) {
			return &SameValueError{ID: k.ID, Name: k.Name, Binned: !k.Deleted.IsZero()}
		}
	}
	return nil
}

func (k Key) holds(fingerprint string) bool {
	for _, version := range k.Versions {
		if version.Held() && version.Fingerprint == fingerprint {
			return true
		}
	}
	return false
}

// Unmarked counts the values that could not be recognised if they were added
// again: the key for fingerprints was lost after they were stored.
func (v *Vault) Unmarked(ctx context.Context) (int, error) {
	p, err := readPrinter(ctx, v.at(v.Target()))
	if err != nil && !errors.Is(err, keychain.ErrNotFound) {
		return 0, err
	}
	x, err := v.Index(ctx)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, k := range x.Keys {
		for _, version := range k.Versions {
			if settled(version) && (p.key == nil || !p.made(version.Fingerprint)) {
				n++
			}
		}
	}
	return n, nil
}

// Mark reads every value that has no fingerprint of the present key and gives it
// one. It returns how many. Values that are lost are left out.
func (v *Vault) Mark(ctx context.Context) (int, error) {
	_, p, err := v.ready(ctx)
	if err != nil {
		return 0, err
	}
	x, err := v.Index(ctx)
	if err != nil {
		return 0, err
	}
	made, failed := map[string]string{}, error(nil)
	for _, k := range x.Keys {
		for _, version := range k.Versions {
			if failed != nil || !settled(version) || p.made(version.Fingerprint) {
				continue
			}
			value, err := v.fetch(ctx, k, version)
			if lost(err) {
				continue
			}
			if failed = err; err == nil {
				made[k.Item(version.Number)] = p.of(value)
				value.Wipe()
			}
		}
	}
	if len(made) == 0 {
		return 0, failed
	}
	n, err := v.mark(ctx, made)
	return n, errors.Join(failed, err)
}

// mark writes fingerprints, by item. No number is used twice, so an item is still
// the value that was read.
func (v *Vault) mark(ctx context.Context, made map[string]string) (n int, err error) {
	err = v.change(ctx, func(x *Index) error {
		for _, k := range x.Keys {
			for i, version := range k.Versions {
				if fingerprint, ok := made[k.Item(version.Number)]; ok && version.Held() {
					k.Versions[i].Fingerprint = fingerprint
					n++
				}
			}
		}
		return nil
	})
	return n, err
}
