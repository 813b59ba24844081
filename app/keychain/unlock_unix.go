//go:build !windows && !darwin

package keychain

import (
	"context"
	"errors"
	"path"
	"slices"

	"github.com/godbus/dbus/v5"
)

// Unlock implements Unlocker.
func (k *secretService) Unlock(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, CallLimit)
	defer cancel()
	return k.with(ctx, func(s *session) error {
		_, err := k.writable(ctx, s)
		return err
	})
}

// unlock unlocks a collection. Callers who need the same one share the prompt
// and its outcome.
func (k *secretService) unlock(ctx context.Context, s *session, collection dbus.ObjectPath) error {
	if !k.canAsk() {
		return ErrLocked
	}
	return k.unlockObject(ctx, s, collectionAPI, collection)
}

// unlockItem unlocks the collection of an item or, where that is open, the
// item: KeePassXC has the person confirm each.
func (k *secretService) unlockItem(ctx context.Context, s *session, item dbus.ObjectPath) error {
	collection := dbus.ObjectPath(path.Dir(string(item)))
	if locked, err := s.locked(ctx, collectionAPI, collection); err == nil && locked {
		return k.unlock(ctx, s, collection)
	}
	return k.unlockObject(ctx, s, itemAPI, item)
}

func (k *secretService) unlockObject(ctx context.Context, s *session, api string, object dbus.ObjectPath) error {
	_, err := k.asked.do(ctx, s.peer+" "+string(object), func(ctx context.Context) (dbus.ObjectPath, error) {
		return object, s.unlock(ctx, api, object, k.canAsk())
	})
	return err
}

func (s *session) unlock(ctx context.Context, api string, object dbus.ObjectPath, mayAsk bool) error {
	p, unlocked, err := s.unlocking(ctx, object, mayAsk)
	if err != nil || p == nil {
		return err
	}
	result, err := p.wait(ctx)
	s.part(object, p, err)
	if err != nil {
		return err
	}
	more, _ := result.Value().([]dbus.ObjectPath)
	return s.confirm(ctx, api, object, append(unlocked, more...))
}

// unlocking asks the service to unlock and returns the prompt it shows for it,
// if any. One that is still on the screen is waited for again.
func (s *session) unlocking(ctx context.Context, object dbus.ObjectPath, mayAsk bool) (*prompt, []dbus.ObjectPath, error) {
	if p := s.adopt(object); p != nil {
		return p, nil, nil
	}
	var unlocked []dbus.ObjectPath
	var path dbus.ObjectPath
	err := s.demand(ctx, busPath, serviceAPI+".Unlock", []any{[]dbus.ObjectPath{object}}, &unlocked, &path)
	if err != nil {
		return nil, nil, err
	}
	switch {
	case path == none && slices.Contains(unlocked, object):
		return nil, nil, nil
	case path == none:
		return nil, nil, ErrLocked
	case !mayAsk:
		s.dismiss(path)
		return nil, nil, ErrLocked
	}
	p := s.expect(path)
	if err := p.show(ctx); err != nil {
		s.part(object, p, err)
		return nil, nil, err
	}
	return p, unlocked, nil
}

// confirm makes sure of what a prompt is said to have unlocked.
func (s *session) confirm(ctx context.Context, api string, object dbus.ObjectPath, unlocked []dbus.ObjectPath) error {
	if slices.Contains(unlocked, object) {
		return nil
	}
	if locked, err := s.locked(ctx, api, object); err != nil || locked {
		return errors.Join(ErrLocked, final(err))
	}
	return nil
}

// part ends our interest in a prompt, unless its callers left it on the screen
// and it cannot be dismissed: then it is kept for the next.
func (s *session) part(object dbus.ObjectPath, p *prompt, err error) {
	if !errors.Is(err, ErrTimeout) || !stays(p.id.path) {
		p.forget()
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.left == nil {
		s.left = map[dbus.ObjectPath]*prompt{}
	}
	s.left[object] = p
}

// adopt takes the prompt for object that is still on the screen, if there is one.
func (s *session) adopt(object dbus.ObjectPath) *prompt {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.left[object]
	delete(s.left, object)
	if p == nil || len(p.end) > 0 { // it is over: what came of it is an old story
		return nil
	}
	return p
}
