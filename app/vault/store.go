package vault

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"keytray/app/keychain"
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
	k = k.clone() // what is the caller's stays as it is
	if err := k.check(); err != nil {
		return Key{}, err
	}
	target, printer, err := v.ready(ctx)
	if err != nil {
		return Key{}, err
	}
	first = pending(first, 1, target, value, printer)
	err = v.settle(ctx, func(other Key) bool {
		return strings.EqualFold(other.Name, k.Name) || other.holds(first.Fingerprint)
	})
	if err != nil {
		return Key{}, err
	}
	k.ID, k.Added = newID(), v.now().UTC()
	k.Versions = []Version{first}
	for i := range k.UsedBy { // a key is added because it is in use there
		k.UsedBy[i].Has, k.UsedBy[i].Assumed = first.Number, true
	}
	op, err := v.hold(ctx, k.ID)
	if err != nil {
		return Key{}, err
	}
	defer v.letGo(op, k.ID)
	err = v.change(ctx, func(x *Index) error {
		if err := x.unique(k.Name, k.ID); err != nil {
			return err
		}
		if err := x.holding(first.Fingerprint, k.ID); err != nil {
			return err
		}
		x.Keys = append(x.Keys, k.clone())
		return nil
	})
	if err != nil {
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
	defer v.letGo(op, id)
	k, target, printer, err := v.renewable(ctx, id)
	if err != nil {
		return Key{}, err
	}
	if err := v.differs(ctx, k, value, printer); err != nil {
		return Key{}, err
	}
	number, err := v.number(ctx, k, target)
	if err != nil {
		return Key{}, err
	}
	next = pending(next, number, target, value, printer)
	k, err = v.changeKey(ctx, id, func(x *Index, k *Key) error {
		if err := x.holding(next.Fingerprint, id); err != nil {
			return err
		}
		if next.Account = strings.TrimSpace(next.Account); next.Account != "" {
			if err := (Key{Name: k.Name, Account: next.Account}).Check(); err != nil {
				return err
			}
		}
		next.Kind, next.Account = cmp.Or(next.Kind, k.Kind), cmp.Or(next.Account, k.Account)
		k.Versions = append([]Version{next}, k.Versions...)
		return nil
	})
	if err != nil {
		return Key{}, err
	}
	return v.carry(ctx, k, number, value, Event{What: "rotated"})
}

// renewable is a key that is about to get another value, and where that goes. It must
// hold the key's lock.
func (v *Vault) renewable(ctx context.Context, id string) (Key, Holder, printer, error) {
	// A rotation that was cut off may have left a pending version.
	if _, err := v.repairKey(ctx, id); err != nil {
		return Key{}, "", printer{}, err
	}
	target, p, err := v.ready(ctx)
	if err != nil {
		return Key{}, "", printer{}, err
	}
	k, err := v.entry(ctx, id)
	return k, target, p, err
}

// lost tells that a value is gone for good.
func lost(err error) bool { return errors.Is(err, keychain.ErrNotFound) || errors.Is(err, ErrSealed) }

// carry takes a pending version through the keychain and makes it current.
func (v *Vault) carry(ctx context.Context, k Key, number int, value secret.Value, done Event) (Key, error) {
	if err := v.put(ctx, k, *k.version(number), value); err != nil {
		return Key{}, v.giveUp(ctx, k, number, err)
	}
	return v.commit(ctx, k, number, done)
}

// giveUp takes a pending version back after a failure, if it is certain that
// no item is left. If not, the entry stays pending and repair finds out later:
// an item without an entry would be a stray secret, and an item that was stored
// after all must not be lost.
func (v *Vault) giveUp(ctx context.Context, k Key, number int, cause error) error {
	// The person may have cancelled: cleaning up goes on without them.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), keychain.ProbeLimit)
	defer cancel()
	never := errors.Is(cause, keychain.ErrLocked) || errors.Is(cause, keychain.ErrNoDefault) || errors.Is(cause, keychain.ErrDismissed) || errors.Is(cause, keychain.ErrTooBig) ||
		!errors.As(cause, new(*StoreError)) // it did not come as far as the store
	if !never || errors.Is(cause, ErrUnconfirmed) {
		if err := v.erase(ctx, k, *k.version(number)); err != nil {
			return errors.Join(ErrUnconfirmed, cause)
		}
	} else if err := v.eraseSealed(k.Item(number)); err != nil {
		return errors.Join(cause, err)
	}
	if err := v.drop(ctx, k.ID, number); err != nil {
		return errors.Join(cause, err)
	}
	return cause
}

// drop removes a pending version, and with the only one the whole entry.
func (v *Vault) drop(ctx context.Context, id string, number int) error {
	return v.change(ctx, func(x *Index) error {
		k := x.key(id)
		if k == nil {
			return nil
		}
		for i, version := range k.Versions {
			if version.Number == number && version.State == Pending {
				k.Versions = append(k.Versions[:i], k.Versions[i+1:]...)
				k.Dropped = max(k.Dropped, number)
				break
			}
		}
		if len(k.Versions) == 0 {
			x.remove(id)
		}
		return nil
	})
}

// commit makes a version current that is known to be in the keychain, unless a
// newer one is; pending is its key as it was before. A new value ends what was
// said about the old one: exposure, snooze, reminders and its check. Its kind and
// account stay with it.
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
			entry.Versions = append(entry.Versions, *pending.version(number))
		}
		was, _ := entry.Current()
		entry.version(number).State = Current
		entry.settle()
		entry.follow(was)
		if now, _ := entry.Current(); now.Back != 0 {
			entry.goneBack(was, v.now().UTC())
		} else {
			entry.advance(was, v.now().UTC())
		}
		k = entry.clone()
		return nil
	})
	if err != nil {
		return Key{}, errors.Join(ErrUncommitted, err)
	}
	done.ID, done.Name = k.ID, k.Name
	v.Log(done)
	return k, nil
}
