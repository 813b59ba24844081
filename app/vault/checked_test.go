package vault_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keytray/app/vault"
)

func (f *fixture) checked(t *testing.T, id string, number int, said vault.Said) vault.Key {
	t.Helper()
	k, err := f.again().Checked(t.Context(), id, number, said)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestWhatAProviderSaidIsKept(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	end := time.Date(2027, 2, 19, 0, 0, 0, 0, time.FixedZone("", 3600))
	got := f.checked(t, k.ID, 1, vault.Said{Result: "accepted", Account: "ada", Scopes: "read", Expires: end})
	if got.Verified != (vault.Verified{At: now, Result: "accepted"}) || got.Account != "ada" || got.Scopes != "read" || !got.Versions[0].Expires.Equal(end) {
		t.Errorf("got %+v", got)
	}
	got = f.checked(t, k.ID, 1, vault.Said{Result: "rejected", Account: "somebody", Scopes: "write"})
	if got.Verified.Result != "rejected" || got.Account != "ada" || got.Scopes != "read" || !got.Versions[0].Expires.Equal(end) {
		t.Errorf("after the second check: %+v", got)
	}
	events, err := f.History(k.ID)
	if last := events[len(events)-1]; err != nil || last.What != "checked" || last.Note != "rejected" {
		t.Errorf("the last event is %+v, %v", last, err)
	}
}

func TestWhatCannotBeNotedIsLeftOut(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	got := f.checked(t, k.ID, 1, vault.Said{Result: "accepted", Account: strings.Repeat("x", 5000), Scopes: "turned \u202e round"})
	if got.Verified.Result != "accepted" || got.Account != "" || got.Scopes != "" {
		t.Errorf("got %+v", got)
	}
}

func TestACheckIsOfOneValueOnly(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	f.checked(t, k.ID, 1, vault.Said{Result: "accepted"})
	rotated, err := f.Rotate(t.Context(), k.ID, vault.Version{Created: now, Kind: "admin"}, long(3000))
	if err != nil || rotated.Verified != (vault.Verified{}) || rotated.Kind != "admin" || rotated.Versions[0].Kind != "" {
		t.Errorf("after rotating: %+v, %v", rotated, err)
	}
	if got := f.checked(t, k.ID, 1, vault.Said{Result: "accepted"}); got.Verified != (vault.Verified{}) {
		t.Errorf("of the old value: %+v", got.Verified)
	}
	f.checked(t, k.ID, 2, vault.Said{Result: "accepted"})
	if err := f.store.Delete(t.Context(), k.Item(2)); err != nil {
		t.Fatal(err)
	}
	f.forgetAll(t)
	if got := f.index(t).Keys[0]; got.Verified != (vault.Verified{}) {
		t.Errorf("of the value before, which is the current one again: %+v", got.Verified)
	}
}

func TestAnAdoptedValueIsNotChecked(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	f.checked(t, k.ID, 1, vault.Said{Result: "accepted"})
	file := filepath.Join(f.dir, "index.json")
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Rotate(t.Context(), k.ID, vault.Version{Created: now}, long(100)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, before, 0o600); err != nil {
		t.Fatal(err)
	}
	adopted, err := f.again().Adopt(t.Context(), f.compare(t).Strays[0], describe)
	if err != nil || adopted.Verified != (vault.Verified{}) {
		t.Errorf("got %+v, %v", adopted.Verified, err)
	}
}
