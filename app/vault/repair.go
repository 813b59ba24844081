package vault

import (
	"context"
	"errors"

	"keytray/app/files"
)

// Repaired says what repair did with one key.
type Repaired struct {
	Name string
	What string // a sentence
}

// Repair finishes what was cut off by a crash, and empties the bin of keys that
// are in it for BinDays. It leaves alone whatever a live operation still holds:
// that may be waiting for the person at the keychain's prompt.
func (v *Vault) Repair(ctx context.Context) ([]Repaired, error) {
	x, err := v.Index(ctx)
	if err != nil {
		return nil, err
	}
	var all []Repaired
	var failed error
	if err := files.Private(v.opsDir()); err != nil { // gone, if a backup of the index alone was put back
		return nil, err
	}
	for _, k := range x.Keys {
		if !unfinished(k) && !v.binOver(k) {
			continue
		}
		done, err := v.repairDead(ctx, k.ID, true)
		all = append(all, done...)
		failed = errors.Join(failed, err)
	}
	return all, failed
}

// Unfinished lists the keys with an interrupted or running operation.
func (x Index) Unfinished() []Key {
	var all []Key
	for _, k := range x.Keys {
		if unfinished(k) {
			all = append(all, k)
		}
	}
	return all
}

func unfinished(k Key) bool {
	for _, version := range k.Versions {
		if version.State == Pending || version.State == Revoked || version.MovingTo != "" || version.Leftover != "" {
			return true
		}
	}
	return k.Destroying
}

func (v *Vault) binOver(k Key) bool {
	return !k.Deleted.IsZero() && !v.now().Before(k.BinEnds())
}

// settle repairs the unfinished entries that would stand in the way of adding a
// key again: those of its name or value.
func (v *Vault) settle(ctx context.Context, inTheWay func(Key) bool) error {
	x, err := v.Index(ctx)
	if err != nil {
		return err
	}
	for _, k := range x.Unfinished() {
		if !inTheWay(k) {
			continue
		}
		if err := files.Private(v.opsDir()); err != nil {
			return err
		}
		if _, err := v.repairDead(ctx, k.ID, false); err != nil {
			return err
		}
	}
	return nil
}

// repairDead repairs a key unless an operation on it is alive; then the name or
// value stays taken. With spare it also deletes what a move left behind.
func (v *Vault) repairDead(ctx context.Context, id string, spare bool) ([]Repaired, error) {
	op, err := files.TryAcquire(v.opPath(id))
	if err != nil || op == nil {
		return nil, err
	}
	defer op.Release()
	done, err := v.repairKey(ctx, id)
	if err == nil && spare {
		err = v.tidyMove(ctx, id)
	}
	return done, err
}

// repairKey must hold the key's lock, so that what it finds cannot change.
func (v *Vault) repairKey(ctx context.Context, id string) ([]Repaired, error) {
	x, err := v.Index(ctx)
	if err != nil {
		return nil, err
	}
	k := x.key(id)
	if k == nil {
		return nil, nil
	}
	gone := func(k Key) bool { return k.Destroying || v.binOver(k) }
	if gone(*k) {
		if _, err := v.destroy(ctx, id, gone); errors.Is(err, errRestored) {
			return nil, nil
		} else if err != nil {
			return nil, err
		}
		return []Repaired{{k.Name, "It was being deleted and is gone now."}}, nil
	}
	var all []Repaired
	for _, version := range k.Versions {
		switch version.State {
		case Pending:
			done, err := v.repairPending(ctx, *k, version.Number)
			if err != nil {
				return all, err
			}
			all = append(all, done)
		case Revoked:
			if _, err := v.destroyRevoked(ctx, id); err != nil {
				return all, err
			}
			all = append(all, Repaired{k.Name, "A revoked value was still held and is destroyed now."})
		}
	}
	return all, nil
}

// repairPending asks the keychain whether the value arrived.
func (v *Vault) repairPending(ctx context.Context, k Key, number int) (Repaired, error) {
	value, err := v.fetch(ctx, k, *k.version(number))
	switch {
	case err == nil:
		value.Wipe()
		if _, err := v.commit(ctx, k, number, Event{What: "repaired"}); err != nil {
			return Repaired{}, err
		}
		return Repaired{k.Name, "Storing it was cut off, but its value is in the keychain: it is kept."}, nil
	case lost(err):
		if err := v.erase(ctx, k, *k.version(number)); err != nil {
			return Repaired{}, err
		}
		if err := v.drop(ctx, k.ID, number); err != nil {
			return Repaired{}, err
		}
		v.Log(Event{What: "repaired", ID: k.ID, Name: k.Name})
		return Repaired{k.Name, "Storing it was cut off before its value reached the keychain: the empty entry is removed."}, nil
	}
	return Repaired{}, err
}
