package vault

import (
	"context"
	"time"
)

// Back is the way back from a wrong paste: the value before the current one becomes the
// current one again, with all that is known of it. It is stored as a version of its own,
// like any new value, and only then its earlier copy is destroyed. The wrong value stays
// as a previous one.
func (v *Vault) Back(ctx context.Context, id string) (Key, error) {
	op, err := v.hold(ctx, id)
	if err != nil {
		return Key{}, err
	}
	defer v.letGo(op, id)
	k, target, printer, err := v.renewable(ctx, id)
	if err != nil {
		return Key{}, err
	}
	before, ok := k.before()
	if !ok {
		return Key{}, ErrNoPrevious
	}
	value, err := v.fetch(ctx, k, before)
	defer value.Wipe()
	if err != nil {
		return Key{}, err
	}
	number, err := v.number(ctx, k, target)
	if err != nil {
		return Key{}, err
	}
	again := pending(before, number, target, value, printer)
	again.Back, again.Wrong, again.MovingTo, again.Leftover = before.Number, false, "", ""
	k, err = v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		k.Versions = append([]Version{again}, k.Versions...)
		return nil
	})
	if err != nil {
		return Key{}, err
	}
	if k, err = v.carry(ctx, k, number, value, Event{What: "rotated", Note: "back to the old value"}); err != nil {
		return Key{}, err
	}
	if tidied, err := v.destroyRevoked(context.WithoutCancel(ctx), id); err == nil {
		return tidied, nil
	}
	return k, nil // it is the current one; repair destroys the other copy
}

// before is the value to go back to: the newest previous one. One that was itself gone
// back from comes last: who has pasted two wrong ones wants neither.
func (k Key) before() (found Version, ok bool) {
	for _, version := range k.Versions { // newest first
		if version.State != Previous {
			continue
		}
		if !version.Wrong {
			return version, true
		}
		if !ok {
			found, ok = version, true
		}
	}
	return found, ok
}

// goneBack follows a version that brought back an earlier value, after was. The rotation
// waits for a new value again, and what was known of the old one is about the current.
func (k *Key) goneBack(was Version, now time.Time) {
	current, _ := k.Current()
	back := current.Back
	k.version(current.Number).Back = 0
	if wrong := k.version(was.Number); wrong != nil && wrong.State == Previous {
		wrong.Wrong = true
	}
	if old := k.version(back); old != nil && settled(*old) {
		old.State = Revoked // its value is kept in another item
	}
	for i := range k.UsedBy {
		if k.UsedBy[i].Has == back {
			k.UsedBy[i].Has = current.Number
		}
	}
	if k.Case.Call.Version == back && k.Case.Call.What != "" {
		k.Case.Call.Version = current.Number
	}
	if k.Case.Open() {
		k.restart()
		k.Case.Touched = now
	}
}
