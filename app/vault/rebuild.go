package vault

import (
	"context"
	"errors"
	"os"
	"slices"

	"keytray/app/keychain"
)

// Rebuild sets a damaged index without a good copy aside and makes a new one of
// what the stores hold.
func (v *Vault) Rebuild(ctx context.Context, describe Describe) (int, error) {
	found, err := v.Compare(ctx) // before anything is touched: the store may be locked
	if err != nil {
		return 0, err
	}
	if _, _, err := v.ready(ctx); err != nil { // each stray needs it
		return 0, err
	}
	if err := v.startAnew(ctx); err != nil {
		return 0, err
	}
	n, failed := 0, error(nil)
	for _, s := range found.Strays { // one that cannot come back must not keep the others out
		if _, err := v.Adopt(ctx, s, describe); err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		n++
	}
	return n, failed
}

// startAnew puts an empty index in the place of one that cannot be read.
func (v *Vault) startAnew(ctx context.Context) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	unlock, err := v.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	if _, err := v.readOrRecover(); !errors.Is(err, ErrDamaged) {
		return err
	}
	aside, err := v.setAside()
	if err != nil {
		return err
	}
	// Unreadable too, else it would have been used.
	last := v.asideName("index.last")
	if err := os.Rename(v.lastPath(), last); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	v.recovered = &Recovery{SetAside: aside}
	v.log(recoveredEvent(aside))
	return v.write(Index{Schema: schema, Keys: []Key{}})
}

// Forget gives up a version whose value is missing. If it is the current one the
// newest value that is left takes its place; with the last value the key goes. It
// returns ErrPresent if the value is there after all.
func (v *Vault) Forget(ctx context.Context, m Missing) error {
	op, err := v.hold(ctx, m.ID)
	if err != nil {
		return err
	}
	defer v.letGo(op, m.ID)
	// What was cut off may be the value that is left.
	if _, err := v.repairKey(ctx, m.ID); err != nil {
		return err
	}
	k, err := v.entry(ctx, m.ID)
	if err != nil {
		return err
	}
	version := k.version(m.Number)
	if version == nil || !settled(*version) {
		return ErrPresent
	}
	value, err := v.find(ctx, k.Item(m.Number), version.homes())
	value.Wipe()
	if err == nil {
		return ErrPresent
	}
	if !errors.Is(err, keychain.ErrNotFound) {
		return err
	}
	return v.forget(ctx, m)
}

// forget must hold the key's lock.
func (v *Vault) forget(ctx context.Context, m Missing) error {
	last := false
	_, err := v.changeKey(ctx, m.ID, func(_ *Index, k *Key) error {
		if version := k.version(m.Number); version != nil {
			version.State = Revoked
		}
		last = !slices.ContainsFunc(k.Versions, settled)
		k.settle()
		return nil
	})
	switch {
	case err != nil:
		return err
	case last:
		_, err = v.destroy(ctx, m.ID, func(Key) bool { return true })
	default:
		_, err = v.destroyRevoked(ctx, m.ID)
	}
	return err
}
