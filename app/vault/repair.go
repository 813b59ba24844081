package vault

import (
	"context"
	"errors"
	"slices"

	"keytray/app/files"
	"keytray/app/keychain"
	"keytray/app/text"
)

// Repaired says what repair did with one key.
type Repaired struct {
	Name string
	What string // a sentence
}

// Repair finishes what was cut off by a crash, and empties the bin of keys that
// are in it for BinDays. It leaves alone whatever a live operation still holds:
// that may be waiting for the person at the keychain's prompt. It asks the person
// for nothing: keys with values in a store that is shut have to wait.
func (v *Vault) Repair(ctx context.Context) ([]Repaired, error) {
	if err := files.Private(v.opsDir()); err != nil {
		return nil, err
	}
	mover, err := files.TryAcquire(v.opPath(moveLock))
	if err != nil {
		return nil, err
	}
	if mover != nil { // else a move is under way, and deletes its spare copies when it may
		defer mover.Release()
	}
	done, err := v.repair(ctx, false, mover != nil)
	return done, errors.Join(err, v.sweep(ctx))
}

func (v *Vault) repair(ctx context.Context, mayAsk, spare bool) ([]Repaired, error) {
	x, err := v.Index(ctx)
	if err != nil {
		return nil, err
	}
	var all []Repaired
	var failed error
	if err := files.Private(v.opsDir()); err != nil { // gone, if a backup of the index alone was put back
		return nil, err
	}
	shut := map[Holder]bool{}
	usable := func(h Holder) bool { // asked once, and said once
		if _, known := shut[h]; !known && !mayAsk {
			err := v.closed(ctx, h)
			shut[h] = err != nil
			failed = errors.Join(failed, err)
		}
		return !shut[h]
	}
	for _, k := range x.Keys {
		if !unfinished(k) && !v.binOver(k) || slices.ContainsFunc(v.toRepair(k), func(h Holder) bool { return !usable(h) }) {
			continue
		}
		done, err := v.repairDead(ctx, k.ID, spare)
		all = append(all, done...)
		failed = errors.Join(failed, err)
	}
	return all, failed
}

// toRepair are the stores that repairing a key works in.
func (v *Vault) toRepair(k Key) (all []Holder) {
	whole := k.Destroying || v.binOver(k)
	for _, version := range k.Versions {
		if version.cutOff() || whole && version.Held() {
			all = append(all, version.homes()...)
		}
	}
	return all
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
	return k.Destroying || slices.ContainsFunc(k.Versions, Version.cutOff)
}

func (v Version) cutOff() bool {
	return v.State == Pending || v.State == Revoked || v.moving()
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
	defer v.letGo(op, id)
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
		return []Repaired{{k.Name, text.T("It was being deleted and is gone now.")}}, nil
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
			if version.Back != 0 { // the value that it brings back has another copy
				if _, err := v.destroyRevoked(ctx, id); err != nil {
					return all, err
				}
			}
		case Revoked:
			if _, err := v.destroyRevoked(ctx, id); err != nil {
				return all, err
			}
			all = append(all, Repaired{k.Name, text.T("A revoked value was still held and is destroyed now.")})
		}
	}
	return all, nil
}

// repairPending asks the keychain whether the value arrived.
func (v *Vault) repairPending(ctx context.Context, k Key, number int) (Repaired, error) {
	k = k.clone() // it is the index's own
	if err := v.relocate(ctx, k, k.version(number)); err != nil {
		return Repaired{}, err
	}
	value, err := v.fetch(ctx, k, *k.version(number))
	switch {
	case err == nil:
		value.Wipe()
		if _, err := v.commit(ctx, k, number, Event{What: "repaired"}); err != nil {
			return Repaired{}, err
		}
		return Repaired{k.Name, text.T("Storing it was cut off, but its value is stored: it is kept.")}, nil
	case lost(err):
		if err := v.erase(ctx, k, *k.version(number)); err != nil {
			return Repaired{}, err
		}
		if err := v.drop(ctx, k.ID, number); err != nil {
			return Repaired{}, err
		}
		v.Log(Event{What: "repaired", ID: k.ID, Name: k.Name})
		return Repaired{k.Name, text.T("Storing it was cut off before its value reached the keychain: the empty entry is removed.")}, nil
	}
	return Repaired{}, err
}

// relocate corrects where a value is. Only an index of another time is wrong there:
// the value was repaired and moved since.
func (v *Vault) relocate(ctx context.Context, k Key, version *Version) error {
	item := k.Item(version.Number)
	value, err := v.find(ctx, item, version.homes())
	value.Wipe()
	if !errors.Is(err, keychain.ErrNotFound) {
		return nil // whatever it is, the next one to read it tells
	}
	for _, h := range holders {
		if slices.Contains(version.homes(), h) || v.closed(ctx, h) != nil {
			continue
		}
		value, err := v.at(h).Get(ctx, item)
		value.Wipe()
		if err == nil {
			version.Holder = h.written()
			return v.changeVersion(ctx, k.ID, version.Number, func(o *Version) { o.Holder = h.written() })
		}
	}
	return nil
}
