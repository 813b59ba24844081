//go:build !windows && !darwin

package keychain

import (
	"context"
	"errors"
	"path"
	"slices"

	"github.com/godbus/dbus/v5"

	"keytray/app/secret"
)

// attributes are those of our items, the same that go-keyring gives them.
func attributes(account string) map[string]string {
	return map[string]string{"service": Service, "username": account}
}

// found is what a search returned.
type found struct{ unlocked, locked []dbus.ObjectPath }

func (f found) all() []dbus.ObjectPath { return slices.Concat(f.unlocked, f.locked) }

func (s *session) search(ctx context.Context, wanted map[string]string) (f found, err error) {
	err = s.ask(ctx, s.to(), busPath, serviceAPI+".SearchItems", wanted).answer(&f.unlocked, &f.locked)
	if err == nil {
		err = s.wait(ctx)
	}
	return f, err
}

// lookup finds the items of an account, at least one. What a locked keychain
// does not show may be there all the same: it is unlocked first.
func (k *secretService) lookup(ctx context.Context, s *session, account string) (f found, err error) {
	searched := s.searchable(ctx)
	if searched {
		f, err = s.search(ctx, attributes(account))
		if err != nil || len(f.all()) > 0 {
			return f, err
		}
	}
	was, err := k.openDefault(ctx, s)
	if err == nil && (was || !searched) {
		f, err = s.search(ctx, attributes(account))
	}
	if err == nil && len(f.all()) == 0 {
		err = ErrNotFound
	}
	return f, err
}

// openDefault makes sure that the default collection is unlocked, and tells
// whether it was locked.
func (k *secretService) openDefault(ctx context.Context, s *session) (was bool, err error) {
	collection, err := s.askDefault(ctx).collection()
	if err != nil {
		return false, err
	}
	was, err = s.locked(ctx, collectionAPI, collection)
	if err == nil {
		err = s.wait(ctx)
	}
	if err == nil && was {
		err = k.unlock(ctx, s, collection)
	}
	return was, err
}

// pick finds the one item of an account and unlocks it. Of several, that in the
// default collection counts: there we write.
func (k *secretService) pick(ctx context.Context, s *session, account string) (dbus.ObjectPath, error) {
	f, err := k.lookup(ctx, s, account)
	if err != nil {
		return none, err
	}
	all := f.all()
	item := all[0]
	if len(all) > 1 {
		collection, err := s.askDefault(ctx).collection()
		if err != nil && !errors.Is(err, ErrNoDefault) {
			return none, err
		}
		if i := slices.IndexFunc(all, within(collection)); i >= 0 {
			item = all[i]
		}
	}
	if slices.Contains(f.locked, item) {
		return item, k.unlockItem(ctx, s, item)
	}
	return item, nil
}

// within tells whether an item is in a collection: its path says so (Secret
// Service API, "Object Paths").
func within(collection dbus.ObjectPath) func(dbus.ObjectPath) bool {
	return func(item dbus.ObjectPath) bool { return path.Dir(string(item)) == string(collection) }
}

// value reads an item. It may have been locked again meanwhile.
func (k *secretService) value(ctx context.Context, s *session, item dbus.ObjectPath) (secret.Value, error) {
	v, err := s.value(ctx, item)
	if !errors.Is(err, ErrLocked) {
		return v, err
	}
	if err := k.unlockItem(ctx, s, item); err != nil {
		return secret.Value{}, err
	}
	return s.value(ctx, item)
}

func (s *session) value(ctx context.Context, item dbus.ObjectPath) (secret.Value, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	call := s.send(ctx, s.peer, item, itemAPI+".GetSecret", s.path)
	if !s.plain {
		_, _ = s.cipher() // meanwhile; unseal sees the error
	}
	var t transfer
	if err := s.result(ctx, call, &t); err != nil {
		return secret.Value{}, ofItem(err)
	}
	return s.unseal(t)
}

// ours keeps of the items those that carry our attributes for account, so that
// nothing is deleted on the word of a search alone.
func (s *session) ours(ctx context.Context, items []dbus.ObjectPath, account string) ([]dbus.ObjectPath, error) {
	var ours []dbus.ObjectPath
	for _, item := range items {
		var v dbus.Variant
		err := s.ask(ctx, s.peer, item, properties+".Get", itemAPI, "Attributes").answer(&v)
		if errors.Is(err, errNoObject) {
			continue
		}
		if err != nil {
			return nil, err
		}
		has, _ := v.Value().(map[string]string)
		if has["service"] == Service && has["username"] == account {
			ours = append(ours, item)
		}
	}
	return ours, nil
}
