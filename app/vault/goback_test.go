package vault_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
	"keytray/app/vault"
)

// backup remembers the index as it is; the function puts it back.
func (f *fixture) backup(t *testing.T) (restore func()) {
	t.Helper()
	path := filepath.Join(f.dir, "index.json")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func (f *fixture) rotate(t *testing.T, id string, value secret.Value) vault.Key {
	t.Helper()
	k, err := f.again().Rotate(t.Context(), id, vault.Version{Created: now}, value)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func (f *fixture) adoptAll(t *testing.T) {
	t.Helper()
	found, err := f.again().Compare(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range found.Strays {
		if _, err := f.again().Adopt(t.Context(), s, describe); err != nil {
			t.Errorf("adopt: %v", err)
		}
	}
	if _, err := f.again().Repair(t.Context()); err != nil {
		t.Error(err)
	}
}

// The old copy was deleted, and then the index went back to the moment when the
// new one was not yet known to be good.
func TestAMoveThatTheIndexForgotKeepsTheOnlyCopy(t *testing.T) {
	for _, value := range []secret.Value{keychaintest.Random(), long(4000)} {
		f := open(t)
		k := f.addValue(t, "chat-app", value)
		f.target = vault.InFile
		if !crash(t, f.store, "delete", 1, func() { _, _ = f.Move(t.Context(), vault.InFile, nil) }) {
			t.Fatal("no crash")
		}
		if err := f.store.Delete(t.Context(), k.Item(1)); err != nil { // it came as far as this
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(f.dir, "index.json"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		f.assertValue(t, k.ID, value)
		if _, err := f.again().Repair(t.Context()); err != nil {
			t.Fatal(err)
		}
		f.assertValue(t, k.ID, value)
		assertNothingStray(t, f)
	}
}

func TestABackupOfTheIndexFromBeforeAMoveIsReconciled(t *testing.T) {
	f, want := wardrobe(t)
	restore := f.backup(t)
	f.target = vault.InFile
	if _, err := f.Move(t.Context(), vault.InFile, nil); err != nil {
		t.Fatal(err)
	}
	restore()
	f.adoptAll(t)
	f.assertAll(t, "after it", want)
	assertNothingStray(t, f)
}

// A backup is from before a rotation: the next one must not write over its value.
func TestRotatingWritesOverNoValueThatTheIndexForgot(t *testing.T) {
	for name, target := range map[string]vault.Holder{"in the keychain": vault.InKeychain, "in the file": vault.InFile} {
		for _, forgotten := range []secret.Value{keychaintest.Random(), long(4000)} {
			f := open(t)
			k, first := f.add(t, "chat-app")
			restore := f.backup(t)
			f.rotate(t, k.ID, forgotten)
			restore()
			f.target = target
			fresh := keychaintest.Random()
			f.rotate(t, k.ID, fresh)
			f.adoptAll(t)
			f.assertValue(t, k.ID, fresh)
			f.assertHolds(t, name, k.ID, first, forgotten, fresh)
			assertNothingStray(t, f)
		}
	}
}

// assertHolds wants a key's versions to have just these values, oldest first.
func (f *fixture) assertHolds(t *testing.T, what, id string, want ...secret.Value) {
	t.Helper()
	for _, k := range f.index(t).Keys {
		if k.ID != id {
			continue
		}
		if len(k.Versions) != len(want) {
			t.Errorf("%s: %d versions, want %d", what, len(k.Versions), len(want))
			return
		}
		for i, version := range k.Versions {
			got, err := f.again().Fetch(t.Context(), k, version)
			if err != nil || !got.Equal(want[len(want)-1-i]) {
				t.Errorf("%s: version %d has another value (%v)", what, version.Number, err)
			}
		}
		return
	}
	t.Errorf("%s: the key is gone", what)
}

// A call that was given up may still take effect, when the key has a value again.
func TestALateCallCannotReplaceALaterValue(t *testing.T) {
	f := open(t)
	k, first := f.add(t, "chat-app")
	f.store.Fail(func(op, account string) error {
		if op == "set" {
			return keychain.ErrUnavailable
		}
		return nil
	})
	late := keychaintest.Random()
	if _, err := f.Rotate(t.Context(), k.ID, vault.Version{Created: now}, late); !errors.Is(err, keychain.ErrUnavailable) {
		t.Fatalf("got %v", err)
	}
	f.store.Fail(nil)
	fresh := keychaintest.Random()
	f.rotate(t, k.ID, fresh)
	if err := f.store.Set(t.Context(), k.Item(2), k.Label(), late); err != nil {
		t.Fatal(err)
	}
	f.assertValue(t, k.ID, fresh)
	f.adoptAll(t)
	f.assertHolds(t, "adopted", k.ID, first, late, fresh)
	assertNothingStray(t, f)
}

// Two stores hold different values under one name: neither may be deleted, and a
// move may not write over one.
func TestAMoveWritesOverNothing(t *testing.T) {
	f := open(t)
	k, value := f.add(t, "chat-app")
	other := keychaintest.Random()
	if err := f.file.Set(t.Context(), k.Item(1), k.Label(), other); err != nil {
		t.Fatal(err)
	}
	f.target = vault.InFile
	if _, err := f.Move(t.Context(), vault.InFile, nil); !errors.Is(err, vault.ErrOccupied) {
		t.Errorf("got %v", err)
	}
	f.assertValue(t, k.ID, value)
	if got, err := f.file.Get(t.Context(), k.Item(1)); err != nil || !got.Equal(other) {
		t.Errorf("the other value is gone: %v", err)
	}
	f.adoptAll(t)
	if _, err := f.Move(t.Context(), vault.InFile, nil); err != nil {
		t.Error(err)
	}
	f.assertHolds(t, "moved", k.ID, value)
	own, err := f.index(t).Find("chat-app (2)", vault.Live)
	if err != nil {
		t.Fatal(err)
	}
	f.assertHolds(t, "adopted", own.ID, other)
	assertNothingStray(t, f)
}

// In the middle of a move each value is in both stores.
func TestAnIndexLostDuringAMoveIsRebuiltWithoutStrays(t *testing.T) {
	f, want := wardrobe(t)
	f.target = vault.InFile
	if !crash(t, f.store, "delete", 2, func() { _, _ = f.Move(t.Context(), vault.InFile, nil) }) {
		t.Fatal("no crash")
	}
	for _, file := range []string{"index.json", "index.last.json"} {
		if err := os.WriteFile(filepath.Join(f.dir, file), []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.again().Rebuild(t.Context(), describe); err != nil {
		t.Fatal(err)
	}
	f.adoptAll(t)
	f.assertAll(t, "rebuilt", want)
	assertNothingStray(t, f)
	if n := len(f.items()) + len(f.file.Accounts()) - 1; n != 7 {
		t.Errorf("%d copies of 7 values are left", n)
	}
}

// A value whose sealed file is gone must not keep the others of its key out, and
// what is in its keychain item must not be taken for it.
func TestAKeyWithAMissingSealedFileIsAdopted(t *testing.T) {
	f := open(t)
	k, first := f.add(t, "chat-app")
	value := long(4000)
	f.rotate(t, k.ID, value)
	sealed, err := os.ReadFile(f.sealed(t)[0])
	if err != nil {
		t.Fatal(err)
	}
	path := f.sealed(t)[0]
	for name, damage := range map[string]func() error{
		"missing": func() error { return os.Remove(path) },
		"damaged": func() error { return os.WriteFile(path, sealed[:100], 0o600) },
	} {
		if err := damage(); err != nil {
			t.Fatal(err)
		}
		for _, file := range []string{"index.json", "index.last.json"} {
			_ = os.Remove(filepath.Join(f.dir, file))
		}
		found, err := f.again().Compare(t.Context())
		if err != nil || len(found.Strays) != 1 {
			t.Fatalf("%s: got %+v (%v)", name, found, err)
		}
		if _, err := f.again().Adopt(t.Context(), found.Strays[0], describe); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		found, err = f.again().Compare(t.Context())
		if err != nil || len(found.Strays) != 1 || len(found.Strays[0].Items) != 1 {
			t.Fatalf("%s: got %+v (%v)", name, found, err)
		}
		if _, err := f.again().Adopt(t.Context(), found.Strays[0], describe); !errors.Is(err, vault.ErrSealed) {
			t.Errorf("%s: %v", name, err)
		}
		f.assertHolds(t, name, k.ID, first)
		// The file comes back from a backup.
		if err := os.WriteFile(path, sealed, 0o600); err != nil {
			t.Fatal(err)
		}
		f.adoptAll(t)
		f.assertHolds(t, name, k.ID, first, value)
	}
}

// A plain value in the form of a file key would be taken for one when the index is lost.
func TestAValueThatLooksLikeAFileKeySurvivesALostIndex(t *testing.T) {
	f := open(t)
	value := secret.FromString("v1:dek:" + strings.Repeat("A", 43))
	k := f.addValue(t, "n", value)
	for _, file := range []string{"index.json", "index.last.json"} {
		_ = os.Remove(filepath.Join(f.dir, file))
	}
	f.adoptAll(t)
	f.assertValue(t, k.ID, value)
}

// What the person asked to bring back must not go the way of the entry that is
// being deleted.
func TestAStrayOfAKeyThatIsBeingDeletedComesBack(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	restore := f.backup(t)
	value := keychaintest.Random()
	f.rotate(t, k.ID, value)
	restore()
	found, err := f.again().Compare(t.Context())
	if err != nil || len(found.Strays) != 1 {
		t.Fatalf("got %+v (%v)", found, err)
	}
	if !crash(t, f.store, "delete", 1, func() { _, _ = f.again().Destroy(t.Context(), k.ID) }) {
		t.Fatal("no crash")
	}
	if _, err := f.again().Adopt(t.Context(), found.Strays[0], describe); err != nil {
		t.Fatal(err)
	}
	if _, err := f.again().Repair(t.Context()); err != nil {
		t.Fatal(err)
	}
	f.assertHolds(t, "brought back", k.ID, value)
	assertNothingStray(t, f)
}

// cutOffRotation stores a value as version 2 and dies before it is read back.
func (f *fixture) cutOffRotation(t *testing.T, k vault.Key, value secret.Value) {
	t.Helper()
	f.store.Fail(func(op, account string) error {
		if op == "get" && account == k.Item(2) && slices.Contains(f.store.Accounts(), account) {
			panic("crash")
		}
		return nil
	})
	defer f.store.Fail(nil)
	defer func() {
		if recover() == nil {
			t.Error("no crash")
		}
	}()
	_, _ = f.again().Rotate(t.Context(), k.ID, vault.Version{Created: now}, value)
}

// A pending value is older than one that was brought back meanwhile.
func TestARepairedValueDoesNotReplaceANewerOne(t *testing.T) {
	f := open(t)
	k, first := f.add(t, "chat-app")
	newest := keychaintest.Random()
	if err := f.store.Set(t.Context(), k.Item(3), k.Label(), newest); err != nil {
		t.Fatal(err)
	}
	found, err := f.again().Compare(t.Context())
	if err != nil || len(found.Strays) != 1 {
		t.Fatalf("got %+v (%v)", found, err)
	}
	cutOff := keychaintest.Random()
	f.cutOffRotation(t, k, cutOff)
	if _, err := f.again().Adopt(t.Context(), found.Strays[0], describe); err != nil {
		t.Fatal(err)
	}
	if _, err := f.again().Repair(t.Context()); err != nil {
		t.Fatal(err)
	}
	f.assertValue(t, k.ID, newest)
	f.assertHolds(t, "repaired", k.ID, first, cutOff, newest)
}

// Between the finding and the click the value came back.
func TestAValueThatIsThereIsNotForgotten(t *testing.T) {
	f := open(t)
	k, value := f.add(t, "chat-app")
	if err := f.store.Delete(t.Context(), k.Item(1)); err != nil {
		t.Fatal(err)
	}
	found, err := f.Compare(t.Context())
	if err != nil || len(found.Missing) != 1 {
		t.Fatalf("got %+v (%v)", found, err)
	}
	if err := f.store.Set(t.Context(), k.Item(1), k.Label(), value); err != nil {
		t.Fatal(err)
	}
	if err := f.Forget(t.Context(), found.Missing[0]); err == nil {
		t.Error("it was not said that the value is there")
	}
	f.assertValue(t, k.ID, value)
	f.store.Fail(func(op, _ string) error {
		if op == "get" {
			return keychain.ErrLocked
		}
		return nil
	})
	if err := f.Forget(t.Context(), found.Missing[0]); !errors.Is(err, keychain.ErrLocked) {
		t.Errorf("a locked keychain: %v", err)
	}
	f.store.Fail(nil)
	f.assertValue(t, k.ID, value)
}

// The last settled value is missing, but one that was cut off has arrived.
func TestForgettingKeepsAValueWhoseStoringWasCutOff(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	fresh := keychaintest.Random()
	f.cutOffRotation(t, k, fresh)
	if err := f.store.Delete(t.Context(), k.Item(1)); err != nil {
		t.Fatal(err)
	}
	if err := f.again().Forget(t.Context(), vault.Missing{ID: k.ID, Name: k.Name, Number: 1}); err != nil {
		t.Fatal(err)
	}
	f.assertValue(t, k.ID, fresh)
	assertNothingStray(t, f)
}

// Whatever an index says of a move, no copy goes before another one is seen.
func TestAnIndexThatContradictsItselfDeletesNoOnlyCopy(t *testing.T) {
	for _, journal := range []string{
		`"moving_to":"keychain"`, `"leftover":"keychain"`, `"holder":"file","leftover":"keychain"`,
		`"holder":"file","moving_to":"keychain"`, `"holder":"file","moving_to":"file","leftover":"keychain"`,
	} {
		f := open(t)
		k, value := f.add(t, "chat-app")
		path := filepath.Join(f.dir, "index.json")
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		changed := strings.Replace(string(content), `"state":"current"`, `"state":"current",`+journal, 1)
		if err := os.WriteFile(path, []byte(changed), 0o600); err != nil {
			t.Fatal(err)
		}
		if len(f.index(t).Unfinished()) != 1 {
			t.Fatalf("%s: the index was not changed", journal)
		}
		if _, err := f.again().Repair(t.Context()); err != nil {
			t.Errorf("%s: %v", journal, err)
		}
		f.assertValue(t, k.ID, value)
		assertNothingStray(t, f)
	}
}

// The index is a backup from when storing a value was cut off: since then the value
// was repaired and moved.
func TestAPendingValueThatWasMovedSinceIsKept(t *testing.T) {
	f := open(t)
	k, first := f.add(t, "chat-app")
	value := long(4000)
	f.cutOffRotation(t, k, value)
	restore := f.backup(t)
	f.target = vault.InFile
	if _, err := f.again().Move(t.Context(), vault.InFile, nil); err != nil {
		t.Fatal(err)
	}
	restore()
	if _, err := f.again().Repair(t.Context()); err != nil {
		t.Fatal(err)
	}
	f.adoptAll(t)
	f.assertHolds(t, "restored", k.ID, first, value)
	f.assertValue(t, k.ID, value)
	assertNothingStray(t, f)
}
