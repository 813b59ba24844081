package vault

import (
	"context"
	"errors"
	"os"

	"keytray/app/keychain"
)

// Discard destroys a stray none of whose values can be read any more: their sealed
// files are gone. It returns ErrPresent, and destroys nothing, if a value can be read
// after all or has an entry by now.
func (v *Vault) Discard(ctx context.Context, s Stray) error {
	op, err := v.hold(ctx, s.ID)
	if err != nil {
		return err
	}
	defer v.letGo(op, s.ID)
	x, err := v.Index(ctx)
	if err != nil {
		return err
	}
	now := newEntries(x)
	for _, item := range s.Items {
		if now.knows(s.ID, item.Number, item.Holder) {
			return ErrPresent
		}
		if err := v.useless(ctx, s, item); err != nil {
			return err
		}
	}
	for _, item := range s.Items {
		if err := v.discard(ctx, now[s.ID], s, item); err != nil {
			return err
		}
	}
	v.Log(Event{What: "destroyed", ID: s.ID, Name: s.Name})
	return nil
}

// useless returns ErrPresent for an item whose value can be read.
func (v *Vault) useless(ctx context.Context, s Stray, item StrayItem) error {
	account := Key{ID: s.ID}.Item(item.Number)
	value, err := v.at(item.Holder).Get(ctx, account)
	if errors.Is(err, keychain.ErrNotFound) {
		return nil // gone meanwhile
	}
	if err != nil {
		return err
	}
	defer value.Wipe()
	plain, _, err := v.open(account, value)
	plain.Wipe()
	switch {
	case err == nil:
		return ErrPresent
	case errors.Is(err, ErrSealed):
		return nil
	}
	return err
}

// discard deletes an item, and its sealed file if no value of its key has that.
func (v *Vault) discard(ctx context.Context, k *Key, s Stray, item StrayItem) error {
	account := Key{ID: s.ID}.Item(item.Number)
	if err := eraseItem(ctx, v.at(item.Holder), account); err != nil {
		return err
	}
	if k != nil {
		if version := k.version(item.Number); version != nil && version.Held() {
			return nil
		}
	}
	if err := os.Remove(v.forgottenPath(account)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return v.eraseSealed(account)
}
