package vault_test

import (
	"errors"
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

func TestACallThatIsWithdrawnTakesOnlyTheRotationThatItBegan(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "ci")
	call := vault.Call{What: vault.CallRevoke, Version: 1}
	if k, err := f.Begin(t.Context(), k.ID, call); err != nil || !k.Case.Open() {
		t.Fatalf("%+v, %v", k.Case, err)
	}
	if k, err := f.Withdraw(t.Context(), k.ID); err != nil || k.Case != (vault.Case{}) {
		t.Errorf("it leaves %+v, %v", k.Case, err)
	}
	if _, err := f.Turn(t.Context(), k.ID, vault.StepPaste); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Begin(t.Context(), k.ID, call); err != nil {
		t.Fatal(err)
	}
	if k, err := f.Withdraw(t.Context(), k.ID); err != nil || k.Case.Step != vault.StepPaste || k.Case.Call != (vault.Call{}) {
		t.Errorf("it leaves %+v, %v", k.Case, err)
	}
}
