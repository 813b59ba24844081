//go:build !windows && !darwin

package keychain

import (
	"context"
	"errors"
	"sync"

	"github.com/godbus/dbus/v5"

	"keytray/app/secret"
)

// secretService is the Secret Service, reached over a private connection that
// is opened at the first call and again when it was lost. Values cross the bus
// encrypted. Its methods may be called from several goroutines.
type secretService struct {
	address func() (string, error) // of the session bus
	canAsk  func() bool

	connecting shared[*link]
	asked      shared[dbus.ObjectPath] // what the person is being asked
	turns      turns

	mu   sync.Mutex
	link *link
}

// System returns the keychain of this system: the Secret Service.
func System() Store { return &secretService{address: busAddress, canAsk: canAsk} }

// connected returns the connection there is, or opens one.
func (k *secretService) connected(ctx context.Context) (*link, error) {
	if l := k.present(); l != nil {
		return l, nil
	}
	return k.connecting.do(ctx, "", func(ctx context.Context) (*link, error) {
		if l := k.present(); l != nil {
			return l, nil
		}
		address, err := k.address()
		if err != nil {
			return nil, err
		}
		ctx, cancel := context.WithTimeout(ctx, ProbeLimit)
		defer cancel()
		l, err := openLink(ctx, address)
		if err != nil {
			return nil, err
		}
		k.mu.Lock()
		defer k.mu.Unlock()
		k.link = l
		return l, nil
	})
}

func (k *secretService) present() *link {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.link == nil || !k.link.alive() {
		return nil
	}
	return k.link
}

// with runs an operation in a session. If the service or the bus went away
// before it had changed anything, it is run once more with their successors.
func (k *secretService) with(ctx context.Context, f func(*session) error) error {
	for lost, sessions := false, 1; ; sessions++ {
		l, err := k.connected(ctx)
		if err != nil {
			return final(err)
		}
		s := l.current()
		err = f(s)
		switch {
		case ctx.Err() != nil:
			return final(err)
		case errors.Is(err, errAmbiguous) && sessions < 8: // bad luck, rarely twice
		case !lost && (errors.Is(err, errUnsent) || errors.Is(err, errLost)):
			lost = true
		default:
			return final(err)
		}
		l.drop(s)
	}
}

// Get implements Store.
func (k *secretService) Get(ctx context.Context, account string) (v secret.Value, err error) {
	ctx, cancel := context.WithTimeout(ctx, CallLimit)
	defer cancel()
	if err := k.turns.wait(ctx, account); err != nil {
		return v, err
	}
	err = k.with(ctx, func(s *session) (err error) {
		if again, ok := s.again(ctx, account); ok {
			v = again
			return nil
		}
		item, err := k.pick(ctx, s, account)
		if err == nil {
			v, err = k.value(ctx, s, item)
		}
		if err == nil {
			s.remember(account, item)
		}
		return err
	})
	return v, err
}

// Set implements Store.
func (k *secretService) Set(ctx context.Context, account, label string, v secret.Value) error {
	if v.Len() > MaxValue {
		return ErrTooBig
	}
	return k.write(ctx, account, func(ctx context.Context, s *session, t *turn) error {
		collection, err := k.writable(ctx, s)
		if err != nil {
			return err
		}
		sealed, err := s.seal(v)
		if err != nil {
			return err
		}
		return k.change(ctx, s, t, "oo", collection, collectionAPI+".CreateItem", map[string]dbus.Variant{
			itemAPI + ".Label":      dbus.MakeVariant(label),
			itemAPI + ".Attributes": dbus.MakeVariant(attributes(account)),
		}, sealed, true)
	})
}

// Delete implements Store. It removes the account's items from every
// collection: a copy left behind would be a leak.
func (k *secretService) Delete(ctx context.Context, account string) error {
	return k.write(ctx, account, func(ctx context.Context, s *session, t *turn) error {
		f, err := k.lookup(ctx, s, account)
		if err != nil {
			return err
		}
		for _, item := range f.locked { // all or none, as far as the person decides it
			if err := k.unlockItem(ctx, s, item); err != nil {
				return err
			}
		}
		items, err := s.ours(ctx, f.all(), account)
		if err != nil {
			return err
		}
		deleted := false
		for _, item := range items {
			err := ofItem(k.change(ctx, s, t, "o", item, itemAPI+".Delete"))
			if err != nil && !errors.Is(err, ErrNotFound) {
				return err
			}
			deleted = deleted || err == nil
		}
		if !deleted {
			return ErrNotFound
		}
		return nil
	})
}

// Relabel implements Store.
func (k *secretService) Relabel(ctx context.Context, account, label string) error {
	return k.write(ctx, account, func(ctx context.Context, s *session, t *turn) error {
		item, err := k.pick(ctx, s, account)
		if err != nil {
			return err
		}
		return ofItem(k.change(ctx, s, t, "", item, properties+".Set", itemAPI, "Label", dbus.MakeVariant(label)))
	})
}

// write runs an operation that changes something, in its account's turn.
func (k *secretService) write(ctx context.Context, account string, f func(context.Context, *session, *turn) error) error {
	ctx, cancel := context.WithTimeout(ctx, CallLimit)
	defer cancel()
	t, err := k.turns.take(ctx, account)
	if err != nil {
		return err
	}
	defer t.end()
	return k.with(ctx, func(s *session) error { return f(ctx, s, t) })
}
