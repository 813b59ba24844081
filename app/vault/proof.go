package vault

import (
	"context"
	"slices"
)

// AskedOf is what a check of one of a key's versions asks about.
func (k Key) AskedOf(version Version) Asked {
	return Asked{version.Number, k.Provider, k.kindOf(version), k.Account}
}

// Says keeps what the provider said of a previous value. It destroys nothing. One
// that is known to be alive is to die: if no rotation is under way, one is from now
// on, at its last step.
func (v *Vault) Says(ctx context.Context, id string, asked Asked, result string, alive bool) (Key, error) {
	k, err := v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		if !k.isPrevious(asked) {
			return ErrOtherKey
		}
		now := v.now().UTC()
		if alive && !k.Case.Open() {
			current, _ := k.Current()
			k.Case = Case{Started: now, Step: StepRevoke, New: current.Number}
		}
		if k.Case.Open() {
			k.Case.Asked, k.Case.Touched = Verified{At: now, Result: result}, now
		}
		return nil
	})
	if err == nil {
		v.Log(Event{What: "old value checked", ID: id, Name: k.Name, Note: result})
	}
	return k, err
}

func (k Key) isPrevious(asked Asked) bool {
	version := k.version(asked.Number)
	return version != nil && version.State == Previous && asked.isOf(k.AskedOf(*version))
}

// Refused destroys our copies of previous values that the provider refuses while it
// accepts the current one. If the key is another by now than was asked about, it
// destroys nothing: ErrOtherKey. With the last copy the rotation under way is done.
func (v *Vault) Refused(ctx context.Context, id string, accepted Asked, result string, dead ...Asked) (Key, error) {
	k, err := v.revoke(ctx, id, func(k *Key) error {
		if !accepted.isOf(k.Asked()) {
			return ErrOtherKey
		}
		for _, asked := range dead {
			if !k.isPrevious(asked) {
				return ErrOtherKey
			}
			k.version(asked.Number).State = Revoked
		}
		k.skipPlaces()
		return nil
	}, Event{What: "old value checked", Note: result}, Event{What: "revoked"})
	return k, err
}

// Revoke destroys our copies of the previous values: the provider no longer takes
// them. That is the end of a rotation under way, also if our copies were lost.
//
// With numbers it destroys those of them alone, and a rotation that has not come
// past the places goes on there: whoever has the old value cannot use it any more.
func (v *Vault) Revoke(ctx context.Context, id string, numbers ...int) (Key, error) {
	return v.revoke(ctx, id, func(k *Key) error {
		found := false
		for i := range k.Versions {
			s := &k.Versions[i].State
			meant := len(numbers) == 0 || slices.Contains(numbers, k.Versions[i].Number)
			if *s == Previous && meant || *s == Revoked {
				*s, found = Revoked, true
			}
		}
		over := len(numbers) == 0 && k.Case.New != 0
		if !found && !over {
			return ErrNoPrevious
		}
		if over {
			k.skipPlaces()
		}
		return nil
	}, Event{What: "revoked"})
}

// skipPlaces lets the rotation end with the last previous value, wherever it is.
func (k *Key) skipPlaces() {
	if k.Case.New != 0 && k.Previous() == 0 {
		k.Case.Step = StepRevoke
	}
}

// revoke destroys what mark marks. Journal: revoked, then gone from the keychain,
// then destroyed.
func (v *Vault) revoke(ctx context.Context, id string, mark func(*Key) error, events ...Event) (Key, error) {
	op, err := v.hold(ctx, id)
	if err != nil {
		return Key{}, err
	}
	defer v.letGo(op, id)
	marked, err := v.changeKey(ctx, id, func(_ *Index, k *Key) error { return mark(k) })
	if err != nil {
		return Key{}, err
	}
	// They are dead from here on, also if our copies are not gone yet.
	for _, e := range events {
		e.ID, e.Name = id, marked.Name
		v.Log(e)
	}
	return v.destroyRevoked(ctx, id)
}

// destroyRevoked deletes the items of revoked versions. It must hold the key's lock.
func (v *Vault) destroyRevoked(ctx context.Context, id string) (Key, error) {
	held, err := v.entry(ctx, id)
	if err != nil {
		return Key{}, err
	}
	for _, version := range held.Versions {
		if version.State != Revoked {
			continue
		}
		if err := v.erase(ctx, held, version); err != nil {
			return Key{}, err
		}
	}
	var was Case
	k, err := v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		was = k.Case
		for i, version := range k.Versions {
			if version.State == Revoked {
				k.Versions[i] = version.destroyed()
			}
		}
		k.finish(v.now().UTC())
		return nil
	})
	if err == nil {
		v.logEnd(was, k)
	}
	return k, err
}

// Dying counts the values that are dead and whose copies could not be destroyed yet.
func (k Key) Dying() int {
	n := 0
	for _, v := range k.Versions {
		if v.State == Revoked {
			n++
		}
	}
	return n
}
