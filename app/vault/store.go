package vault

import (
	"context"
	"errors"
	"os"
	"time"

	"keytray/app/keychain"
	"keytray/app/rotation"
	"keytray/app/secret"
)

// Add keeps a new key. k says everything about it but ID and versions, first
// everything about its value but number and state.
//
// An entry exists whenever a secret may: the entry is written as pending, the
// value goes to the keychain and is read back, and only then is it current.
func (v *Vault) Add(ctx context.Context, k Key, first Version, value secret.Value) (Key, error) {
	if err := CheckValue(value); err != nil {
		return Key{}, err
	}
	if err := k.check(); err != nil {
		return Key{}, err
	}
	if err := v.settle(ctx, k.Name); err != nil {
		return Key{}, err
	}
	if err := v.ready(ctx); err != nil {
		return Key{}, err
	}
	k.ID, k.Added = newID(), v.now().UTC()
	first.Number, first.State = 1, Pending
	k.Versions = []Version{first}
	op, err := v.hold(ctx, k.ID)
	if err != nil {
		return Key{}, err
	}
	defer op.Release()
	err = v.change(ctx, func(x *Index) error {
		if err := x.unique(k.Name, k.ID); err != nil {
			return err
		}
		x.Keys = append(x.Keys, k.clone())
		return nil
	})
	if err != nil {
		_ = os.Remove(v.opPath(k.ID))
		return Key{}, err
	}
	return v.carry(ctx, k, 1, value, Event{What: "added"})
}

// Rotate gives a key a new value and keeps the old one as previous.
func (v *Vault) Rotate(ctx context.Context, id string, next Version, value secret.Value) (Key, error) {
	if err := CheckValue(value); err != nil {
		return Key{}, err
	}
	op, err := v.hold(ctx, id)
	if err != nil {
		return Key{}, err
	}
	defer op.Release()
	// A rotation that was cut off may have left a pending version.
	if _, err := v.repairKey(ctx, id); err != nil {
		return Key{}, err
	}
	old, err := v.Value(ctx, id)
	if err != nil && !errors.Is(err, keychain.ErrNotFound) { // a lost value must not keep a new one out
		return Key{}, err
	}
	same := err == nil && old.Equal(value)
	old.Wipe()
	if same {
		return Key{}, ErrSameValue
	}
	next.State = Pending
	k, err := v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		next.Number = k.Versions[0].Number + 1
		k.Versions = append([]Version{next}, k.Versions...)
		return nil
	})
	if err != nil {
		return Key{}, err
	}
	return v.carry(ctx, k, next.Number, value, Event{What: "rotated"})
}

// ready refuses early, before anything is written, when there is no keychain.
// A locked one may be unlocked at its prompt during the call.
func (v *Vault) ready(ctx context.Context) error {
	if s := v.store.Status(ctx).State; s != keychain.Locked {
		return s.Err()
	}
	return nil
}

// carry takes a pending version through the keychain and makes it current.
func (v *Vault) carry(ctx context.Context, k Key, number int, value secret.Value, done Event) (Key, error) {
	if err := v.put(ctx, k, number, value); err != nil {
		return Key{}, v.giveUp(ctx, k, number, err)
	}
	return v.commit(ctx, k, number, done)
}

// put stores a value and reads it back: only then is it called stored.
func (v *Vault) put(ctx context.Context, k Key, number int, value secret.Value) error {
	if err := v.store.Set(ctx, k.Item(number), k.Label(), value); err != nil {
		return err
	}
	got, err := v.store.Get(ctx, k.Item(number))
	if err != nil {
		return errors.Join(ErrUnconfirmed, err)
	}
	defer got.Wipe()
	if !got.Equal(value) {
		return ErrUnconfirmed
	}
	return nil
}

// giveUp takes a pending version back after a failure, if it is certain that
// no item is left. If not, the entry stays pending and repair finds out later:
// an item without an entry would be a stray secret, and an item that was stored
// after all must not be lost.
func (v *Vault) giveUp(ctx context.Context, k Key, number int, cause error) error {
	// The person may have cancelled: cleaning up goes on without them.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), keychain.ProbeLimit)
	defer cancel()
	never := errors.Is(cause, keychain.ErrLocked) || errors.Is(cause, keychain.ErrDismissed) || errors.Is(cause, keychain.ErrTooBig)
	if !never || errors.Is(cause, ErrUnconfirmed) {
		if err := v.store.Delete(ctx, k.Item(number)); err != nil && !errors.Is(err, keychain.ErrNotFound) {
			return errors.Join(ErrUnconfirmed, cause)
		}
	}
	if err := v.drop(ctx, k.ID, number); err != nil {
		return errors.Join(cause, err)
	}
	return cause
}

// drop removes a pending version, and with the only one the whole entry.
func (v *Vault) drop(ctx context.Context, id string, number int) error {
	gone := false
	err := v.change(ctx, func(x *Index) error {
		k := x.key(id)
		if k == nil {
			return nil
		}
		for i, version := range k.Versions {
			if version.Number == number && version.State == Pending {
				k.Versions = append(k.Versions[:i], k.Versions[i+1:]...)
				break
			}
		}
		if gone = len(k.Versions) == 0; gone {
			x.remove(id)
		}
		return nil
	})
	if err == nil && gone {
		_ = os.Remove(v.opPath(id))
	}
	return err
}

// commit makes a version current that is known to be in the keychain; pending
// is its key as it was before. A new value ends what was said about the old one:
// exposure, snooze, reminders.
func (v *Vault) commit(ctx context.Context, pending Key, number int, done Event) (Key, error) {
	// The value is stored: no cancelled context may stop that from being said.
	ctx = context.WithoutCancel(ctx)
	var k Key
	err := v.change(ctx, func(x *Index) error {
		entry := x.key(pending.ID)
		// The entry can be gone: a damaged index went back to its last good
		// copy, or somebody put a backup in its place.
		if entry == nil {
			x.Keys = append(x.Keys, pending.clone())
			entry = &x.Keys[len(x.Keys)-1]
		}
		if entry.version(number) == nil {
			entry.Versions = append([]Version{*pending.version(number)}, entry.Versions...)
		}
		for i := range entry.Versions {
			if entry.Versions[i].State == Current {
				entry.Versions[i].State = Previous
			}
		}
		entry.version(number).State = Current
		entry.Exposed, entry.SnoozedUntil = Exposure{}, time.Time{}
		entry.Reminded = rotation.Reminded{}
		k = entry.clone()
		return nil
	})
	if err != nil {
		return Key{}, err
	}
	done.ID, done.Name = k.ID, k.Name
	v.Log(done)
	return k, nil
}

// Value reads a key's current value from the keychain.
func (v *Vault) Value(ctx context.Context, id string) (secret.Value, error) {
	x, err := v.Index(ctx)
	if err != nil {
		return secret.Value{}, err
	}
	k := x.key(id)
	if k == nil {
		return secret.Value{}, &NotFoundError{id}
	}
	current, ok := k.Current()
	if !ok {
		return secret.Value{}, &NotFoundError{k.Name}
	}
	return v.store.Get(ctx, k.Item(current.Number))
}
