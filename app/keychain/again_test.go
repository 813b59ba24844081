//go:build linux

package keychain_test

import (
	"fmt"
	"testing"

	"github.com/godbus/dbus/v5"

	"keytray/app/e2e/session"
	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
)

// A client that remembers where an item was never gives out what another program
// has put there since.
func TestARememberedItemIsSearchedForEachTime(t *testing.T) {
	s := session.New(t, session.Options{})
	ours, theirs := keychain.Open(s.BusAddress, false), keychain.Open(s.BusAddress, false)
	defer ours.Close()
	defer theirs.Close()
	ctx := within(t)
	for range 20 {
		account, value := keychaintest.Account(), keychaintest.Random()
		assertIs(t, "Set", theirs.Set(ctx, account, "l", value), nil)
		for range 2 {
			if got, err := ours.Get(ctx, account); err != nil || !got.Equal(value) {
				t.Errorf("another value came back (%v)", err)
			}
		}
		assertIs(t, "Delete", theirs.Delete(ctx, account), nil)
		other := keychaintest.Account() // maybe where the first one was
		assertIs(t, "Set", theirs.Set(ctx, other, "l", keychaintest.Random()), nil)
		_, err := ours.Get(ctx, account)
		assertIs(t, "Get of a deleted item", err, keychain.ErrNotFound)
		next := keychaintest.Random()
		assertIs(t, "Set", theirs.Set(ctx, account, "l", next), nil)
		if got, err := ours.Get(ctx, account); err != nil || !got.Equal(next) {
			t.Errorf("after it was stored anew another value came back (%v)", err)
		}
	}
}

func TestARememberedItemIsNotReadFromALockedKeychain(t *testing.T) {
	s := session.New(t, session.Options{})
	k := keychain.Open(s.BusAddress, false)
	defer k.Close()
	ctx := within(t)
	assertIs(t, "Set", k.Set(ctx, "abc.1", "l", keychaintest.Random()), nil)
	for range 2 {
		_, err := k.Get(ctx, "abc.1")
		assertIs(t, "Get", err, nil)
	}
	service := busOf(t, s).Object("org.freedesktop.secrets", "/org/freedesktop/secrets")
	var collection dbus.ObjectPath
	if err := service.Call("org.freedesktop.Secret.Service.ReadAlias", 0, "default").Store(&collection); err != nil {
		t.Fatal(err)
	}
	if err := service.Call("org.freedesktop.Secret.Service.Lock", 0, []dbus.ObjectPath{collection}).Err; err != nil {
		t.Fatal(fmt.Errorf("lock: %w", err))
	}
	_, err := k.Get(ctx, "abc.1")
	assertIs(t, "Get of a locked item", err, keychain.ErrLocked)
}
