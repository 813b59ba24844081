package vault

import (
	"context"
	"time"

	"keytray/app/secret"
)

// apart makes a key of its own for a stray value whose number another value has.
func (a adopter) apart(ctx context.Context, k Key, item StrayItem) error {
	account := k.Item(item.Number)
	value, err := a.at(item.Holder).Get(ctx, account)
	if err != nil {
		return err
	}
	defer value.Wipe()
	plain, sealed, err := a.open(account, value)
	if err != nil {
		return err
	}
	defer plain.Wipe()
	// An adoption that was cut off here may have kept it already.
	if kept, err := a.kept(ctx, plain); err != nil {
		return err
	} else if !kept {
		if err := a.keep(ctx, k.Name, item.Created.UTC(), plain); err != nil {
			return err
		}
	}
	if err := eraseItem(ctx, a.at(item.Holder), account); err != nil {
		return err
	}
	if mine := k.version(item.Number); sealed && !mine.Sealed {
		return a.eraseSealed(account)
	}
	return nil
}

// kept tells whether some key has the value, by reading it there.
func (a adopter) kept(ctx context.Context, value secret.Value) (bool, error) {
	x, err := a.Index(ctx)
	if err != nil {
		return false, err
	}
	fingerprint := a.printer.of(value)
	for _, k := range x.Keys {
		for _, version := range k.Versions {
			if k.Destroying || !settled(version) || version.Fingerprint != fingerprint {
				continue
			}
			same, err := a.fetch(ctx, k, version)
			defer same.Wipe()
			if err == nil && same.Equal(value) {
				return true, nil
			}
		}
	}
	return false, nil
}

// keep stores a value as a new key.
func (a adopter) keep(ctx context.Context, name string, created time.Time, value secret.Value) error {
	k := Key{ID: newID(), Added: a.now().UTC()}
	version := Version{Created: created}
	k.Provider, version.Hint = a.describe(value)
	k.Versions = []Version{pending(version, 1, a.target, value, a.printer)}
	op, err := a.hold(ctx, k.ID)
	if err != nil {
		return err
	}
	defer a.letGo(op, k.ID)
	err = a.change(ctx, func(x *Index) error {
		k.Name = x.free(name)
		x.Keys = append(x.Keys, k.clone())
		return nil
	})
	if err != nil {
		return err
	}
	_, err = a.carry(ctx, k, 1, value, Event{What: "recovered"})
	return err
}
