package vault

import (
	"context"
	"errors"

	"keytray/app/keychain"
)

// Move takes every value into one store and returns how many changed their
// place. Each is copied and read back, and when all are there the old copies are
// deleted. A move that was cut off, or could not reach every key, leaves every
// value readable where the index says; calling Move again goes on with it.
//
// Journal of one version: moving_to, then the copy, then holder and leftover
// change in one step, then the old copy is deleted, then leftover is gone.
func (v *Vault) Move(ctx context.Context, to Holder) (int, error) {
	mover, err := v.hold(ctx, "_move")
	if err != nil {
		return 0, err
	}
	defer mover.Release()
	if _, err := v.Repair(ctx); err != nil {
		return 0, err
	}
	x, err := v.Index(ctx)
	if err != nil {
		return 0, err
	}
	from := otherThan(to)
	if x.heldBy(from) == 0 { // then it need not be open
		if v.at(from).Status(ctx).State != keychain.OK {
			return 0, nil
		}
		return 0, v.leave(ctx, from)
	}
	if err := v.copyPrinter(ctx, from, to); err != nil {
		return 0, err
	}
	moved := 0
	for _, k := range x.Keys {
		n, err := v.moveKey(ctx, k.ID, to)
		moved += n
		if err != nil {
			return moved, err
		}
	}
	return moved, v.leave(ctx, from)
}

// moveKey copies the values of one key.
func (v *Vault) moveKey(ctx context.Context, id string, to Holder) (moved int, err error) {
	op, err := v.hold(ctx, id)
	if err != nil {
		return 0, err
	}
	defer op.Release()
	x, err := v.Index(ctx)
	if err != nil {
		return 0, err
	}
	k := x.key(id)
	if k == nil {
		return 0, nil // destroyed meanwhile
	}
	for _, version := range k.Versions {
		if !version.Held() || version.HeldBy() == to {
			continue
		}
		switch err := v.moveVersion(ctx, *k, version, to); {
		case errors.Is(err, keychain.ErrNotFound):
			// Lost before: doctor tells of it. There is nothing to move.
		case err != nil:
			return moved, err
		default:
			moved++
		}
	}
	return moved, nil
}

// moveVersion must hold the key's lock.
func (v *Vault) moveVersion(ctx context.Context, k Key, version Version, to Holder) error {
	from, item := version.HeldBy(), k.Item(version.Number)
	value, err := v.at(from).Get(ctx, item)
	if err != nil {
		return err
	}
	defer value.Wipe()
	set := func(change func(*Version)) error {
		_, err := v.changeKey(context.WithoutCancel(ctx), k.ID, func(_ *Index, k *Key) error {
			if version := k.version(version.Number); version != nil {
				change(version)
			}
			return nil
		})
		return err
	}
	if err := set(func(version *Version) { version.MovingTo = to }); err != nil {
		return err
	}
	if err := place(ctx, v.at(to), item, k.Label(), value); err != nil {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), keychain.ProbeLimit)
		defer cancel()
		return errors.Join(err, v.tidyMove(ctx, k.ID))
	}
	return set(func(version *Version) { version.Holder, version.MovingTo, version.Leftover = to.written(), "", from })
}

// leave deletes the old copies once all has been read back in the new place.
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
	defer op.Release()
	return v.tidyMove(ctx, id)
}

func (k Key) moving() bool {
	for _, version := range k.Versions {
		if version.MovingTo != "" || version.Leftover != "" {
			return true
		}
	}
	return false
}

// tidyMove deletes the copies that nobody relies on. It must hold the key's lock.
func (v *Vault) tidyMove(ctx context.Context, id string) error {
	x, err := v.Index(ctx)
	if err != nil {
		return err
	}
	k := x.key(id)
	if k == nil || !k.moving() {
		return nil
	}
	for _, version := range k.Versions {
		for _, spare := range version.homes()[1:] {
			if err := eraseItem(ctx, v.at(spare), k.Item(version.Number)); err != nil {
				return err
			}
		}
	}
	_, err = v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		for i := range k.Versions {
			k.Versions[i].MovingTo, k.Versions[i].Leftover = "", ""
		}
		return nil
	})
	return err
}

// copyPrinter takes the key for fingerprints along.
func (v *Vault) copyPrinter(ctx context.Context, from, to Holder) error {
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
