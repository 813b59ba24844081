package vault

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"keytray/app/keychain"
)

// AskedOf is what a check of one of a key's versions asks about. Of a previous one that
// is what was noted when it was replaced: provider, kind and account of the current one
// may be others, and who asks with those is refused any old value, dead or alive.
func (k Key) AskedOf(version Version) Asked {
	return Asked{version.Number, cmp.Or(version.Provider, k.Provider), k.kindOf(version), k.accountOf(version)}
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
	return v.revoke(ctx, id, revocation{mark: func(k *Key) error {
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
	}}, Event{What: "old value checked", Note: result}, Event{What: "revoked"})
}

// Revoke destroys our copies of the previous values: the provider no longer takes
// them. That is the end of a rotation under way, also if our copies were lost. It is done
// on the person's word, who may change their mind at the keychain's prompt: nothing is
// marked before the keychain answers.
func (v *Vault) Revoke(ctx context.Context, id string) (Key, error) {
	return v.RevokeBefore(ctx, id, 0)
}

// RevokeBefore is Revoke if the current version is still the one with the given number,
// else ErrOtherKey; 0 is any.
func (v *Vault) RevokeBefore(ctx context.Context, id string, current int) (Key, error) {
	return v.revoke(ctx, id, revocation{answers: true, mark: func(k *Key) error {
		now, _ := k.Current()
		found := k.Previous()+k.Dying() > 0
		switch {
		case current != 0 && now.Number != current:
			return ErrOtherKey
		case !found && k.Case.New == 0:
			return ErrNoPrevious
		}
		k.bury(func(Version) bool { return true })
		if k.Case.New != 0 {
			k.skipPlaces()
		}
		return nil
	}}, Event{What: "revoked"})
}

// RevokeOnly destroys some previous values, which are known to be dead. A rotation that
// has not come past the places goes on there: whoever has the old value cannot use it
// any more.
func (v *Vault) RevokeOnly(ctx context.Context, id string, numbers ...int) (Key, error) {
	return v.revoke(ctx, id, revocation{mark: func(k *Key) error {
		if !k.bury(func(version Version) bool { return slices.Contains(numbers, version.Number) }) {
			return ErrNoPrevious
		}
		return nil
	}}, Event{What: "revoked"})
}

// bury marks the previous values that are meant, and tells whether any is to be destroyed.
func (k *Key) bury(meant func(Version) bool) (found bool) {
	for i, version := range k.Versions {
		if version.State == Previous && meant(version) || version.State == Revoked {
			k.Versions[i].State, found = Revoked, true
		}
	}
	return found
}

// skipPlaces lets the rotation end with the last previous value, wherever it is.
func (k *Key) skipPlaces() {
	if k.Case.New != 0 && k.Previous() == 0 {
		k.Case.Step = StepRevoke
	}
}

// revocation is which values are to be destroyed.
type revocation struct {
	mark    func(*Key) error
	answers bool // nothing is marked unless the keychain answers
}

// revoke destroys what is marked. Journal: revoked, then gone from the keychain,
// then destroyed.
func (v *Vault) revoke(ctx context.Context, id string, r revocation, events ...Event) (Key, error) {
	op, err := v.hold(ctx, id)
	if err != nil {
		return Key{}, err
	}
	defer v.letGo(op, id)
	if r.answers {
		if err := v.answers(ctx, id, r.mark); err != nil {
			return Key{}, err
		}
	}
	marked, err := v.changeKey(ctx, id, func(_ *Index, k *Key) error { return r.mark(k) })
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

// answers finds out whether the stores answer that hold what would be marked. The person
// may be asked to unlock them, and can still change their mind.
func (v *Vault) answers(ctx context.Context, id string, mark func(*Key) error) error {
	k, err := v.entry(ctx, id)
	if err != nil {
		return err
	}
	if err := mark(&k); err != nil {
		return err
	}
	for _, version := range k.Versions {
		if version.State != Revoked {
			continue
		}
		for _, home := range version.homes() {
			value, err := v.at(home).Get(ctx, k.Item(version.Number))
			value.Wipe()
			if err != nil && !errors.Is(err, keychain.ErrNotFound) {
				return err
			}
		}
	}
	return ctx.Err()
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
