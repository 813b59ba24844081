package vault_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keytray/app/keychain"
	"keytray/app/secret"
	"keytray/app/vault"
)

func describe(secret.Value) (provider, hint string) { return "openai", "…hint" }

func TestALostIndexIsRebuiltFromTheKeychain(t *testing.T) {
	for name, damage := range map[string]func(t *testing.T, f *fixture){
		"damaged, and the copy too": func(t *testing.T, f *fixture) {
			for _, file := range []string{"index.json", "index.last.json"} {
				if err := os.WriteFile(filepath.Join(f.dir, file), []byte("{"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := f.again().Index(t.Context()); !errors.Is(err, vault.ErrDamaged) {
				t.Fatalf("got %v", err)
			}
		},
		"both gone": func(t *testing.T, f *fixture) {
			for _, file := range []string{"index.json", "index.last.json"} {
				if err := os.Remove(filepath.Join(f.dir, file)); err != nil {
					t.Fatal(err)
				}
			}
		},
	} {
		f, want := wardrobe(t)
		damage(t, f)
		v := f.again()
		n, err := v.Rebuild(t.Context(), describe)
		if err != nil || n != 4 {
			t.Fatalf("%s: %d rebuilt (%v)", name, n, err)
		}
		f.assertAll(t, name, want)
		assertNothingStray(t, f)
		k, err := f.index(t).Find("b", vault.Live)
		if err != nil || k.Provider != "openai" || k.Versions[0].Hint != "…hint" || k.Previous() != 1 {
			t.Errorf("%s: %+v (%v)", name, k, err)
		}
		if strings.HasPrefix(name, "damaged") && len(v.Damaged()) != 1 {
			t.Errorf("the damaged index is not kept: %v", v.Damaged())
		}
		if _, err := f.Revoke(t.Context(), k.ID); err != nil { // the whole life goes on
			t.Error(err)
		}
	}
}

func TestRebuildingALockedKeychainTouchesNothing(t *testing.T) {
	f, _ := wardrobe(t)
	for _, file := range []string{"index.json", "index.last.json"} {
		if err := os.WriteFile(filepath.Join(f.dir, file), []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f.store.Fail(func(string, string) error { return keychain.ErrLocked })
	if _, err := f.again().Rebuild(t.Context(), describe); !errors.Is(err, keychain.ErrLocked) {
		t.Errorf("got %v", err)
	}
	if content, err := os.ReadFile(filepath.Join(f.dir, "index.json")); err != nil || string(content) != "{" {
		t.Errorf("the index was touched: %q (%v)", content, err)
	}
}

func TestStraysAreAdopted(t *testing.T) {
	f := open(t)
	f.add(t, "chat-app")
	other := &fixture{dir: filepath.Join(t.TempDir(), "other"), store: f.store, file: f.file, target: vault.InKeychain, clock: now}
	other.Vault = other.again()
	k, value := other.add(t, "chat-app")
	gone, _ := other.add(t, "unwanted")
	found, err := f.Compare(t.Context())
	if err != nil || len(found.Strays) != 2 || len(found.Missing) != 0 {
		t.Fatalf("got %+v (%v)", found, err)
	}
	if found.Strays[0].Name != "chat-app" || found.Strays[1].Name != "unwanted" {
		t.Errorf("names: %+v", found.Strays)
	}
	adopted, err := f.Adopt(t.Context(), found.Strays[0], describe)
	if err != nil || adopted.ID != k.ID || adopted.Name != "chat-app (2)" {
		t.Errorf("got %+v (%v)", adopted, err)
	}
	f.assertValue(t, k.ID, value)
	if adopted, err = f.Adopt(t.Context(), found.Strays[1], describe); err != nil || adopted.ID != gone.ID {
		t.Errorf("got %+v (%v)", adopted, err)
	}
	if _, err := f.Destroy(t.Context(), gone.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := f.store.Get(t.Context(), gone.Item(1)); !errors.Is(err, keychain.ErrNotFound) {
		t.Errorf("the destroyed value is there: %v", err)
	}
	assertNothingStray(t, f)
}

// The index went back to a copy from before a rotation: the newest value is the
// current one, as it was.
func TestARotationThatTheIndexForgotComesBack(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	before, err := os.ReadFile(filepath.Join(f.dir, "index.json"))
	if err != nil {
		t.Fatal(err)
	}
	value := long(3000)
	if _, err := f.Rotate(t.Context(), k.ID, vault.Version{Created: now}, value); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(f.dir, "index.json"), before, 0o600); err != nil {
		t.Fatal(err)
	}
	found, err := f.again().Compare(t.Context())
	if err != nil || len(found.Strays) != 1 {
		t.Fatalf("got %+v (%v)", found, err)
	}
	adopted, err := f.again().Adopt(t.Context(), found.Strays[0], describe)
	if err != nil || adopted.Previous() != 1 || !adopted.Versions[0].Sealed {
		t.Errorf("got %+v (%v)", adopted, err)
	}
	f.assertValue(t, k.ID, value)
	assertNothingStray(t, f)
}

func TestAMissingValueIsForgotten(t *testing.T) {
	f := open(t)
	k, value := f.add(t, "chat-app")
	if _, err := f.Rotate(t.Context(), k.ID, vault.Version{Created: now}, long(3000)); err != nil {
		t.Fatal(err)
	}
	if err := f.store.Delete(t.Context(), k.Item(2)); err != nil {
		t.Fatal(err)
	}
	found, err := f.Compare(t.Context())
	if err != nil || len(found.Missing) != 1 || !found.Missing[0].Current {
		t.Fatalf("got %+v (%v)", found, err)
	}
	if err := f.Forget(t.Context(), found.Missing[0]); err != nil {
		t.Fatal(err)
	}
	f.assertValue(t, k.ID, value) // the one before is what is left
	if err := f.store.Delete(t.Context(), k.Item(1)); err != nil {
		t.Fatal(err)
	}
	if found, err = f.Compare(t.Context()); err != nil || len(found.Missing) != 1 {
		t.Fatalf("got %+v (%v)", found, err)
	}
	if err := f.Forget(t.Context(), found.Missing[0]); err != nil {
		t.Fatal(err)
	}
	if n := len(f.index(t).Keys); n != 0 {
		t.Errorf("%d entries are left", n)
	}
	if left := f.sealed(t); len(left) != 1 || filepath.Base(left[0]) != "forgotten-"+k.Item(2) {
		t.Errorf("sealed files: %v", left)
	}
}

func TestALiveOperationIsNoStray(t *testing.T) {
	f := open(t)
	asked, answered := make(chan struct{}), make(chan struct{})
	f.store.Fail(func(op, account string) error {
		if op == "get" && strings.HasSuffix(account, ".1") { // stored, not yet read back
			close(asked)
			<-answered
		}
		return nil
	})
	done := make(chan struct{})
	go func() { defer close(done); f.add(t, "waiting") }()
	<-asked
	if found, err := f.again().Compare(t.Context()); err != nil || len(found.Strays)+len(found.Missing) != 0 {
		t.Errorf("got %+v (%v)", found, err)
	}
	close(answered)
	<-done
}
