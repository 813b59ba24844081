package vault_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
	"keytray/app/vault"
)

// pasted is a leaked key whose new value is a wrong one.
func pasted(t *testing.T) (f *fixture, k vault.Key, right, wrong secret.Value) {
	t.Helper()
	f = open(t)
	right = keychaintest.Random()
	ends := now.AddDate(0, 9, 0)
	k, err := f.Add(t.Context(), vault.Key{Name: "calls", Provider: "twilio", Kind: "api-key", Account: "SK1", UsedBy: []vault.Place{{Location: "server"}, {Location: "laptop"}}},
		vault.Version{Created: now.AddDate(0, -5, 0), Expires: ends, Hint: "…abcd"}, right)
	if err == nil {
		_, err = f.Expose(t.Context(), k.ID, vault.Exposure{Where: "chat"})
	}
	wrong = keychaintest.Random()
	if err == nil {
		_, err = f.Rotate(t.Context(), k.ID, vault.Version{Created: now, Kind: "auth-token", Account: "AC9"}, wrong)
	}
	if err == nil {
		k, err = f.Tick(t.Context(), k.ID, "laptop", true)
	}
	if err != nil {
		t.Fatal(err)
	}
	return f, k, right, wrong
}

func TestAfterAWrongPasteTheOldValueIsInUseAgain(t *testing.T) {
	f, k, right, wrong := pasted(t)
	k, err := f.Back(t.Context(), k.ID)
	if err != nil {
		t.Fatal(err)
	}
	f.assertValue(t, k.ID, right)
	f.assertPrevious(t, "the wrong one", k.ID, wrong)
	current, _ := k.Current()
	switch {
	case current.Number != 3 || !current.Created.Equal(now.AddDate(0, -5, 0)) || !current.Expires.Equal(now.AddDate(0, 9, 0)) || current.Hint != "…abcd":
		t.Errorf("it is %+v", current)
	case k.Kind != "api-key" || k.Account != "SK1" || k.AskedOf(k.Versions[1]).Account != "AC9":
		t.Errorf("it is a %s of %s", k.Kind, k.Account)
	case k.Case.Step != vault.StepCreate || k.Case.New != 0 || !k.Case.Leaked.At.IsZero() || k.Exposed.Where != "chat":
		t.Errorf("the rotation stands at %+v, and exposed is %+v", k.Case, k.Exposed)
	case k.UsedBy[0].Has != 3 || k.UsedBy[1].Has == 3:
		t.Errorf("the places have %+v", k.UsedBy)
	}
	if got := f.items(); !slices.Equal(got, []string{k.Item(2), k.Item(3)}) {
		t.Errorf("in the keychain: %v", got)
	}
	if k, _ := f.renew(t, k.ID); k.Case.Step != vault.StepPlaces || k.Case.Leaked.Where != "chat" || k.Previous() != 2 {
		t.Errorf("with the right new value: %+v, %d previous", k.Case, k.Previous())
	}
}

// Two wrong ones were pasted, one after the other.
func TestGoingBackTwiceLeadsBeforeTheFirstWrongPaste(t *testing.T) {
	f, k, right, _ := pasted(t)
	_, second := f.renew(t, k.ID)
	for range 2 {
		if _, err := f.Back(t.Context(), k.ID); err != nil {
			t.Fatal(err)
		}
	}
	f.assertValue(t, k.ID, right)
	if got := f.key(t, k.ID); got.Previous() != 2 {
		t.Errorf("%d previous values are held", got.Previous())
	}
	g := open(t)
	k, old := g.add(t, "chat-app")
	_, fresh := g.renew(t, k.ID)
	for i, want := range []secret.Value{old, fresh, old} { // it was no wrong one after all
		if _, err := g.Back(t.Context(), k.ID); err != nil {
			t.Fatal(err)
		}
		g.assertValue(t, k.ID, want)
		if got := len(g.items()); got != 2 {
			t.Errorf("after %d times: %d items", i+1, got)
		}
	}
	_ = second
}

func TestAnOldValueThatIsPastedNamesTheWayBack(t *testing.T) {
	f, k, right, wrong := pasted(t)
	f.renew(t, k.ID)
	for name, c := range map[string]struct {
		value  secret.Value
		before bool
	}{"the one before": {wrong, true}, "an older one": {right, false}} {
		_, err := f.Rotate(t.Context(), k.ID, vault.Version{Created: now}, c.value)
		var old *vault.OldValueError
		if !errors.As(err, &old) || old.ID != k.ID || old.Before != c.before {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestThereMustBeAValueToGoBackTo(t *testing.T) {
	f := open(t)
	k, value := f.add(t, "chat-app")
	if _, err := f.Back(t.Context(), k.ID); !errors.Is(err, vault.ErrNoPrevious) {
		t.Errorf("never rotated: %v", err)
	}
	f.assertValue(t, k.ID, value)
	_, fresh := f.renew(t, k.ID)
	for _, op := range []string{"get", "set"} {
		f.store.Fail(func(o, _ string) error {
			if o == op {
				return keychain.ErrLocked
			}
			return nil
		})
		if _, err := f.Back(t.Context(), k.ID); !errors.Is(err, keychain.ErrLocked) {
			t.Errorf("%s: %v", op, err)
		}
		f.store.Fail(nil)
		if _, err := f.again().Repair(t.Context()); err != nil {
			t.Fatal(err)
		}
		f.assertValue(t, k.ID, fresh)
		f.assertPrevious(t, op, k.ID, value)
	}
}

// Whatever cuts it off: the value that was gone back to is held, and so is the other.
func TestACrashOnTheWayBackLosesNoValue(t *testing.T) {
	for _, op := range []string{"get", "set", "delete"} {
		for nth := 1; ; nth++ {
			f, k, right, wrong := pasted(t)
			happened := crash(t, f.store, op, nth, func() { _, _ = f.Back(t.Context(), k.ID) })
			what := fmt.Sprintf("%s %d", op, nth)
			f.Vault = f.again()
			f.clock = f.clock.Add(time.Minute)
			if _, err := f.Repair(t.Context()); err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			now := f.key(t, k.ID)
			value, err := f.Value(t.Context(), k.ID)
			if err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			switch {
			case value.Equal(right):
				f.assertPrevious(t, what, k.ID, wrong)
				if now.Case.Step != vault.StepCreate || now.Exposed.Where != "chat" {
					t.Errorf("%s: it stands at %+v", what, now.Case)
				}
			case value.Equal(wrong):
				f.assertPrevious(t, what, k.ID, right)
				if now.Case.Step != vault.StepPlaces {
					t.Errorf("%s: it stands at %+v", what, now.Case)
				}
			default:
				t.Errorf("%s: another value is in use", what)
			}
			if len(f.items()) != 2 || now.Dying() > 0 {
				t.Errorf("%s: in the keychain: %v", what, f.items())
			}
			if !happened {
				break
			}
		}
	}
}
