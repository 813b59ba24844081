//go:build !windows && !darwin

package keychain

import (
	"context"
	"errors"

	"github.com/godbus/dbus/v5"
)

// newCollection is what GNOME's own library calls a collection that it makes
// for lack of a default.
const newCollection = "Default keyring"

// askDefault asks which collection is the default one: its real path, since
// oo7 and KWallet do not serve the alias' own path everywhere.
func (s *session) askDefault(ctx context.Context) *question {
	return s.ask(ctx, s.to(), busPath, serviceAPI+".ReadAlias", "default")
}

// collection takes the answer, ErrNoDefault if there is none.
func (q *question) collection() (dbus.ObjectPath, error) {
	var p dbus.ObjectPath
	err := q.answer(&p)
	if errors.Is(err, errNoObject) || (err == nil && p == none) {
		return none, ErrNoDefault
	}
	return p, err
}

func (s *session) locked(ctx context.Context, api string, p dbus.ObjectPath) (bool, error) {
	var v dbus.Variant
	if err := s.ask(ctx, s.to(), p, properties+".Get", api, "Locked").answer(&v); err != nil {
		return false, err
	}
	locked, ok := v.Value().(bool)
	if !ok {
		return false, garbled("of Locked")
	}
	return locked, nil
}

// writable is the default collection, made and unlocked at need.
func (k *secretService) writable(ctx context.Context, s *session) (dbus.ObjectPath, error) {
	p, err := s.askDefault(ctx).collection()
	if failed := s.wait(ctx); failed != nil {
		return none, failed
	}
	if errors.Is(err, ErrNoDefault) && k.canAsk() {
		p, err = k.asked.do(ctx, s.peer, s.createDefault)
	}
	if err != nil {
		return none, err
	}
	locked, err := s.locked(ctx, collectionAPI, p)
	if err == nil && locked {
		err = k.unlock(ctx, s, p)
	}
	return p, err
}

// createDefault has the service make a default collection; it asks the person
// for a password.
func (s *session) createDefault(ctx context.Context) (dbus.ObjectPath, error) {
	var made, p dbus.ObjectPath
	wanted := map[string]dbus.Variant{collectionAPI + ".Label": dbus.MakeVariant(newCollection)}
	if err := s.demand(ctx, busPath, serviceAPI+".CreateCollection", []any{wanted, "default"}, &made, &p); err != nil {
		return none, err
	}
	if p != none {
		prompt := s.expect(p)
		defer prompt.forget()
		if _, err := prompt.run(ctx); err != nil {
			return none, err
		}
	}
	return s.askDefault(ctx).collection()
}
