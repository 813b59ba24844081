package vault_test

import (
	"testing"

	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
	"keytray/app/vault"
)

func TestAValueIsRecognisedAsThatOfItsKey(t *testing.T) {
	f := open(t)
	stranger := keychaintest.Random()
	if _, _, found, err := f.Recognise(t.Context(), stranger); found || err != nil {
		t.Errorf("before the first key: %v, %v", found, err)
	}
	k, first := f.add(t, "chat-app")
	binned, old := f.add(t, "launcher")
	second := keychaintest.Random()
	if _, err := f.Rotate(t.Context(), k.ID, vault.Version{Created: now}, second); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Bin(t.Context(), binned.ID); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		value secret.Value
		id    string
		state vault.State
	}{
		"in use":      {second, k.ID, vault.Current},
		"before that": {first, k.ID, vault.Previous},
		"in the bin":  {old, binned.ID, vault.Current},
	} {
		got, version, found, err := f.again().Recognise(t.Context(), c.value)
		if err != nil || !found || got.ID != c.id || version.State != c.state {
			t.Errorf("%s: %q, %s, %v, %v", name, got.Name, version.State, found, err)
		}
	}
	if _, _, found, err := f.Recognise(t.Context(), stranger); found || err != nil {
		t.Errorf("of nobody: %v, %v", found, err)
	}
}

func TestRecognisingAsksNobody(t *testing.T) {
	f := open(t)
	_, value := f.add(t, "chat-app")
	var asked []string
	shut(f.store, &asked)
	if _, _, found, err := f.Recognise(t.Context(), value); found || err == nil {
		t.Errorf("of a locked keychain: %v, %v", found, err)
	}
	if len(asked) > 0 {
		t.Errorf("the locked keychain was asked to %v", asked)
	}
}
