//go:build !windows && !darwin

package keychain

import (
	"context"
	"slices"

	"github.com/godbus/dbus/v5"

	"keytray/app/secret"
)

// remember keeps where an item was.
func (s *session) remember(account string, item dbus.ObjectPath) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.read == nil {
		s.read = map[string]dbus.ObjectPath{}
	}
	s.read[account] = item
}

// again reads an item where it was the last time, and in the same breath
// searches for it: one round trip instead of two. The value counts only if the
// search, which the service serves first, finds that item and no other. Whatever
// else comes is left to the long way.
func (s *session) again(ctx context.Context, account string) (secret.Value, bool) {
	s.mu.Lock()
	item, ok := s.read[account]
	s.mu.Unlock()
	if !ok || !s.searchable(ctx) {
		return secret.Value{}, false
	}
	search := s.ask(ctx, s.peer, busPath, serviceAPI+".SearchItems", attributes(account))
	get := s.ask(ctx, s.peer, item, itemAPI+".GetSecret", s.path)
	var f found
	searchErr := search.answer(&f.unlocked, &f.locked)
	var t transfer
	getErr := get.answer(&t)
	if searchErr != nil || getErr != nil || len(f.locked) > 0 || !slices.Equal(f.unlocked, []dbus.ObjectPath{item}) {
		clear(t.Value)
		return secret.Value{}, false
	}
	v, err := s.unseal(t)
	return v, err == nil
}
