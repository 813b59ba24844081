package vault

import (
	"context"
	"errors"
	"slices"
	"time"
)

// Revoke destroys our copies of the previous values, or of the numbered ones of
// them: the provider no longer takes them. With the last one the rotation under way
// is done. Journal: revoked, then gone from the keychain, then destroyed.
func (v *Vault) Revoke(ctx context.Context, id string, numbers ...int) (Key, error) {
	op, err := v.hold(ctx, id)
	if err != nil {
		return Key{}, err
	}
	defer v.letGo(op, id)
	var name string
	_, err = v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		name = k.Name
		found := false
		for i := range k.Versions {
			s := &k.Versions[i].State
			meant := len(numbers) == 0 || slices.Contains(numbers, k.Versions[i].Number)
			if *s == Previous && meant || *s == Revoked {
				*s, found = Revoked, true
			}
		}
		if !found {
			return ErrNoPrevious
		}
		return nil
	})
	if err != nil {
		return Key{}, err
	}
	k, err := v.destroyRevoked(ctx, id)
	if err != nil {
		return Key{}, err
	}
	v.Log(Event{What: "revoked", ID: id, Name: name})
	return k, nil
}

// destroyRevoked deletes the items of revoked versions. It must hold the key's lock.
func (v *Vault) destroyRevoked(ctx context.Context, id string) (Key, error) {
	x, err := v.Index(ctx)
	if err != nil {
		return Key{}, err
	}
	k := x.key(id)
	if k == nil {
		return Key{}, &NotFoundError{id}
	}
	for _, version := range k.Versions {
		if version.State != Revoked {
			continue
		}
		if err := v.erase(ctx, *k, version); err != nil {
			return Key{}, err
		}
	}
	return v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		for i, version := range k.Versions {
			if version.State == Revoked {
				k.Versions[i] = version.destroyed()
			}
		}
		if k.Case.New != 0 && k.Previous() == 0 { // nothing is left that could be alive
			k.Case = Case{}
		}
		return nil
	})
}

// destroyed is what remains of a version whose value is gone.
func (v Version) destroyed() Version {
	return Version{Number: v.Number, State: Destroyed, Created: v.Created, Expires: v.Expires}
}

// Bin moves a key to the bin; its values stay in the keychain.
func (v *Vault) Bin(ctx context.Context, id string) (Key, error) {
	k, err := v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		if k.Deleted.IsZero() {
			k.Deleted = v.now().UTC()
		}
		return nil
	})
	if err == nil {
		v.Log(Event{What: "deleted", ID: id, Name: k.Name})
	}
	return k, err
}

// Restore takes a key out of the bin, if its name is still free.
func (v *Vault) Restore(ctx context.Context, id string) (Key, error) {
	k, err := v.changeKey(ctx, id, func(x *Index, k *Key) error {
		if k.Deleted.IsZero() || k.Destroying {
			return ErrNotInBin
		}
		if err := x.unique(k.Name, k.ID); err != nil {
			return err
		}
		k.Deleted = time.Time{}
		return nil
	})
	if err == nil {
		v.Log(Event{What: "restored", ID: id, Name: k.Name})
	}
	return k, err
}

// Destroy deletes a key with all its values. Journal: destroying, then gone
// from the keychain, then gone from the index.
func (v *Vault) Destroy(ctx context.Context, id string) (Key, error) {
	op, err := v.hold(ctx, id)
	if err != nil {
		return Key{}, err
	}
	defer v.letGo(op, id)
	return v.destroy(ctx, id, func(Key) bool { return true })
}

var errRestored = errors.New("the key was restored")

// destroy must hold the key's lock. It does nothing if the key is not to be
// destroyed any more: Restore takes no lock.
func (v *Vault) destroy(ctx context.Context, id string, still func(Key) bool) (Key, error) {
	k, err := v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		if !still(*k) {
			return errRestored
		}
		k.Destroying = true
		return nil
	})
	if err != nil {
		return Key{}, err
	}
	for _, version := range k.Versions {
		if !version.Held() {
			continue
		}
		if err := v.erase(ctx, k, version); err != nil {
			return Key{}, err
		}
	}
	err = v.change(ctx, func(x *Index) error {
		x.remove(id)
		return nil
	}, Event{What: "destroyed", ID: id, Name: k.Name})
	if err != nil {
		return Key{}, err
	}
	return k, nil
}
