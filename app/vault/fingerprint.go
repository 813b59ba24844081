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
func (v *Vault) printer(ctx context.Context) (printer, error) {
	store := v.at(v.Target())
	p, err := readPrinter(ctx, store)
	if err == nil || !errors.Is(err, keychain.ErrNotFound) {
		return p, err
	}
	// Two that make one at once must agree.
	op, err := v.hold(ctx, FingerprintItem)
	if err != nil {
		return printer{}, err
	}
	defer op.Release()
	if p, err := readPrinter(ctx, store); err == nil || !errors.Is(err, keychain.ErrNotFound) {
		return p, err
	}
	p = printer{seal.NewKey()}
	text := secret.FromString(base64.RawURLEncoding.EncodeToString(p.key))
	defer text.Wipe()
	return p, place(ctx, store, FingerprintItem, fingerprintLabel, text)
}

// readPrinter takes an item that holds no key for a missing one.
func readPrinter(ctx context.Context, store keychain.Store) (printer, error) {
	text, err := store.Get(ctx, FingerprintItem)
	if err != nil {
		return printer{}, err
	}
	defer text.Wipe()
	key, err := base64.RawURLEncoding.DecodeString(string(text.Reveal()))
	if err != nil || len(key) != seal.KeySize {
		return printer{}, keychain.ErrNotFound
	}
	return printer{key}, nil
}

// holding refuses a value that another key holds.
func (x *Index) holding(fingerprint, except string) error {
	for _, k := range x.Keys {
		if k.ID != except && k.holds(fingerprint) {
			return &SameValueError{Name: k.Name, Binned: !k.Deleted.IsZero()}
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
			if (version.State == Current || version.State == Previous) && (p.key == nil || !p.made(version.Fingerprint)) {
				n++
			}
		}
	}
	return n, nil
}

// Mark reads every value that has no fingerprint of the present key and gives it
// one. It returns how many.
func (v *Vault) Mark(ctx context.Context) (int, error) {
	p, err := v.printer(ctx)
	if err != nil {
		return 0, err
	}
	x, err := v.Index(ctx)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, k := range x.Keys {
		for _, version := range k.Versions {
			if version.State != Current && version.State != Previous || p.made(version.Fingerprint) {
				continue
			}
			value, err := v.fetch(ctx, k, version)
			if err != nil {
				return n, err
			}
			fingerprint := p.of(value)
			value.Wipe()
			_, err = v.changeKey(ctx, k.ID, func(_ *Index, k *Key) error {
				if now := k.version(version.Number); now != nil && now.Held() {
					now.Fingerprint = fingerprint
				}
				return nil
			})
			if err != nil {
				return n, err
			}
			n++
		}
	}
	return n, nil
}
