package vault_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/vault"
)

// shut makes a store answer as a locked one, and notes what might have asked the
// person.
func shut(store *keychaintest.Memory, asked *[]string) {
	store.Fail(func(op, account string) error {
		if op != "status" && op != "list" {
			*asked = append(*asked, op+" "+account)
		}
		return keychain.ErrLocked
	})
}

func TestRepairAndCompareAskNobody(t *testing.T) {
	f, want := wardrobe(t)
	f.target = vault.InFile
	if !crash(t, f.store, "delete", 1, func() { _, _ = f.Move(t.Context(), vault.InFile, nil) }) {
		t.Fatal("no crash")
	}
	for id := range want {
		if _, err := f.Bin(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	f.clock = now.AddDate(0, 0, 31)
	var asked []string
	shut(f.store, &asked)
	if _, err := f.again().Repair(t.Context()); err == nil {
		t.Error("it was not said that something is left to do")
	}
	_, _ = f.again().Compare(t.Context())
	if len(asked) > 0 {
		t.Errorf("the locked keychain was asked to %v", asked)
	}
	f.store.Fail(nil)
	if _, err := f.again().Repair(t.Context()); err != nil {
		t.Error(err)
	}
	assertNothingStray(t, f)
}

// One store that is shut does not stop what can be done in the other.
func TestRepairDoesWhatItCan(t *testing.T) {
	f := open(t)
	if !crash(t, f.store, "set", 2, func() { f.add(t, "cut off") }) {
		t.Fatal("no crash")
	}
	f.target = vault.InFile
	if !crash(t, f.file, "set", 2, func() { f.add(t, "in the file") }) {
		t.Fatal("no crash")
	}
	f.file.Fail(func(string, string) error { return keychain.ErrUnavailable })
	if _, err := f.again().Repair(t.Context()); !errors.Is(err, keychain.ErrUnavailable) {
		t.Errorf("got %v", err)
	}
	if left := f.index(t).Unfinished(); len(left) != 1 || left[0].Name != "in the file" {
		t.Errorf("unfinished: %+v", left)
	}
}

// unlisted is a keychain that cannot list, as go-keyring on every system.
type unlisted struct{ *keychaintest.Memory }

func (unlisted) List(t context.Context) ([]keychain.Item, error) { return nil, keychain.ErrUnsupported }

func (f *fixture) unlisted() *vault.Vault {
	return vault.New(vault.Params{Dir: f.dir, Store: unlisted{f.store}, File: f.file, Target: func() vault.Holder { return f.target }, Now: nowFunc})
}

// A new list of what cannot be listed would be an empty one.
func TestAnIndexIsNotRebuiltFromAKeychainThatCannotList(t *testing.T) {
	f := open(t)
	f.add(t, "chat-app")
	for _, file := range []string{"index.json", "index.last.json"} {
		if err := os.WriteFile(filepath.Join(f.dir, file), []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.unlisted().Rebuild(t.Context(), describe); !errors.Is(err, keychain.ErrUnsupported) {
		t.Errorf("got %v", err)
	}
	if content, err := os.ReadFile(filepath.Join(f.dir, "index.json")); err != nil || string(content) != "{" {
		t.Errorf("the index was touched: %q (%v)", content, err)
	}
}

// Looking for strays reads no value: where items have owners, each reading may ask.
func TestLookingForStraysReadsNoValue(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	v := f.unlisted()
	f.store.Fail(func(op, account string) error {
		if op == "get" {
			t.Errorf("%s was read", account)
		}
		return nil
	})
	if found, err := v.Strays(t.Context()); err != nil || len(found) != 0 {
		t.Errorf("got %+v (%v)", found, err)
	}
	f.store.Fail(nil)
	if err := f.store.Delete(t.Context(), k.Item(1)); err != nil {
		t.Fatal(err)
	}
	if found, err := v.Compare(t.Context()); err != nil || len(found.Missing) != 1 {
		t.Errorf("got %+v (%v)", found, err)
	}
}

// Reading back found nothing: that is no value that was lost before.
func TestAMoveThatIsNotConfirmedFails(t *testing.T) {
	f, want := wardrobe(t)
	f.target = vault.InFile
	f.file.Fail(func(op, account string) error {
		if op == "get" && account != vault.FingerprintItem {
			return keychain.ErrNotFound
		}
		return nil
	})
	if _, err := f.Move(t.Context(), vault.InFile, nil); !errors.Is(err, vault.ErrUnconfirmed) {
		t.Errorf("got %v", err)
	}
	f.file.Fail(nil)
	f.assertAll(t, "after it", want)
	if _, err := f.Move(t.Context(), vault.InFile, nil); err != nil {
		t.Fatal(err)
	}
	f.assertAll(t, "after going on", want)
	assertNothingStray(t, f)
}

// Who does not know where values go must not choose.
func TestWithoutATargetNothingIsStored(t *testing.T) {
	f := open(t)
	k, value := f.add(t, "chat-app")
	f.target = ""
	if _, err := f.Add(t.Context(), vault.Key{Name: "n"}, vault.Version{Created: now}, keychaintest.Random()); !errors.Is(err, vault.ErrNoTarget) {
		t.Errorf("add: %v", err)
	}
	if _, err := f.Rotate(t.Context(), k.ID, vault.Version{Created: now}, keychaintest.Random()); !errors.Is(err, vault.ErrNoTarget) {
		t.Errorf("rotate: %v", err)
	}
	f.assertValue(t, k.ID, value)
	if len(f.items()) != 1 || len(f.file.Accounts()) != 0 {
		t.Errorf("stored: %v, %v", f.items(), f.file.Accounts())
	}
}

func TestAnErrorSaysWhichStoreItIsAbout(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	f.target = vault.InFile
	assertAbout := func(what string, err error, want vault.Holder) {
		t.Helper()
		var about *vault.StoreError
		if !errors.As(err, &about) || about.Holder != want {
			t.Errorf("%s: %v", what, err)
		}
	}
	f.store.Fail(func(string, string) error { return keychain.ErrLocked })
	_, err := f.Value(t.Context(), k.ID)
	assertAbout("a value", err, vault.InKeychain)
	_, err = f.Move(t.Context(), vault.InFile, nil)
	assertAbout("a move", err, vault.InKeychain)
	f.store.Fail(nil)
	f.file.Fail(func(string, string) error { return keychain.ErrUnavailable })
	_, err = f.Add(t.Context(), vault.Key{Name: "n"}, vault.Version{Created: now}, keychaintest.Random())
	assertAbout("a new value", err, vault.InFile)
}

// One value that cannot be read must not keep the others from being marked.
func TestMarkingGoesOnAfterALostValue(t *testing.T) {
	f := open(t)
	lost, _ := f.add(t, "a")
	_, value := f.add(t, "b")
	for _, account := range []string{lost.Item(1), vault.FingerprintItem} {
		if err := f.store.Delete(t.Context(), account); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := f.Mark(t.Context()); n != 1 || err != nil {
		t.Errorf("%d marked (%v)", n, err)
	}
	var same *vault.SameValueError
	if _, err := f.Add(t.Context(), vault.Key{Name: "again"}, vault.Version{Created: now}, value); !errors.As(err, &same) {
		t.Errorf("got %v", err)
	}
}

// A program that knows only schema 1 would drop where values are.
func TestAnIndexOfSchema1BecomesOneOfThePresent(t *testing.T) {
	f := open(t)
	k, value := f.add(t, "chat-app")
	path := filepath.Join(f.dir, "index.json")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	old := strings.Replace(string(content), `"schema":4`, `"schema":1`, 1)
	if old == string(content) {
		t.Fatal("the index has no schema 4")
	}
	if err := os.WriteFile(path, []byte(old), 0o600); err != nil {
		t.Fatal(err)
	}
	f.assertValue(t, k.ID, value)
	f.target = vault.InFile
	if _, err := f.again().Move(t.Context(), vault.InFile, nil); err != nil {
		t.Fatal(err)
	}
	f.assertValue(t, k.ID, value)
	if x := f.index(t); x.Schema != 4 {
		t.Errorf("values are in the file, and the index says schema %d", x.Schema)
	}
}

// The disk is full: the keychain was not asked, so there is nothing to find out.
func TestAFailureBeforeTheKeychainIsNoDoubt(t *testing.T) {
	f := open(t)
	k, value := f.add(t, "chat-app")
	if err := os.MkdirAll(filepath.Join(f.dir, "sealed", k.Item(2)+".new"), 0o700); err != nil { // in the file's place
		t.Fatal(err)
	}
	f.store.Fail(func(op, _ string) error {
		if op == "set" || op == "delete" {
			return keychain.ErrTimeout
		}
		return nil
	})
	if _, err := f.Rotate(t.Context(), k.ID, vault.Version{Created: now}, long(3000)); err == nil || errors.Is(err, vault.ErrUnconfirmed) {
		t.Errorf("got %v", err)
	}
	if left := f.index(t).Unfinished(); len(left) != 0 {
		t.Errorf("unfinished: %+v", left)
	}
	f.assertValue(t, k.ID, value)
}
