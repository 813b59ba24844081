package vault_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
	"keytray/app/vault"
)

// long makes a value of n bytes, as a PEM key or a service account's JSON is.
func long(n int) secret.Value {
	var b bytes.Buffer
	for b.Len() < n {
		b.Write(keychaintest.Random().Reveal())
		b.WriteByte('\n')
	}
	return secret.New(b.Bytes()[:n])
}

func (f *fixture) addValue(t *testing.T, name string, value secret.Value) vault.Key {
	t.Helper()
	k, err := f.Add(t.Context(), vault.Key{Name: name}, vault.Version{Created: now}, value)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func (f *fixture) sealed(t *testing.T) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(f.dir, "sealed", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestALongValueIsKeptInASealedFile(t *testing.T) {
	for _, n := range []int{keychain.MaxValue, keychain.MaxValue + 1, 3272, vault.MaxValue} {
		f := open(t)
		value := long(n)
		k := f.addValue(t, "service-account", value)
		f.assertValue(t, k.ID, value)
		item, err := f.store.Get(t.Context(), k.Item(1))
		if err != nil {
			t.Fatal(err)
		}
		if n <= keychain.MaxValue {
			if !item.Equal(value) || len(f.sealed(t)) != 0 {
				t.Errorf("a value of %d bytes is not in the keychain alone", n)
			}
			continue
		}
		if item.Len() > 64 {
			t.Errorf("the keychain item of a value of %d bytes has %d bytes", n, item.Len())
		}
		files := f.sealed(t)
		if len(files) != 1 {
			t.Fatalf("sealed files: %v", files)
		}
		content, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(value.Reveal()[:200]) {
			if bytes.Contains(content, line) {
				t.Errorf("the sealed file shows a line of the value")
			}
		}
		if _, err := f.Destroy(t.Context(), k.ID); err != nil {
			t.Fatal(err)
		}
		if len(f.sealed(t)) != 0 || len(f.items()) != 0 {
			t.Errorf("left after rm --forever: %v %v", f.sealed(t), f.items())
		}
	}
}

func TestAValueOverOneMiBIsRefused(t *testing.T) {
	f := open(t)
	var invalid *vault.InvalidError
	_, err := f.Add(t.Context(), vault.Key{Name: "n"}, vault.Version{Created: now}, long(vault.MaxValue+1))
	if !errors.As(err, &invalid) || !invalid.Value || len(f.items()) != 0 || len(f.sealed(t)) != 0 {
		t.Errorf("got %v", err)
	}
}

func TestADamagedSealedFileIsNeverTakenForAValue(t *testing.T) {
	for name, damage := range map[string]func(path string) error{
		"missing":   os.Remove,
		"truncated": func(path string) error { return os.Truncate(path, 100) },
		"empty":     func(path string) error { return os.Truncate(path, 0) },
		"changed": func(path string) error {
			content, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			content[len(content)/2] ^= 1
			return os.WriteFile(path, content, 0o600)
		},
	} {
		f := open(t)
		k := f.addValue(t, "service-account", long(5000))
		if err := damage(f.sealed(t)[0]); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Value(t.Context(), k.ID); !errors.Is(err, vault.ErrSealed) {
			t.Errorf("%s: %v", name, err)
		}
		// A new value is the cure.
		fresh := long(4000)
		if _, err := f.Rotate(t.Context(), k.ID, vault.Version{Created: now}, fresh); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		f.assertValue(t, k.ID, fresh)
	}
}

func TestASealedFileOfAnotherKeyDoesNotOpen(t *testing.T) {
	f := open(t)
	a, b := f.addValue(t, "a", long(5000)), f.addValue(t, "b", long(5000))
	dir := filepath.Join(f.dir, "sealed")
	if err := os.Rename(filepath.Join(dir, a.Item(1)), filepath.Join(dir, b.Item(1))); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Value(t.Context(), b.ID); !errors.Is(err, vault.ErrSealed) {
		t.Errorf("got %v", err)
	}
}

// A value that looks like the key of a sealed file is a value like others.
func TestAValueThatLooksLikeAFileKeyIsStored(t *testing.T) {
	f := open(t)
	value := secret.FromString("v1:dek:" + strings.Repeat("A", 43))
	k := f.addValue(t, "n", value)
	f.assertValue(t, k.ID, value)
}

func TestAValueIsKeptOnce(t *testing.T) {
	f := open(t)
	k, value := f.add(t, "chat-app")
	var same *vault.SameValueError
	if _, err := f.Add(t.Context(), vault.Key{Name: "again"}, vault.Version{Created: now}, value); !errors.As(err, &same) || same.ID != k.ID || same.Name != "chat-app" || same.Binned {
		t.Errorf("added again: %v", err)
	}
	other, _ := f.add(t, "other")
	if _, err := f.Rotate(t.Context(), other.ID, vault.Version{Created: now}, value); !errors.As(err, &same) {
		t.Errorf("as another key's new value: %v", err)
	}
	if _, err := f.Rotate(t.Context(), k.ID, vault.Version{Created: now}, value); !errors.Is(err, vault.ErrSameValue) {
		t.Errorf("as its own new value: %v", err)
	}
	if _, err := f.Rotate(t.Context(), k.ID, vault.Version{Created: now}, keychaintest.Random()); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Add(t.Context(), vault.Key{Name: "again"}, vault.Version{Created: now}, value); !errors.As(err, &same) {
		t.Errorf("as another key's previous value: %v", err)
	}
	if _, err := f.Bin(t.Context(), k.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Add(t.Context(), vault.Key{Name: "again"}, vault.Version{Created: now}, value); !errors.As(err, &same) || !same.Binned {
		t.Errorf("as a key in the bin: %v", err)
	}
	if _, err := f.Destroy(t.Context(), k.ID); err != nil {
		t.Fatal(err)
	}
	f.addValue(t, "again", value)
	if n := len(f.items()); n != 2 {
		t.Errorf("%d items", n)
	}
}

func TestFingerprintsTellNothingWithoutTheirKey(t *testing.T) {
	a, b := open(t), open(t)
	value := keychaintest.Random()
	ka, kb := a.addValue(t, "n", value), b.addValue(t, "n", value)
	if fa, fb := a.index(t).Keys[0].Versions[0].Fingerprint, b.index(t).Keys[0].Versions[0].Fingerprint; fa == "" || fa == fb {
		t.Errorf("two people with one value have the fingerprints %s and %s", fa, fb)
	}
	_, _ = ka, kb
}

func TestDuplicatesAreFoundAgainAfterTheKeyForFingerprintsWasLost(t *testing.T) {
	f := open(t)
	_, value := f.add(t, "chat-app")
	if n, err := f.Unmarked(t.Context()); n != 0 || err != nil {
		t.Fatalf("%d unmarked (%v)", n, err)
	}
	if err := f.store.Delete(t.Context(), vault.FingerprintItem); err != nil {
		t.Fatal(err)
	}
	f.add(t, "other") // makes a new one
	if n, err := f.Unmarked(t.Context()); n != 1 || err != nil {
		t.Errorf("%d unmarked (%v), want 1", n, err)
	}
	if n, err := f.Mark(t.Context()); n != 1 || err != nil {
		t.Fatalf("%d marked (%v)", n, err)
	}
	var same *vault.SameValueError
	if _, err := f.Add(t.Context(), vault.Key{Name: "again"}, vault.Version{Created: now}, value); !errors.As(err, &same) {
		t.Errorf("got %v", err)
	}
}

func TestANewNameShowsInTheKeychain(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	if _, err := f.Edit(t.Context(), k.ID, func(k *vault.Key, _ *vault.Version) error { k.Name = "editor"; return nil }); err != nil {
		t.Fatal(err)
	}
	assertLabel := func(want string) {
		t.Helper()
		all, err := f.store.List(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range all {
			if item.Account == k.Item(1) && item.Label != want {
				t.Errorf("the label is %q, want %q", item.Label, want)
			}
		}
	}
	assertLabel("Keytray: editor")
	// A locked keychain does not stop a change of name, and is not asked to open.
	f.store.Fail(func(op, _ string) error { return keychain.ErrLocked })
	if _, err := f.Edit(t.Context(), k.ID, func(k *vault.Key, _ *vault.Version) error { k.Name = "browser"; return nil }); err != nil {
		t.Fatal(err)
	}
	f.store.Fail(nil)
	assertLabel("Keytray: editor")
	found, err := f.Compare(t.Context())
	if err != nil || len(found.Old) != 1 {
		t.Fatalf("old labels: %+v (%v)", found, err)
	}
	if err := f.Label(t.Context(), found.Old[0]); err != nil {
		t.Fatal(err)
	}
	assertLabel("Keytray: browser")
}
