package vault

import (
	"context"
	"time"

	"keytray/app/text"
)

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

var errRestored = text.Error("the key was restored")

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
