package vault_test

import (
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/rotation"
	"keytray/app/secret"
	"keytray/app/vault"
)

// forgetAll forgets whatever is missing.
func (f *fixture) forgetAll(t *testing.T) {
	t.Helper()
	found := f.compare(t)
	if len(found.Missing) == 0 {
		t.Fatal("nothing is missing")
	}
	for _, m := range found.Missing {
		if err := f.again().Forget(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
}

func (f *fixture) compare(t *testing.T) vault.Compared {
	t.Helper()
	found, err := f.again().Compare(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// rich is a key of which much is known.
func (f *fixture) rich(t *testing.T, value secret.Value) vault.Key {
	t.Helper()
	k, err := f.Add(t.Context(), vault.Key{
		Name: "chat-app", Provider: "somebody", Env: "CHAT_KEY", Account: "me", Notes: "a note", Pinned: true, Muted: true,
		Tags: []string{"work"}, UsedBy: []vault.Place{{Location: "laptop"}}, Policy: rotation.Policy{DueAfter: 2, OverdueAfter: 5},
	}, vault.Version{Created: now.AddDate(0, -1, 0), Expires: now.AddDate(1, 0, 0)}, value)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// said is what a person said of a key, and when its values end.
func said(k vault.Key) any {
	var dates []time.Time
	for _, version := range k.Versions {
		dates = append(dates, version.Created.UTC(), version.Expires.UTC())
	}
	return []any{k.Name, k.Provider, k.Env, k.Account, k.Notes, k.Pinned, k.Muted, k.Tags, k.UsedBy, k.Policy, dates}
}

// Another keychain was running, all was forgotten, and the first one comes back.
func TestForgottenKeysComeBackWithTheirKeychain(t *testing.T) {
	f := open(t)
	value, second := long(4000), long(3000)
	k := f.rich(t, value)
	if _, err := f.Rotate(t.Context(), k.ID, vault.Version{Created: now, Expires: now.AddDate(0, 6, 0)}, second); err != nil {
		t.Fatal(err)
	}
	before := f.index(t).Keys[0]
	first := f.store
	f.store = keychaintest.New()
	f.forgetAll(t)
	if n := len(f.index(t).Keys); n != 0 {
		t.Fatalf("%d entries are left", n)
	}
	info, err := os.Stat(filepath.Join(f.dir, "forgotten.jsonl"))
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the forgotten entries: %v (%v)", info, err)
	}
	f.store = first
	f.adoptAll(t)
	f.assertHolds(t, "brought back", k.ID, value, second)
	if after := f.index(t).Keys[0]; !reflect.DeepEqual(said(after), said(before)) {
		t.Errorf("got %+v, want %+v", said(after), said(before))
	}
	for _, path := range f.sealed(t) {
		if strings.Contains(path, "forgotten-") {
			t.Errorf("%s was not taken back", path)
		}
	}
	assertNothingStray(t, f)
}

// The name was taken meanwhile.
func TestAForgottenKeyGetsAFreeName(t *testing.T) {
	f := open(t)
	k := f.rich(t, keychaintest.Random())
	first := f.store
	f.store = keychaintest.New()
	f.forgetAll(t)
	f.store = first
	f.add(t, k.Name)
	f.adoptAll(t)
	if back, err := f.index(t).Find(k.ID, vault.Live); err != nil || back.Name != "chat-app (2)" || back.Notes != k.Notes {
		t.Errorf("got %+v (%v)", back, err)
	}
}

// A backup of the index knows the value again: its sealed file has to be found.
func TestAForgottenValueIsReadWhenAnEarlierIndexIsPutBack(t *testing.T) {
	f := open(t)
	value := long(4000)
	k := f.addValue(t, "chat-app", value)
	restore := f.backup(t)
	first := f.store
	f.store = keychaintest.New()
	f.forgetAll(t)
	restore()
	f.store = first
	if found := f.compare(t); len(found.Unsealed) != 0 {
		t.Errorf("got %+v", found)
	}
	f.assertValue(t, k.ID, value)
}

// The keychain may change back at any moment, also in the middle.
func TestForgettingDeletesNothingInAStore(t *testing.T) {
	f := open(t)
	f.addValue(t, "chat-app", long(4000))
	f.store = keychaintest.New()
	f.store.Fail(func(op, account string) error {
		if op == "delete" {
			t.Errorf("%s was deleted", account)
		}
		return nil
	})
	f.forgetAll(t)
	if _, err := f.again().Repair(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestWhatCannotBeRememberedIsNotForgotten(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	if err := os.Mkdir(filepath.Join(f.dir, "forgotten.jsonl"), 0o700); err != nil { // in the file's place
		t.Fatal(err)
	}
	if err := f.store.Delete(t.Context(), k.Item(1)); err != nil {
		t.Fatal(err)
	}
	if err := f.Forget(t.Context(), f.compare(t).Missing[0]); err == nil {
		t.Error("it was forgotten")
	}
	if left := f.index(t).Keys; len(left) != 1 || left[0].Versions[0].State != vault.Current {
		t.Errorf("got %+v", left)
	}
}

func TestAStoreWithoutMostOfItsValuesIsSuspicious(t *testing.T) {
	for _, c := range []struct {
		values, missing int
		want            bool
	}{{1, 1, false}, {2, 1, false}, {2, 2, true}, {3, 1, false}, {3, 2, true}, {4, 2, false}, {4, 0, false}} {
		f := open(t)
		for i := range c.values {
			k, _ := f.add(t, string(rune('a'+i)))
			if i < c.missing {
				if err := f.store.Delete(t.Context(), k.Item(1)); err != nil {
					t.Fatal(err)
				}
			}
		}
		for name, v := range map[string]*vault.Vault{"listed": f.again(), "unlisted": f.unlisted()} {
			found, err := v.Compare(t.Context())
			if err != nil || found.Suspicious[vault.InKeychain] != c.want || found.Suspicious[vault.InFile] {
				t.Errorf("%+v, %s: %+v (%v)", c, name, found, err)
			}
			for _, m := range found.Missing {
				if m.Holder != vault.InKeychain {
					t.Errorf("missing from %q", m.Holder)
				}
			}
		}
	}
}

func TestAMissingSealedFileIsSeenWithoutReadingAValue(t *testing.T) {
	for name, damage := range map[string]func(string) error{
		"missing": os.Remove,
		"short":   func(path string) error { return os.Truncate(path, 40) },
	} {
		f := open(t)
		f.addValue(t, "whole", long(3000))
		k := f.addValue(t, "broken", long(4000))
		path := filepath.Join(f.dir, "sealed", k.Item(1))
		if found := f.compare(t); len(found.Unsealed) != 0 {
			t.Errorf("%s: %+v", name, found.Unsealed)
		}
		if err := damage(path); err != nil {
			t.Fatal(err)
		}
		f.store.Fail(func(op, account string) error {
			if op == "get" {
				t.Errorf("%s was read", account)
			}
			return nil
		})
		want := vault.Missing{ID: k.ID, Name: "broken", Number: 1, Current: true, Holder: vault.InKeychain, File: path}
		if found := f.compare(t); len(found.Unsealed) != 1 || found.Unsealed[0] != want || len(found.Missing) != 0 {
			t.Errorf("%s: %+v", name, found)
		}
	}
}

func TestItemsThatAreNoneOfOursAreNoStrays(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	for _, number := range []string{"01", "+2", "-2", "0", "1000001", "9223372036854775807", "2 ", ""} {
		if err := f.store.Set(t.Context(), k.ID+"."+number, "l", keychaintest.Random()); err != nil {
			t.Fatal(err)
		}
	}
	if found := f.compare(t); len(found.Strays) != 0 {
		t.Errorf("got %+v", found.Strays)
	}
}

func TestALabelThatCannotBeANameIsNotShown(t *testing.T) {
	const id = "abcdefghijklmnop"
	for label, want := range map[string]string{
		"Keytray:  chat-app ":                  "chat-app",
		"Keytray: a\nb":                        "key " + id,
		"Keytray: \x1b[2J":                     "key " + id,
		"Keytray: \u202eppa":                   "key " + id,
		"Keytray: " + strings.Repeat("a", 101): "key " + id,
		"Keytray: ":                            "key " + id,
		"another":                              "key " + id,
	} {
		f := open(t)
		if err := f.store.Set(t.Context(), id+".1", label, keychaintest.Random()); err != nil {
			t.Fatal(err)
		}
		if found := f.compare(t); len(found.Strays) != 1 || found.Strays[0].Name != want {
			t.Errorf("%q: %+v", label, found.Strays)
		}
	}
}

func TestAClosedStoreSaysWhy(t *testing.T) {
	f := open(t)
	f.add(t, "chat-app")
	for _, st := range []keychain.Status{{State: keychain.Missing, Cause: errCause}, {State: keychain.Missing, Cause: errBoth}} {
		f.store.Play(st)
		_, err := f.Add(t.Context(), vault.Key{Name: "n"}, vault.Version{Created: now}, keychaintest.Random())
		assertCause(t, "ready", err, keychain.ErrUnavailable, st.Cause)
		_, err = f.unlisted().Compare(t.Context())
		assertCause(t, "closed", err, keychain.ErrUnavailable, st.Cause)
	}
}
