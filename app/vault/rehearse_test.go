package vault_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keytray/app/keychain"
	"keytray/app/vault"
)

func TestARehearsalLeavesNothingAndNeedsWhatStoringNeeds(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "ci")
	before := f.store.Accounts()
	if err := f.Rehearse(t.Context(), k.ID); err != nil {
		t.Fatal(err)
	}
	if after := f.store.Accounts(); !slices.Equal(before, after) {
		t.Errorf("it leaves %v", after)
	}
	if !f.Storable(t.Context()) {
		t.Error("a store that is open takes nothing")
	}
	for name, c := range map[string]struct {
		op  string
		err error
	}{
		"locked":             {"set", keychain.ErrLocked},
		"it forgets at once": {"get", keychain.ErrNotFound},
		"it keeps what goes": {"delete", keychain.ErrUnavailable},
	} {
		f.store.Fail(func(op, account string) error {
			if op == c.op && strings.HasPrefix(account, vault.RehearsalPrefix) {
				return c.err
			}
			return nil
		})
		if err := f.Rehearse(t.Context(), k.ID); !errors.Is(err, c.err) {
			t.Errorf("%s: %v", name, err)
		}
		f.store.Fail(nil)
	}
	if err := f.Rehearse(t.Context(), k.ID); err != nil || !slices.Equal(before, f.store.Accounts()) {
		t.Errorf("then: %v, and it leaves %v", err, f.store.Accounts())
	}
	f.store.Play(keychain.Status{State: keychain.Locked})
	if f.Storable(t.Context()) {
		t.Error("a locked store takes a value without asking")
	}
}

// A crash came between storing and deleting it.
func TestWhatARehearsalLeftIsDeletedLater(t *testing.T) {
	f := open(t)
	k, value := f.add(t, "ci")
	if !crash(t, f.store, "delete", 1, func() { _ = f.Rehearse(t.Context(), k.ID) }) {
		t.Fatal("it came to its end")
	}
	left := func() bool {
		return slices.ContainsFunc(f.store.Accounts(), func(a string) bool { return strings.HasPrefix(a, vault.RehearsalPrefix) })
	}
	if !left() {
		t.Fatal("nothing was left")
	}
	if _, err := f.again().Repair(t.Context()); err != nil || left() {
		t.Errorf("in the keychain: %v, %v", f.store.Accounts(), err)
	}
	f.assertValue(t, k.ID, value)
}

// The index is damaged while the provider works, and goes back by one change.
func TestTheLastGoodCopyKnowsOfACall(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "ci")
	if _, err := f.Begin(t.Context(), k.ID, vault.Call{What: vault.CallRotate, Version: 1}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(f.dir, "index.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	f.Vault = f.again()
	if _, err := f.Begin(t.Context(), k.ID, vault.Call{What: vault.CallRotate, Version: 1}); !errors.Is(err, vault.ErrCallOpen) {
		t.Errorf("a second call: %v", err)
	}
}

func TestACallThatIsWithdrawnTakesOnlyTheRotationThatItBegan(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "ci")
	call := vault.Call{What: vault.CallRevoke, Version: 1}
	if k, err := f.Begin(t.Context(), k.ID, call); err != nil || !k.Case.Open() {
		t.Fatalf("%+v, %v", k.Case, err)
	}
	if k, err := f.Withdraw(t.Context(), k.ID, f.key(t, k.ID).Case.Call); err != nil || k.Case != (vault.Case{}) {
		t.Errorf("it leaves %+v, %v", k.Case, err)
	}
	if _, err := f.Turn(t.Context(), k.ID, vault.StepPaste); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Begin(t.Context(), k.ID, call); err != nil {
		t.Fatal(err)
	}
	if k, err := f.Withdraw(t.Context(), k.ID, f.key(t, k.ID).Case.Call); err != nil || k.Case.Step != vault.StepPaste || k.Case.Call != (vault.Call{}) {
		t.Errorf("it leaves %+v, %v", k.Case, err)
	}
}
