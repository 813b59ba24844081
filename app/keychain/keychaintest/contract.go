package keychaintest

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"keytray/app/keychain"
	"keytray/app/secret"
)

// Run checks that a store keeps the promises of keychain.Store.
func Run(t *testing.T, s keychain.Store) {
	t.Run("a missing item is ErrNotFound", func(t *testing.T) {
		if _, err := s.Get(t.Context(), Account()); !errors.Is(err, keychain.ErrNotFound) {
			t.Errorf("Get: %v", err)
		}
		if err := s.Delete(t.Context(), Account()); !errors.Is(err, keychain.ErrNotFound) {
			t.Errorf("Delete: %v", err)
		}
	})
	for name, v := range map[string]secret.Value{
		"one byte":             secret.FromString("x"),
		"lines":                secret.FromString("-----BEGIN-----\r\nab\n\ncd\n-----END-----\n"),
		"beyond ASCII":         secret.FromString("schlüssel-🔑"),
		"spaces around":        secret.FromString("  x  "),
		"the longest":          secret.FromString(strings.Repeat("k", keychain.MaxValue)),
		"looks like an option": secret.FromString("-p --help"),
	} {
		t.Run("a value comes back byte for byte: "+name, func(t *testing.T) {
			account := Account()
			set(t, s, account, v)
			assertHolds(t, s, account, v)
			if err := s.Delete(t.Context(), account); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Get(t.Context(), account); !errors.Is(err, keychain.ErrNotFound) {
				t.Errorf("after Delete: %v", err)
			}
		})
	}
	t.Run("a value one byte too long is ErrTooBig and changes nothing", func(t *testing.T) {
		account, v := Account(), Random()
		set(t, s, account, v)
		if err := s.Set(t.Context(), account, "l", secret.FromString(strings.Repeat("k", keychain.MaxValue+1))); !errors.Is(err, keychain.ErrTooBig) {
			t.Errorf("got %v", err)
		}
		assertHolds(t, s, account, v)
	})
	t.Run("Set replaces", func(t *testing.T) {
		account, v := Account(), Random()
		set(t, s, account, Random())
		set(t, s, account, v)
		assertHolds(t, s, account, v)
	})
	t.Run("accounts do not mix", func(t *testing.T) {
		base := Account()
		first, second := Random(), Random()
		set(t, s, base+".1", first)
		set(t, s, base+".11", second)
		assertHolds(t, s, base+".1", first)
		assertHolds(t, s, base+".11", second)
	})
	t.Run("a call with an ended context fails and stores nothing", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		account := Account()
		if err := s.Set(ctx, account, "l", Random()); err == nil {
			t.Error("Set did not fail")
		}
		if _, err := s.Get(ctx, account); err == nil {
			t.Error("Get did not fail")
		}
	})
	t.Run("many at once", func(t *testing.T) {
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				account, v := Account(), Random()
				if err := s.Set(t.Context(), account, "l", v); err != nil {
					t.Error(err)
					return
				}
				assertHolds(t, s, account, v)
			})
		}
		all.Wait()
	})
	t.Run("List names what is there with label and date, or says that it cannot", func(t *testing.T) {
		account := Account()
		set(t, s, account, Random())
		all, err := s.List(t.Context())
		if errors.Is(err, keychain.ErrUnsupported) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		assertListed(t, all, account, "Keytray: test")
		if err := s.Delete(t.Context(), account); err != nil {
			t.Fatal(err)
		}
		if all, err = s.List(t.Context()); err != nil || listed(all, account) != nil {
			t.Errorf("%s is still listed after Delete (%v)", account, err)
		}
	})
	t.Run("Relabel changes the label and not the value, or says that it cannot", func(t *testing.T) {
		account, v := Account(), Random()
		set(t, s, account, v)
		err := s.Relabel(t.Context(), account, "Keytray: another")
		if errors.Is(err, keychain.ErrUnsupported) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		assertHolds(t, s, account, v)
		all, err := s.List(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		assertListed(t, all, account, "Keytray: another")
		if err := s.Relabel(t.Context(), Account(), "l"); !errors.Is(err, keychain.ErrNotFound) {
			t.Errorf("of a missing item: %v", err)
		}
	})
	t.Run("Status is OK and has a name", func(t *testing.T) {
		if st := s.Status(t.Context()); st.State != keychain.OK || st.Name == "" {
			t.Errorf("got %+v", st)
		}
	})
}

// Account makes a name that no other test uses.
func Account() string { return token(8) }

// Random makes a value.
func Random() secret.Value { return secret.FromString(token(24)) }

func token(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails
	return hex.EncodeToString(b)
}

func set(t *testing.T, s keychain.Store, account string, v secret.Value) {
	t.Helper()
	if err := s.Set(t.Context(), account, "Keytray: test", v); err != nil {
		t.Fatal(err)
	}
}

func listed(all []keychain.Item, account string) *keychain.Item {
	for i := range all {
		if all[i].Account == account {
			return &all[i]
		}
	}
	return nil
}

func assertListed(t *testing.T, all []keychain.Item, account, label string) {
	t.Helper()
	item := listed(all, account)
	switch {
	case item == nil:
		t.Errorf("%s is not among the %d items listed", account, len(all))
	case item.Label != label:
		t.Errorf("its label is %q, want %q", item.Label, label)
	case time.Since(item.Created).Abs() > time.Minute:
		t.Errorf("it was created at %v", item.Created)
	}
}

func assertHolds(t *testing.T, s keychain.Store, account string, want secret.Value) {
	t.Helper()
	got, err := s.Get(t.Context(), account)
	if err != nil {
		t.Error(err)
	} else if !got.Equal(want) {
		t.Errorf("%s holds another value (%d bytes, want %d)", account, got.Len(), want.Len())
	}
}
