package vault

import (
	"context"
	"errors"
	"os"
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
	v.recovered = &Recovery{SetAside: aside, Rebuilt: true}
	v.log(recoveredEvent(aside))
	return v.write(Index{Schema: schema, Keys: []Key{}})
}
