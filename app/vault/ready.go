package vault

import (
	"bytes"
	"context"
	"errors"
	"os"

	"keytray/app/keychain"
	"keytray/app/secret"
)

// differs refuses a value that the key has, or had before and still holds: who
// pastes that has copied the wrong one. A lost one must not keep a new one out, not
// even the same.
func (v *Vault) differs(ctx context.Context, k Key, value secret.Value, p printer) error {
	if _, ok := k.Current(); !ok {
		return &NotFoundError{k.Name}
	}
	for _, version := range k.Versions {
		if !settled(version) || p.made(version.Fingerprint) && version.Fingerprint != p.of(value) {
			continue
		}
		same, err := v.is(ctx, k, version, value)
		switch {
		case version.State == Current && err != nil:
			return err
		case version.State == Current && same:
			return ErrSameValue
		case same, err != nil && p.made(version.Fingerprint): // an old one need not be read to be known
			before, _ := k.before()
			return &OldValueError{k.ID, k.Name, version.Number == before.Number}
		}
	}
	return nil
}

func (v *Vault) is(ctx context.Context, k Key, version Version, value secret.Value) (bool, error) {
	held, err := v.fetch(ctx, k, version)
	defer held.Wipe()
	if lost(err) {
		return false, nil
	}
	return err == nil && held.Equal(value), err
}

// number is for a key's next version. It has no value anywhere, not even one that
// the index forgot because it went back or is a backup.
func (v *Vault) number(ctx context.Context, k Key, target Holder) (int, error) {
	for n := k.highest() + 1; ; n++ {
		if taken, err := v.taken(ctx, k.Item(n), target); err != nil || !taken {
			return n, err
		}
	}
}

func (v *Vault) taken(ctx context.Context, item string, target Holder) (bool, error) {
	if _, err := os.Lstat(v.sealedPath(item)); err == nil {
		return true, nil
	}
	for _, h := range holders {
		if h != target && v.closed(ctx, h) != nil {
			continue // not worth asking the person: Move looks again
		}
		value, err := v.at(h).Get(ctx, item)
		value.Wipe()
		switch {
		case err == nil:
			return true, nil
		case h == target && !errors.Is(err, keychain.ErrNotFound):
			return false, err
		}
	}
	return false, nil
}

// ready refuses early, before anything is written, when values cannot be stored.
func (v *Vault) ready(ctx context.Context) (Holder, printer, error) {
	target := v.Target()
	if target == "" {
		return "", printer{}, ErrNoTarget
	}
	if err := v.unusable(ctx, target); err != nil {
		return "", printer{}, err
	}
	p, err := v.printer(ctx, target)
	return target, p, err
}

// pending is a version whose value is about to be stored.
func pending(about Version, number int, target Holder, value secret.Value, p printer) Version {
	about.Number, about.State, about.Holder, about.Fingerprint = number, Pending, target.written(), p.of(value)
	// What looks like the key of a sealed file is sealed, so that every item that does is one.
	about.Sealed = value.Len() > keychain.MaxValue || bytes.HasPrefix(value.Reveal(), dekPrefix)
	return about
}
