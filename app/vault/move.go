package vault

import (
	"context"
	"errors"
	"time"

	"keytray/app/keychain"
	"keytray/app/secret"
)

// Move takes every value into one store and returns how many changed their
// place. Each is copied and read back, and when all are there the old copies are
// deleted. A move that was cut off, or could not reach every key, leaves every
// value readable where the index says; calling Move again goes on with it.
//
// Once it is known that the move can begin, and before anything is copied, chosen
// is called, if there is one: what it writes is of this move and of no other that
// runs at the same time. Its error ends the move.
//
// Journal of one version: moving_to, then the copy, then holder and leftover
// change in one step, then the old copy is deleted, then leftover is gone.
func (v *Vault) Move(ctx context.Context, to Holder, chosen func() error) (int, error) {
	mover, err := v.hold(ctx, moveLock)
	if err != nil {
		return 0, err
	}
	defer mover.Release()
	if _, err := v.repair(ctx, true, false); err != nil {
		return 0, err
	}
	x, err := v.Index(ctx)
	if err != nil {
		return 0, err
	}
	from := otherThan(to)
	used := x.heldBy(from) > 0
	idle := !used && v.closed(ctx, from) != nil // it need not be open
	if err := v.begin(ctx, to, chosen); err != nil || idle {
		return 0, err
	}
	habits := v.at(to).Status(ctx)
	err = v.copyPrinter(ctx, from, to, used)
	if err == nil {
		err = rest(ctx, habits.Pace)
	}
	if err != nil {
		return 0, err
	}
	moved, err := v.moveKeys(ctx, to, habits.Pace)
	if err == nil {
		err = rest(ctx, habits.Settle)
	}
	if err != nil {
		return moved, err
	}
	return moved, v.leave(ctx, from)
}

// begin finds out whether values can be stored in the file, and then says that the
// move begins. Of the keychain only the caller can know: another client of it may be
// what is being chosen.
func (v *Vault) begin(ctx context.Context, to Holder, chosen func() error) error {
	if to == InFile {
		if err := v.closed(ctx, to); err != nil {
			return err
		}
	}
	if chosen == nil {
		return nil
	}
	return chosen()
}

// moveLock is held for a whole move.
const moveLock = "_move"

// rest waits, for the sake of a keychain that takes its time.
func rest(ctx context.Context, d time.Duration) error {
	if d == 0 {
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// moveKeys copies the values of all keys, also of those that are added meanwhile.
func (v *Vault) moveKeys(ctx context.Context, to Holder, pace time.Duration) (moved int, err error) {
	for seen := map[string]bool{}; ; {
		x, err := v.Index(ctx)
		if err != nil {
			return moved, err
		}
		before := len(seen)
		for _, k := range x.Keys {
			if seen[k.ID] || !k.elsewhere(to) {
				continue
			}
			seen[k.ID] = true
			n, err := v.moveKey(ctx, k.ID, to, pace)
			moved += n
			if err != nil {
				return moved, err
			}
		}
		if len(seen) == before {
			return moved, nil
		}
	}
}

// moveKey copies the values of one key.
func (v *Vault) moveKey(ctx context.Context, id string, to Holder, pace time.Duration) (moved int, err error) {
	op, err := v.hold(ctx, id)
	if err != nil {
		return 0, err
	}
	defer v.letGo(op, id)
	// An operation that was alive until now may have been cut off.
	if _, err := v.repairKey(ctx, id); err != nil {
		return 0, err
	}
	k, err := v.entry(ctx, id)
	if errors.As(err, new(*NotFoundError)) {
		return 0, nil // destroyed meanwhile
	}
	if err != nil {
		return 0, err
	}
	for _, version := range k.Versions {
		if !version.Held() || version.HeldBy() == to {
			continue
		}
		there, err := v.moveVersion(ctx, k, version, to)
		if err != nil {
			return moved, err
		}
		if !there {
			continue
		}
		moved++
		if err := rest(ctx, pace); err != nil {
			return moved, err
		}
	}
	return moved, nil
}

// moveVersion must hold the key's lock. A value that was lost before is not
// moved: doctor tells of it.
func (v *Vault) moveVersion(ctx context.Context, k Key, version Version, to Holder) (moved bool, err error) {
	from, item := version.HeldBy(), k.Item(version.Number)
	value, err := v.at(from).Get(ctx, item)
	if errors.Is(err, keychain.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer value.Wipe()
	if err := v.vacant(ctx, to, item, value); err != nil {
		return false, err
	}
	set := func(change func(*Version)) error { return v.changeVersion(ctx, k.ID, version.Number, change) }
	if err := set(func(version *Version) { version.MovingTo = to }); err != nil {
		return false, err
	}
	if err := place(ctx, v.at(to), item, k.Label(), value); err != nil {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), keychain.ProbeLimit)
		defer cancel()
		if undo := eraseItem(ctx, v.at(to), item); undo != nil {
			return false, errors.Join(err, undo)
		}
		return false, errors.Join(err, set(func(version *Version) { version.MovingTo = "" }))
	}
	err = set(func(version *Version) { version.Holder, version.MovingTo, version.Leftover = to.written(), "", from })
	return err == nil, err
}

// vacant sees to it that nothing is written over that the index does not know of.
// A copy of the same value, from a move that was cut off, is as good as none.
func (v *Vault) vacant(ctx context.Context, h Holder, item string, value secret.Value) error {
	other, err := v.at(h).Get(ctx, item)
	defer other.Wipe()
	switch {
	case errors.Is(err, keychain.ErrNotFound):
		return nil
	case err == nil && !other.Equal(value):
		return about(h, ErrOccupied)
	}
	return err
}

// changeVersion changes one version, if it is still there, also for somebody who
// has left.
func (v *Vault) changeVersion(ctx context.Context, id string, number int, change func(*Version)) error {
	_, err := v.changeKey(context.WithoutCancel(ctx), id, func(_ *Index, k *Key) error {
		if version := k.version(number); version != nil {
			change(version)
		}
		return nil
	})
	return err
}

// leave deletes the old copies once all has been read back in the new place, each
// when its value has been read there once more.
func (v *Vault) leave(ctx context.Context, from Holder) error {
	x, err := v.Index(ctx)
	if err != nil {
		return err
	}
	for _, k := range x.Keys {
		if !k.moving() {
			continue
		}
		if err := v.leaveKey(ctx, k.ID); err != nil {
			return err
		}
	}
	return eraseItem(ctx, v.at(from), FingerprintItem)
}

func (v *Vault) leaveKey(ctx context.Context, id string) error {
	op, err := v.hold(ctx, id)
	if err != nil {
		return err
	}
	defer v.letGo(op, id)
	return v.tidyMove(ctx, id)
}

// copyPrinter takes the key for fingerprints along. If from has no values, the
// one that to may have is as good.
func (v *Vault) copyPrinter(ctx context.Context, from, to Holder, used bool) error {
	if !used {
		if _, err := readPrinter(ctx, v.at(to)); !errors.Is(err, keychain.ErrNotFound) {
			return err
		}
	}
	value, err := v.at(from).Get(ctx, FingerprintItem)
	if errors.Is(err, keychain.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	defer value.Wipe()
	return place(ctx, v.at(to), FingerprintItem, fingerprintLabel, value)
}

func otherThan(h Holder) Holder {
	if h == InFile {
		return InKeychain
	}
	return InFile
}

func (k Key) elsewhere(target Holder) bool {
	for _, version := range k.Versions {
		if version.Held() && version.HeldBy() != target {
			return true
		}
	}
	return false
}

// Elsewhere counts the values that are not where new ones go.
func (x Index) Elsewhere(target Holder) int {
	n := 0
	for _, k := range x.Keys {
		for _, version := range k.Versions {
			if version.Held() && version.HeldBy() != target {
				n++
			}
		}
	}
	return n
}
