package vault

import (
	"context"

	"keytray/app/secret"
)

// Recognise is the key that holds a value, and which of its versions that is; found is
// false if none does. It asks the person nothing: of a store that is locked it says so.
func (v *Vault) Recognise(ctx context.Context, value secret.Value) (k Key, version Version, found bool, err error) {
	target := v.Target()
	if target == "" {
		return k, version, false, ErrNoTarget
	}
	if err := v.closed(ctx, target); err != nil {
		return k, version, false, err
	}
	p, err := readPrinter(ctx, v.at(target))
	if none(err) {
		return k, version, false, nil // nothing was ever stored there
	}
	if err != nil {
		return k, version, false, err
	}
	x, err := v.Index(ctx)
	if err != nil {
		return k, version, false, err
	}
	k, version, found = x.holder(p.of(value))
	return k, version, found, nil
}

// holder is the key that holds a value by its fingerprint. One in use comes before one in
// the bin, and the value in use before those before it.
func (x *Index) holder(fingerprint string) (best Key, of Version, found bool) {
	rank := 0
	for _, k := range x.Keys {
		for _, version := range k.Versions {
			if !version.Held() || version.Fingerprint != fingerprint || k.Destroying {
				continue
			}
			r := 1
			if k.Deleted.IsZero() {
				r += 2
			}
			if version.State == Current {
				r++
			}
			if r > rank {
				best, of, found, rank = k.clone(), version, true, r
			}
		}
	}
	return best, of, found
}
