package vault_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keytray/app/vault"
)

func (f *fixture) checked(t *testing.T, id string, number int, said vault.Said) vault.Key {
	t.Helper()
	k, err := f.again().Checked(t.Context(), id, f.asked(t, id, number), said)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// asked is what a check of a version asks about, as the key is now.
func (f *fixture) asked(t *testing.T, id string, number int) vault.Asked {
	t.Helper()
	k := f.entry(t, id)
	asked := k.Asked()
	asked.Number = number
	return asked
}

func (f *fixture) entry(t *testing.T, id string) vault.Key {
	t.Helper()
	for _, k := range f.index(t).Keys {
		if k.ID == id {
			return k
		}
	}
	t.Fatal("no such key")
	return vault.Key{}
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
	if _, err := f.Checked(t.Context(), k.ID, f.asked(t, k.ID, 1), vault.Said{Result: "accepted"}); !errors.Is(err, vault.ErrOtherKey) || f.entry(t, k.ID).Verified != (vault.Verified{}) {
		t.Errorf("of the old value: %+v, %v", f.entry(t, k.ID).Verified, err)
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

func TestAnAnswerAboutAnotherKeyIsNotKept(t *testing.T) {
	for name, edit := range map[string]func(*vault.Key){
		"another provider": func(k *vault.Key) { k.Provider = "mistral" },
		"another kind":     func(k *vault.Key) { k.Kind = "admin" },
		"another account":  func(k *vault.Key) { k.Account = "AC1" },
	} {
		f := open(t)
		k, _ := f.add(t, "chat-app")
		asked := f.asked(t, k.ID, 1)
		if _, err := f.Edit(t.Context(), k.ID, func(k *vault.Key, _ *vault.Version) error { edit(k); return nil }); err != nil {
			t.Fatal(err)
		}
		_, err := f.Checked(t.Context(), k.ID, asked, vault.Said{Result: "rejected", Scopes: "read", Expires: now.AddDate(1, 0, 0)})
		got := f.entry(t, k.ID)
		if !errors.Is(err, vault.ErrOtherKey) || got.Verified != (vault.Verified{}) || got.Scopes != "" || !got.Versions[0].Expires.IsZero() {
			t.Errorf("%s: kept is %+v, %v", name, got.Verified, err)
		}
		if events, _ := f.History(k.ID); events[len(events)-1].What == "checked" {
			t.Errorf("%s: the history has it", name)
		}
	}
}

func (f *fixture) kinded(t *testing.T, name string, kinds ...string) vault.Key {
	t.Helper()
	k, _ := f.add(t, name)
	k, err := f.Edit(t.Context(), k.ID, func(k *vault.Key, _ *vault.Version) error { k.Kind = kinds[0]; return nil })
	for _, kind := range kinds[1:] {
		if err == nil {
			k, err = f.Rotate(t.Context(), k.ID, vault.Version{Created: now, Kind: kind}, long(100))
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestEachVersionHasItsKind(t *testing.T) {
	for name, kinds := range map[string][]string{
		"another":           {"project", "admin"},
		"one that was none": {"", "admin"},
		"the same":          {"project", "project"},
	} {
		f := open(t)
		k := f.kinded(t, "chat-app", kinds...)
		if k.Kind != kinds[1] {
			t.Errorf("%s: after rotating it is %q", name, k.Kind)
		}
		if err := f.store.Delete(t.Context(), k.Item(2)); err != nil {
			t.Fatal(err)
		}
		f.forgetAll(t)
		if got := f.entry(t, k.ID); got.Kind != kinds[0] {
			t.Errorf("%s: the value before is %q again, want %q", name, got.Kind, kinds[0])
		}
	}
}

func TestANewValueOfUnknownKindIsOfTheKeys(t *testing.T) {
	f := open(t)
	if k := f.kinded(t, "chat-app", "project", ""); k.Kind != "project" {
		t.Errorf("it is %q", k.Kind)
	}
}

func TestTheKindComesBackWithItsValue(t *testing.T) {
	f := open(t)
	k := f.kinded(t, "chat-app", "project", "admin")
	value, err := f.store.Get(t.Context(), k.Item(2))
	if err == nil {
		err = f.store.Delete(t.Context(), k.Item(2))
	}
	if err != nil {
		t.Fatal(err)
	}
	f.forgetAll(t)
	if err := f.store.Set(t.Context(), k.Item(2), k.Label(), value); err != nil {
		t.Fatal(err)
	}
	adopted, err := f.again().Adopt(t.Context(), f.compare(t).Strays[0], describe)
	if err != nil || adopted.Kind != "admin" {
		t.Errorf("it is %q, %v", adopted.Kind, err)
	}
	if err := f.store.Delete(t.Context(), k.Item(2)); err != nil {
		t.Fatal(err)
	}
	f.forgetAll(t)
	if got := f.entry(t, k.ID); got.Kind != "project" {
		t.Errorf("without it, it is %q", got.Kind)
	}
}

// Who says that a key is of another provider says it of the value in use.
func TestAnOldValueIsOfTheProviderThatMadeIt(t *testing.T) {
	f := open(t)
	k := f.kinded(t, "chat-app", "project", "admin")
	edit := func(issuer, kind string) vault.Key {
		t.Helper()
		k, err := f.Edit(t.Context(), k.ID, func(k *vault.Key, _ *vault.Version) error { k.Provider, k.Kind = issuer, kind; return nil })
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	made := vault.Asked{Number: 1, Provider: "openai", Kind: "project"}
	for _, issuer := range []string{"mistral", "groq", "openai", "mistral"} {
		if k := edit(issuer, ""); k.AskedOf(k.Versions[1]) != made || k.Asked().Provider != issuer {
			t.Errorf("as one of %s: asked is about %+v and %+v", issuer, k.AskedOf(k.Versions[1]), k.Asked())
		}
	}
	if err := f.store.Delete(t.Context(), k.Item(2)); err != nil {
		t.Fatal(err)
	}
	f.forgetAll(t)
	if got := f.entry(t, k.ID); got.Kind != "project" || got.Provider != "openai" {
		t.Errorf("in use again it is %q of %s", got.Kind, got.Provider)
	}
}

// With Twilio and Langfuse each key has an account of its own.
func TestEachVersionHasItsAccount(t *testing.T) {
	f := open(t)
	value := long(100)
	k, err := f.Add(t.Context(), vault.Key{Name: "calls", Provider: "twilio", Account: "SK1"}, vault.Version{Created: now}, value)
	if err != nil {
		t.Fatal(err)
	}
	if k, err = f.Rotate(t.Context(), k.ID, vault.Version{Created: now, Account: "SK2"}, long(100)); err != nil || k.Account != "SK2" {
		t.Fatalf("the new one has %q, %v", k.Account, err)
	}
	if k, err = f.Rotate(t.Context(), k.ID, vault.Version{Created: now}, long(100)); err != nil || k.Account != "SK2" {
		t.Fatalf("said nothing of: %q, %v", k.Account, err)
	}
	if k, err = f.Edit(t.Context(), k.ID, func(k *vault.Key, _ *vault.Version) error { k.Account = "SK3"; return nil }); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"SK3", "SK2", "SK1"} {
		if got := k.AskedOf(k.Versions[i]).Account; got != want {
			t.Errorf("version %d is asked about with %s, want %s", k.Versions[i].Number, got, want)
		}
	}
}

func TestWhatWasSaidOfAnotherKindOrAccountIsForgotten(t *testing.T) {
	for name, change := range map[string]func(k *vault.Key){
		"another provider": func(k *vault.Key) { k.Provider = "mistral" },
		"another kind":     func(k *vault.Key) { k.Kind = "admin" },
		"another account":  func(k *vault.Key) { k.Account = "acme" },
		"another name":     func(k *vault.Key) { k.Name = "bot" },
	} {
		f := open(t)
		k, _ := f.add(t, "chat-app")
		f.checked(t, k.ID, 1, vault.Said{Result: "accepted"})
		k, err := f.Edit(t.Context(), k.ID, func(k *vault.Key, _ *vault.Version) error { change(k); return nil })
		if kept := k.Verified.Result != ""; err != nil || kept != (name == "another name") {
			t.Errorf("%s: kept %v, %v", name, kept, err)
		}
	}
}
