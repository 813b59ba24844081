package vault

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
)

// Rebuild sets a damaged index without a good copy aside and makes a new one of
// what the stores hold.
func (v *Vault) Rebuild(ctx context.Context, describe Describe) (int, error) {
	found, err := v.Compare(ctx) // before anything is touched: the store may be locked
	if err != nil {
		return 0, err
	}
	if err := v.startAnew(ctx); err != nil {
		return 0, err
	}
	for i, s := range found.Strays {
		if _, err := v.Adopt(ctx, s, describe); err != nil {
			return i, err
		}
	}
	return len(found.Strays), nil
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
	if err := os.Rename(v.lastPath(), v.lastPath()+".damaged"); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	v.recovered = &Recovery{SetAside: aside}
	v.log(Event{What: "index_recovered", Note: filepath.Base(aside)})
	return v.write(Index{Schema: schema, Keys: []Key{}})
}

// Forget gives up a version whose value is missing. If it is the current one the
// newest value that is left takes its place; with the last value the key goes.
func (v *Vault) Forget(ctx context.Context, m Missing) error {
	op, err := v.hold(ctx, m.ID)
	if err != nil {
		return err
	}
	defer op.Release()
	last := false
	_, err = v.changeKey(ctx, m.ID, func(_ *Index, k *Key) error {
		version := k.version(m.Number)
		if version == nil || !settled(*version) {
			return nil
		}
		version.State = Revoked
		last = !slices.ContainsFunc(k.Versions, settled)
		k.newestIsCurrent()
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
