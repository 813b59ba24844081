package vault

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"keytray/app/keychain"
)

// Forget gives up a version whose value is missing. If it is the current one the
// newest value that is left takes its place; with the last value the key goes. It
// returns ErrPresent if the value is there after all.
//
// The value may come back, with the keychain that was there before: nothing is
// deleted in a store, the sealed file is kept under another name, and so is the
// entry. Adopt finds both.
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

// forget must hold the key's lock. One change of the index does it: a journal would
// have Repair delete the value in the store where it came back.
func (v *Vault) forget(ctx context.Context, m Missing) error {
	var k Key
	last := false
	err := v.change(ctx, func(x *Index) error {
		entry := x.key(m.ID)
		if entry == nil {
			return &NotFoundError{m.ID}
		}
		version := entry.version(m.Number)
		if version == nil || !settled(*version) {
			return ErrPresent
		}
		if err := v.remember(*entry); err != nil { // the index lock keeps the file to one writer
			return err
		}
		was, _ := entry.Current()
		*version = version.destroyed()
		entry.settle()
		entry.follow(was)
		entry.retreat(was)
		if !entry.open(entry.Case.Call) { // nobody can ask about the value any more
			entry.Case.Call = Call{}
		}
		k = entry.clone()
		if last = !slices.ContainsFunc(entry.Versions, Version.Held); last {
			x.remove(m.ID)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if last {
		v.Log(Event{What: "destroyed", ID: k.ID, Name: k.Name})
	}
	v.putAway(k.Item(m.Number))
	return nil
}

func (v *Vault) forgottenPath(item string) string {
	return filepath.Join(v.dir, "sealed", "forgotten-"+item)
}

// putAway keeps the sealed file of a forgotten value. One that stays in its place,
// because of a crash or an error, is found there all the same.
func (v *Vault) putAway(item string) {
	if _, err := os.Lstat(v.forgottenPath(item)); errors.Is(err, os.ErrNotExist) { // else one would go
		_ = os.Rename(v.sealedPath(item), v.forgottenPath(item))
	}
}

// takeBack undoes putAway. The caller has seen that nothing is in the file's place.
func (v *Vault) takeBack(item string) error {
	return os.Rename(v.forgottenPath(item), v.sealedPath(item))
}
