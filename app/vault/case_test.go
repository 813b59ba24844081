package vault_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
	"keytray/app/vault"
)

// addUsed adds a key that is used in some places.
func (f *fixture) addUsed(t *testing.T, name string, places ...string) (vault.Key, secret.Value) {
	t.Helper()
	value := keychaintest.Random()
	k := vault.Key{Name: name, Provider: "openai"}
	k.UseIn(places)
	k, err := f.Add(t.Context(), k, vault.Version{Created: now}, value)
	if err != nil {
		t.Fatal(err)
	}
	return k, value
}

// renew gives a key a value that nobody had before.
func (f *fixture) renew(t *testing.T, id string) (vault.Key, secret.Value) {
	t.Helper()
	value := keychaintest.Random()
	return f.rotate(t, id, value), value
}

// key is what the next process finds.
func (f *fixture) key(t *testing.T, id string) vault.Key {
	t.Helper()
	for _, k := range f.index(t).Keys {
		if k.ID == id {
			return k
		}
	}
	t.Fatal("the key is gone")
	return vault.Key{}
}

func (f *fixture) turn(t *testing.T, id string, to vault.Step) vault.Key {
	t.Helper()
	k, err := f.Turn(t.Context(), id, to)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func (f *fixture) assertPrevious(t *testing.T, what, id string, want ...secret.Value) {
	t.Helper()
	k := f.key(t, id)
	var held []secret.Value
	for _, version := range k.Versions {
		if version.State == vault.Previous {
			value, err := f.Fetch(t.Context(), k, version)
			if err != nil {
				t.Errorf("%s: version %d: %v", what, version.Number, err)
			}
			held = append(held, value)
		}
	}
	if !slices.EqualFunc(held, want, secret.Value.Equal) {
		t.Errorf("%s: %d previous values are held, want %d, newest first", what, len(held), len(want))
	}
}

// events are the names of what happened to a key.
func (f *fixture) events(t *testing.T, id string) (all []string) {
	t.Helper()
	events, err := f.History(id)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range events {
		all = append(all, strings.TrimSpace(e.What+" "+e.Note))
	}
	return all
}

// refuse is the provider refusing the newest previous values while it accepts the
// current one.
func (f *fixture) refuse(t *testing.T, id string, number ...int) (vault.Key, error) {
	t.Helper()
	k := f.key(t, id)
	var dead []vault.Asked
	for _, version := range k.Versions {
		if slices.Contains(number, version.Number) {
			dead = append(dead, k.AskedOf(version))
		}
	}
	return f.Refused(t.Context(), id, k.Asked(), "rejected", dead...)
}

func TestARotationGoesFromStepToStepToTheProof(t *testing.T) {
	f := open(t)
	k, old := f.addUsed(t, "chat-app", "server", "@ada")
	f.turn(t, k.ID, vault.StepCreate)
	f.clock = f.clock.Add(time.Hour)
	if k := f.turn(t, k.ID, vault.StepPaste); !k.Case.Started.Equal(now) || !k.Case.Touched.Equal(f.clock) || k.Case.New != 0 {
		t.Errorf("before the new value: %+v", k.Case)
	}
	k, fresh := f.renew(t, k.ID)
	if k.Case.Step != vault.StepPlaces || k.Case.New != 2 || !k.Case.Started.Equal(now) {
		t.Errorf("with the new value: %+v", k.Case)
	}
	for _, place := range []string{"server", " @ada "} {
		if _, err := f.Tick(t.Context(), k.ID, place, true); err != nil {
			t.Fatal(err)
		}
	}
	f.turn(t, k.ID, vault.StepRevoke)
	f.Vault = f.again() // a person comes back the next day
	now := f.key(t, k.ID)
	if now.Case.Step != vault.StepRevoke || now.UsedBy[0].Has != 2 || now.UsedBy[1].Has != 2 {
		t.Errorf("the next day: %+v, %+v", now.Case, now.UsedBy)
	}
	said, err := f.Says(t.Context(), k.ID, now.AskedOf(now.Versions[1]), "accepted", true)
	if err != nil || !said.Case.Open() || said.Case.Asked.Result != "accepted" {
		t.Errorf("still accepted: %+v, %v", said.Case, err)
	}
	f.assertPrevious(t, "while it is accepted", k.ID, old)
	done, err := f.refuse(t, k.ID, 1)
	if err != nil || done.Case.Open() || done.Previous() != 0 {
		t.Errorf("refused: %+v, %v", done.Case, err)
	}
	f.assertValue(t, k.ID, fresh)
	if got := f.items(); !slices.Equal(got, []string{k.Item(2)}) {
		t.Errorf("in the keychain: %v", got)
	}
	want := []string{"added", "rotation begun", "rotated", "old value checked accepted", "old value checked rejected", "revoked", "rotation finished"}
	if got := f.events(t, k.ID); !slices.Equal(got, want) {
		t.Errorf("the history says %q", got)
	}
}

func TestWhatARotationDoesNotTake(t *testing.T) {
	f := open(t)
	k, _ := f.addUsed(t, "chat-app", "server")
	before := f.key(t, k.ID)
	for name, c := range map[string]struct {
		run  func() error
		want error
	}{
		"places before a new value": {func() error { _, err := f.Turn(t.Context(), k.ID, vault.StepPlaces); return err }, vault.ErrNoNewValue},
		"revoke before a new value": {func() error { _, err := f.Turn(t.Context(), k.ID, vault.StepRevoke); return err }, vault.ErrNoNewValue},
		"an unknown step":           {func() error { _, err := f.Turn(t.Context(), k.ID, "done"); return err }, new(vault.InvalidError)},
		"nothing to give up":        {func() error { _, err := f.Abandon(t.Context(), k.ID); return err }, vault.ErrNoCase},
		"an unknown place":          {func() error { _, err := f.Tick(t.Context(), k.ID, "laptop", true); return err }, vault.ErrNoPlace},
		"nothing previous":          {func() error { _, err := f.Revoke(t.Context(), k.ID); return err }, vault.ErrNoPrevious},
		"the current value is no old one": {func() error {
			_, err := f.Says(t.Context(), k.ID, before.Asked(), "accepted", true)
			return err
		}, vault.ErrOtherKey},
		"nor is it refused as one": {func() error { _, err := f.refuse(t, k.ID, 1); return err }, vault.ErrOtherKey},
		"a call of no value": {func() error {
			_, err := f.Begin(t.Context(), k.ID, vault.Call{What: "rotate", Version: 7})
			return err
		}, vault.ErrOtherKey},
		"no such key": {func() error { _, err := f.Turn(t.Context(), "nobody", vault.StepCreate); return err }, new(vault.NotFoundError)},
	} {
		err := c.run()
		var invalid *vault.InvalidError
		var missing *vault.NotFoundError
		switch {
		case errors.As(c.want, &invalid) && errors.As(err, &invalid), errors.As(c.want, &missing) && errors.As(err, &missing):
		case !errors.Is(err, c.want):
			t.Errorf("%s: %v", name, err)
		}
	}
	after := f.key(t, k.ID)
	if a, b := asJSON(t, before), asJSON(t, after); a != b {
		t.Errorf("something was changed:\n%s\n%s", a, b)
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestGivingUpDestroysNothing(t *testing.T) {
	f := open(t)
	k, old := f.add(t, "chat-app")
	f.turn(t, k.ID, vault.StepPaste)
	if k, err := f.Abandon(t.Context(), k.ID); err != nil || k.Case != (vault.Case{}) {
		t.Errorf("before the new value: %+v, %v", k.Case, err)
	}
	_, fresh := f.renew(t, k.ID)
	if k, err := f.Abandon(t.Context(), k.ID); err != nil || k.Case.Open() {
		t.Errorf("after it: %+v, %v", k.Case, err)
	}
	f.assertValue(t, k.ID, fresh)
	f.assertPrevious(t, "given up", k.ID, old)
	// Who comes back to it goes on where the old value is still alive.
	if k := f.turn(t, k.ID, vault.StepRevoke); k.Case.New != 2 {
		t.Errorf("taken up again: %+v", k.Case)
	}
	if k, err := f.Revoke(t.Context(), k.ID); err != nil || k.Case.Open() {
		t.Errorf("revoked: %+v, %v", k.Case, err)
	}
}

// A wrong value was pasted, and then the right one: the wrong one is alive as well.
func TestEachOldValueMustBeDeadBeforeTheRotationIsDone(t *testing.T) {
	f := open(t)
	k, first := f.add(t, "chat-app")
	_, wrong := f.renew(t, k.ID)
	k, fresh := f.renew(t, k.ID)
	if k.Case.New != 3 || k.Case.Step != vault.StepPlaces {
		t.Errorf("after the second paste: %+v", k.Case)
	}
	f.assertPrevious(t, "after the second paste", k.ID, wrong, first)
	k, err := f.refuse(t, k.ID, 2)
	if err != nil || !k.Case.Open() || k.Case.Step != vault.StepPlaces {
		t.Errorf("one is dead: %+v, %v", k.Case, err)
	}
	f.assertPrevious(t, "one is dead", k.ID, first)
	if k, err = f.refuse(t, k.ID, 1); err != nil || k.Case.Open() {
		t.Errorf("both are dead: %+v, %v", k.Case, err)
	}
	f.assertValue(t, k.ID, fresh)
}

func TestTheOldValueIsNoNewOne(t *testing.T) {
	for name, mark := range map[string]bool{"by its fingerprint": true, "by reading it": false} {
		f := open(t)
		k, first := f.add(t, "chat-app")
		_, second := f.renew(t, k.ID)
		_, third := f.renew(t, k.ID)
		if !mark {
			if err := f.store.Delete(t.Context(), vault.FingerprintItem); err != nil {
				t.Fatal(err)
			}
		}
		for _, old := range []secret.Value{first, second} {
			var refused *vault.OldValueError
			_, err := f.Rotate(t.Context(), k.ID, vault.Version{Created: now}, old)
			if !errors.As(err, &refused) || refused.Name != "chat-app" {
				t.Errorf("%s: %v", name, err)
			}
		}
		f.assertValue(t, k.ID, third)
		f.assertPrevious(t, name, k.ID, second, first)
	}
}

// An old value whose item is gone keeps nobody from storing it again.
func TestALostOldValueCanComeBackAsNew(t *testing.T) {
	f := open(t)
	k, old := f.add(t, "chat-app")
	f.renew(t, k.ID)
	if err := f.store.Delete(t.Context(), k.Item(1)); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Rotate(t.Context(), k.ID, vault.Version{Created: now}, old); err != nil {
		t.Fatal(err)
	}
	f.assertValue(t, k.ID, old)
}

func TestALeakIsRememberedUntilTheOldValueIsDead(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	if _, err := f.Expose(t.Context(), k.ID, vault.Exposure{Where: "repository", Note: "pushed"}); err != nil {
		t.Fatal(err)
	}
	k, _ = f.renew(t, k.ID)
	if !k.Exposed.At.IsZero() || k.Case.Leaked.Where != "repository" || k.Case.Leaked.Note != "pushed" {
		t.Errorf("after the new value: exposed %+v, leaked %+v", k.Exposed, k.Case.Leaked)
	}
	f.clock = f.clock.Add(time.Hour)
	if _, err := f.Expose(t.Context(), k.ID, vault.Exposure{Where: "chat"}); err != nil {
		t.Fatal(err)
	}
	if k, _ = f.renew(t, k.ID); k.Case.Leaked.Where != "repository" || !k.Exposed.At.IsZero() {
		t.Errorf("the first leak is forgotten for the second: %+v", k.Case.Leaked)
	}
	if k, err := f.refuse(t, k.ID, 2); err != nil || k.Case.Leaked.At.IsZero() {
		t.Errorf("the leaked one is alive: %+v, %v", k.Case, err)
	}
	if k, err := f.refuse(t, k.ID, 1); err != nil || k.Case.Open() || !k.Exposed.At.IsZero() {
		t.Errorf("all are dead: %+v, %v", k.Case, err)
	}
}

func TestALeakIsTakenBackOfOneValueAtATime(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	expose := func() {
		t.Helper()
		if _, err := f.Expose(t.Context(), k.ID, vault.Exposure{}); err != nil {
			t.Fatal(err)
		}
	}
	expose()
	f.renew(t, k.ID)
	expose()
	if k, err := f.Unexpose(t.Context(), k.ID); err != nil || !k.Exposed.At.IsZero() || k.Case.Leaked.At.IsZero() {
		t.Errorf("the new one was not seen: %+v, %+v, %v", k.Exposed, k.Case, err)
	}
	if k, err := f.Unexpose(t.Context(), k.ID); err != nil || !k.Case.Open() || !k.Case.Leaked.At.IsZero() {
		t.Errorf("nor was the old one: %+v, %v", k.Case, err)
	}
	if _, err := f.Unexpose(t.Context(), k.ID); !errors.Is(err, vault.ErrNotExposed) {
		t.Errorf("once more: %v", err)
	}
}

// The case is all that knows of these.
func TestARotationThatMustNotBeForgottenIsNotGivenUp(t *testing.T) {
	for name, c := range map[string]struct {
		before func(f *fixture, id string) error
		want   error
	}{
		"the old value has leaked": {func(f *fixture, id string) error {
			_, err := f.Expose(t.Context(), id, vault.Exposure{})
			f.renew(t, id)
			return err
		}, new(vault.LeakedError)},
		"a call is open": {func(f *fixture, id string) error {
			_, err := f.Begin(t.Context(), id, vault.Call{What: vault.CallRotate, Version: 1})
			f.clock = f.clock.AddDate(1, 0, 0)
			return err
		}, vault.ErrCallOpen},
		"a value is being destroyed": {func(f *fixture, id string) error {
			f.renew(t, id)
			f.store.Fail(func(op, _ string) error { return map[string]error{"delete": keychain.ErrLocked}[op] })
			_, err := f.RevokeOnly(t.Context(), id, 1)
			f.store.Fail(nil)
			if !errors.Is(err, keychain.ErrLocked) {
				return fmt.Errorf("it was destroyed: %w", err)
			}
			return nil
		}, new(vault.DyingError)},
	} {
		f := open(t)
		k, _ := f.add(t, "chat-app")
		if err := c.before(f, k.ID); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		before := asJSON(t, f.key(t, k.ID))
		_, err := f.Abandon(t.Context(), k.ID)
		if fmt.Sprintf("%T", err) != fmt.Sprintf("%T", c.want) || errors.Is(c.want, vault.ErrCallOpen) && !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if after := asJSON(t, f.key(t, k.ID)); after != before {
			t.Errorf("%s: something was changed:\n%s\n%s", name, before, after)
		}
	}
}

func TestAPlaceIsTickedOffForANewValueOnly(t *testing.T) {
	f := open(t)
	k, _ := f.addUsed(t, "chat-app", "server")
	tick := func(what string, want error) {
		t.Helper()
		for _, has := range []bool{true, false} {
			if _, err := f.Tick(t.Context(), k.ID, "server", has); !errors.Is(err, want) {
				t.Errorf("%s: %v", what, err)
			}
		}
	}
	tick("never rotated", vault.ErrNeverNew)
	f.turn(t, k.ID, vault.StepPaste)
	tick("before the new value", vault.ErrNoNewValue)
	f.renew(t, k.ID)
	tick("with it", nil)
	if _, err := f.Revoke(t.Context(), k.ID); err != nil {
		t.Fatal(err)
	}
	tick("after the rotation", nil)
}

func TestAPlaceKeepsWhatIsKnownOfIt(t *testing.T) {
	f := open(t)
	k, _ := f.addUsed(t, "chat-app", "server", "laptop")
	edit := func(places ...string) []vault.Place {
		t.Helper()
		k, err := f.Edit(t.Context(), k.ID, func(k *vault.Key, _ *vault.Version) error { k.UseIn(places); return nil })
		if err != nil {
			t.Fatal(err)
		}
		return k.UsedBy
	}
	assert := func(what string, got []vault.Place, want ...vault.Place) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Errorf("%s: %+v", what, got)
		}
	}
	assumed := func(location string, has int) vault.Place {
		return vault.Place{Location: location, Has: has, Assumed: true}
	}
	assert("added", k.UsedBy, assumed("server", 1), assumed("laptop", 1))
	f.turn(t, k.ID, vault.StepCreate)
	assert("while the new one is made", edit("server", "laptop", "phone", " phone"),
		assumed("server", 1), assumed("laptop", 1), assumed("phone", 1))
	f.renew(t, k.ID)
	if _, err := f.Tick(t.Context(), k.ID, "server", true); err != nil {
		t.Fatal(err)
	}
	assert("while the new one is told", edit("tablet", "server", "laptop"),
		vault.Place{Location: "tablet"}, vault.Place{Location: "server", Has: 2}, assumed("laptop", 1))
	if k, err := f.Tick(t.Context(), k.ID, "server", false); err != nil || k.UsedBy[1].Has != 0 {
		t.Errorf("ticked off by mistake: %+v, %v", k.UsedBy, err)
	}
	if _, err := f.Abandon(t.Context(), k.ID); err != nil {
		t.Fatal(err)
	}
	assert("after it", edit("laptop", "watch"), assumed("laptop", 1), assumed("watch", 2))
}

func TestAPlaceCanBeAPerson(t *testing.T) {
	for location, want := range map[string]bool{
		"@ada": true, "@ada from work": true, "ada@acme.io": true,
		"server": false, "~/.env": false, "https://ada@acme.io/x": false, "git@github.com:acme/app": false, "the one @ home": false, "": false,
	} {
		if got := (vault.Place{Location: location}).Person(); got != want {
			t.Errorf("%q: %v", location, got)
		}
	}
}

func TestTheBinKeepsARotation(t *testing.T) {
	f := open(t)
	k, old := f.add(t, "chat-app")
	k, fresh := f.renew(t, k.ID)
	for _, do := range []func() (vault.Key, error){
		func() (vault.Key, error) { return f.Bin(t.Context(), k.ID) },
		func() (vault.Key, error) { return f.Restore(t.Context(), k.ID) },
	} {
		if now, err := do(); err != nil || now.Case != k.Case {
			t.Errorf("got %+v, %v", now.Case, err)
		}
		f.assertValue(t, k.ID, fresh)
		f.assertPrevious(t, "in the bin and back", k.ID, old)
	}
	if _, err := f.Destroy(t.Context(), k.ID); err != nil {
		t.Fatal(err)
	}
	if left := f.items(); len(left) != 0 {
		t.Errorf("left in the keychain: %v", left)
	}
}

// The keychain lost the new value: the old one is the key again, as it was.
func TestARotationWhoseNewValueIsLostBeginsAgain(t *testing.T) {
	f := open(t)
	k, old := f.add(t, "chat-app")
	if _, err := f.Expose(t.Context(), k.ID, vault.Exposure{Where: "chat"}); err != nil {
		t.Fatal(err)
	}
	f.renew(t, k.ID)
	item := k.Item(2)
	value, err := f.store.Get(t.Context(), item)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.store.Delete(t.Context(), item); err != nil {
		t.Fatal(err)
	}
	if err := f.Forget(t.Context(), vault.Missing{ID: k.ID, Number: 2}); err != nil {
		t.Fatal(err)
	}
	f.assertValue(t, k.ID, old)
	k = f.key(t, k.ID)
	if k.Case.Step != vault.StepCreate || k.Case.New != 0 || !k.Case.Open() || k.Exposed.Where != "chat" || !k.Case.Leaked.At.IsZero() {
		t.Errorf("the rotation: %+v, exposed %+v", k.Case, k.Exposed)
	}
	// It was another keychain, and the right one is back.
	if err := f.store.Set(t.Context(), item, k.Label(), value); err != nil {
		t.Fatal(err)
	}
	found, err := f.Compare(t.Context())
	if err != nil || len(found.Strays) != 1 {
		t.Fatalf("%+v, %v", found, err)
	}
	if k, err = f.Adopt(t.Context(), found.Strays[0], describe); err != nil {
		t.Fatal(err)
	}
	f.assertValue(t, k.ID, value)
	f.assertPrevious(t, "it is back", k.ID, old)
	if k.Case.Step != vault.StepPlaces || k.Case.New != 2 || k.Case.Leaked.Where != "chat" || !k.Exposed.At.IsZero() {
		t.Errorf("it is back: %+v, exposed %+v", k.Case, k.Exposed)
	}
}

// That our copy is lost does not make the old value dead.
func TestALostOldValueIsNoProof(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	k, fresh := f.renew(t, k.ID)
	if err := f.store.Delete(t.Context(), k.Item(1)); err != nil {
		t.Fatal(err)
	}
	if err := f.Forget(t.Context(), vault.Missing{ID: k.ID, Number: 1}); err != nil {
		t.Fatal(err)
	}
	if k := f.key(t, k.ID); !k.Case.Open() || k.Case.Step != vault.StepPlaces {
		t.Errorf("the rotation: %+v", k.Case)
	}
	if k, err := f.Revoke(t.Context(), k.ID); err != nil || k.Case.Open() {
		t.Errorf("the person says that it is revoked: %+v, %v", k.Case, err)
	}
	f.assertValue(t, k.ID, fresh)
}

// The provider ended the old value by itself: what used it is broken now.
func TestADeadOldValueLeavesThePlaces(t *testing.T) {
	start := func(t *testing.T) (*fixture, vault.Key) {
		f := open(t)
		k, _ := f.addUsed(t, "chat-app", "server", "laptop")
		if _, err := f.Expose(t.Context(), k.ID, vault.Exposure{}); err != nil {
			t.Fatal(err)
		}
		f.renew(t, k.ID)
		k, err := f.RevokeOnly(t.Context(), k.ID, 1)
		if err != nil || k.Case.Step != vault.StepPlaces || !k.Case.Dead || !k.Case.Leaked.At.IsZero() || k.Previous() != 0 {
			t.Fatalf("got %+v, %v", k.Case, err)
		}
		return f, k
	}
	for name, end := range map[string]func(*fixture, string) (vault.Key, error){
		"the last place": func(f *fixture, id string) (vault.Key, error) {
			if k, err := f.Tick(t.Context(), id, "server", true); err != nil || !k.Case.Open() {
				t.Errorf("one place is left: %+v, %v", k.Case, err)
			}
			return f.Tick(t.Context(), id, "laptop", true)
		},
		"going on":             func(f *fixture, id string) (vault.Key, error) { return f.Turn(t.Context(), id, vault.StepRevoke) },
		"saying that it is so": func(f *fixture, id string) (vault.Key, error) { return f.Revoke(t.Context(), id) },
	} {
		f, k := start(t)
		done, err := end(f, k.ID)
		if events := f.events(t, k.ID); err != nil || done.Case.Open() || events[len(events)-1] != "rotation finished" {
			t.Errorf("%s: %+v, %v, %q", name, done.Case, err, events)
		}
	}
}

func TestOnlyWhatWasAskedAboutIsDestroyed(t *testing.T) {
	for name, change := range map[string]func(k *vault.Key){
		"another provider": func(k *vault.Key) { k.Provider = "mistral" },
		"another kind":     func(k *vault.Key) { k.Kind = "admin" },
		"another account":  func(k *vault.Key) { k.Account = "acme" },
	} {
		f := open(t)
		k, old := f.add(t, "chat-app")
		f.renew(t, k.ID)
		noted := func(edit func(*vault.Key)) {
			t.Helper()
			if _, err := f.Edit(t.Context(), k.ID, func(k *vault.Key, _ *vault.Version) error { edit(k); return nil }); err != nil {
				t.Fatal(err)
			}
		}
		noted(func(k *vault.Key) { k.Account = "mine" })
		asked := f.key(t, k.ID)
		noted(change)
		if _, err := f.Refused(t.Context(), k.ID, asked.Asked(), "rejected", asked.AskedOf(asked.Versions[1])); !errors.Is(err, vault.ErrOtherKey) {
			t.Errorf("%s: %v", name, err)
		}
		f.assertPrevious(t, name, k.ID, old)
	}
	f := open(t)
	k, old := f.add(t, "chat-app")
	k, second := f.renew(t, k.ID)
	f.renew(t, k.ID) // another program, while the provider is asked
	if _, err := f.Refused(t.Context(), k.ID, k.Asked(), "rejected", k.AskedOf(k.Versions[1])); !errors.Is(err, vault.ErrOtherKey) {
		t.Errorf("another value: %v", err)
	}
	f.assertPrevious(t, "another value", k.ID, second, old)
}

// A keychain that is shut: the old value is known to be dead, and goes later.
func TestADeadValueThatCannotBeDestroyedYetGoesLater(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	k, fresh := f.renew(t, k.ID)
	f.store.Fail(func(op, _ string) error {
		if op == "delete" {
			return keychain.ErrLocked
		}
		return nil
	})
	if _, err := f.refuse(t, k.ID, 1); !errors.Is(err, keychain.ErrLocked) {
		t.Errorf("got %v", err)
	}
	if k := f.key(t, k.ID); k.Dying() != 1 || !k.Case.Open() || k.Previous() != 0 {
		t.Errorf("meanwhile: %+v", k)
	}
	f.store.Fail(nil)
	if _, err := f.again().Repair(t.Context()); err != nil {
		t.Fatal(err)
	}
	if k := f.key(t, k.ID); k.Dying() != 0 || k.Case.Open() {
		t.Errorf("after it: %+v", k)
	}
	f.assertValue(t, k.ID, fresh)
}

// The person closes the prompt, or the keychain says nothing.
func TestAValueIsNotDoomedBeforeTheKeychainAnswers(t *testing.T) {
	for name, cause := range map[string]error{"locked": keychain.ErrLocked, "silent": keychain.ErrTimeout, "stopped": context.Canceled} {
		f := open(t)
		k, old := f.add(t, "chat-app")
		f.renew(t, k.ID)
		before := asJSON(t, f.key(t, k.ID))
		f.store.Fail(func(string, string) error { return cause })
		if _, err := f.Revoke(t.Context(), k.ID); !errors.Is(err, cause) {
			t.Errorf("%s: %v", name, err)
		}
		f.store.Fail(nil)
		if after := asJSON(t, f.key(t, k.ID)); after != before {
			t.Errorf("%s: something was changed:\n%s\n%s", name, before, after)
		}
		f.assertPrevious(t, name, k.ID, old)
	}
}

func TestOnlyTheValuesBeforeTheOneThatWasSeenAreDestroyed(t *testing.T) {
	f := open(t)
	k, old := f.add(t, "chat-app")
	f.renew(t, k.ID)
	_, second := f.renew(t, k.ID) // another program, while the person decides
	if _, err := f.RevokeBefore(t.Context(), k.ID, 2); !errors.Is(err, vault.ErrOtherKey) {
		t.Errorf("another one is current: %v", err)
	}
	if got := f.key(t, k.ID); got.Previous() != 2 {
		t.Errorf("%d previous values are left", got.Previous())
	}
	f.assertValue(t, k.ID, second)
	_ = old
	if k, err := f.RevokeBefore(t.Context(), k.ID, 3); err != nil || k.Previous() != 0 {
		t.Errorf("the same one is current: %v", err)
	}
}

// A crash came between the end of the old value and the end of the journal.
func TestAJournalAboutAValueThatIsGoneEnds(t *testing.T) {
	f := open(t)
	k, _ := f.addUsed(t, "chat-app", "server")
	f.renew(t, k.ID)
	if _, err := f.Begin(t.Context(), k.ID, vault.Call{What: vault.CallRevoke, Version: 1}); err != nil {
		t.Fatal(err)
	}
	k, err := f.RevokeOnly(t.Context(), k.ID, 1)
	if err != nil || !k.Case.Dead || k.Case.Call.What != "" {
		t.Errorf("it stands at %+v, %v", k.Case, err)
	}
	if _, err := f.Begin(t.Context(), k.ID, vault.Call{What: vault.CallRotate, Version: 2}); err != nil {
		t.Errorf("the next call: %v", err)
	}
}

func TestAJournalAboutAValueThatIsForgottenEnds(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	f.renew(t, k.ID)
	if _, err := f.Begin(t.Context(), k.ID, vault.Call{What: vault.CallRevoke, Version: 1}); err != nil {
		t.Fatal(err)
	}
	if err := f.store.Delete(t.Context(), k.Item(1)); err != nil {
		t.Fatal(err)
	}
	f.forgetAll(t)
	if _, err := f.Begin(t.Context(), k.ID, vault.Call{What: vault.CallRotate, Version: 2}); err != nil {
		t.Errorf("the next call: %v", err)
	}
}

func TestOnlyTheCallThatWasMeantIsSettled(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	first, err := f.Begin(t.Context(), k.ID, vault.Call{What: vault.CallRotate, Version: 1})
	if err == nil {
		_, err = f.Settle(t.Context(), k.ID, first.Case.Call)
	}
	f.clock = f.clock.Add(time.Second)
	if err == nil {
		_, err = f.Begin(t.Context(), k.ID, vault.Call{What: vault.CallRotate, Version: 1})
	}
	if err != nil {
		t.Fatal(err)
	}
	for name, end := range map[string]func(context.Context, string, vault.Call) (vault.Key, error){"settled": f.Settle, "withdrawn": f.Withdraw} {
		if k, err := end(t.Context(), k.ID, first.Case.Call); err != nil || k.Case.Call.What == "" {
			t.Errorf("%s: the second one is gone, %v", name, err)
		}
	}
	if k, err := f.again().Settle(t.Context(), k.ID, f.key(t, k.ID).Case.Call); err != nil || k.Case.Call.What != "" {
		t.Errorf("in the next process: %+v, %v", k.Case, err)
	}
}

func TestTheJournalOfACallStaysUntilItIsSettled(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	call := vault.Call{What: "rotate", Version: 1}
	if k, err := f.Begin(t.Context(), k.ID, call); err != nil || k.Case.Step != vault.StepCreate || !k.Case.Call.At.Equal(f.clock) {
		t.Fatalf("begun: %+v, %v", k.Case, err)
	}
	if _, err := f.again().Begin(t.Context(), k.ID, call); !errors.Is(err, vault.ErrCallOpen) {
		t.Errorf("a second one: %v", err)
	}
	if k, err := f.Settle(t.Context(), k.ID, f.key(t, k.ID).Case.Call); err != nil || k.Case.Call.What != "" || !k.Case.Open() {
		t.Errorf("settled: %+v, %v", k.Case, err)
	}
	f.renew(t, k.ID)
	if _, err := f.Begin(t.Context(), k.ID, vault.Call{What: "rotate", Version: 2}); err != nil {
		t.Fatal(err)
	}
	if k, err := f.Revoke(t.Context(), k.ID); err != nil || k.Case.Call.Version != 2 || k.Case.New != 0 || k.Case.Step != vault.StepCreate {
		t.Errorf("the old value is dead, and nobody knows of the new one: %+v, %v", k.Case, err)
	}
}

// Until schema 4 nobody noted which place has which value, and no case was kept.
func TestAnIndexFromBeforeRotationsWereKept(t *testing.T) {
	f := open(t)
	fresh, _ := f.addUsed(t, "fresh", "server")
	rotated, old := f.addUsed(t, "rotated", "server")
	f.renew(t, rotated.ID)
	path := filepath.Join(f.dir, "index.json")
	x := f.index(t)
	x.Schema = 3
	for i := range x.Keys {
		x.Keys[i].Case, x.Keys[i].UsedBy = vault.Case{}, []vault.Place{{Location: "server"}}
	}
	if err := os.WriteFile(path, []byte(asJSON(t, x)), 0o600); err != nil {
		t.Fatal(err)
	}
	if k := f.key(t, fresh.ID); k.UsedBy[0].Has != 1 {
		t.Errorf("one value: %+v", k.UsedBy)
	}
	k := f.key(t, rotated.ID)
	if k.UsedBy[0].Has != 0 || k.Case.Open() {
		t.Errorf("two values: %+v, %+v", k.UsedBy, k.Case)
	}
	// The old value can be proven dead all the same. Known to be alive, it is to die.
	k, err := f.Says(t.Context(), k.ID, k.AskedOf(k.Versions[1]), "accepted", true)
	if err != nil || k.Case.Step != vault.StepRevoke || k.Case.New != 2 {
		t.Errorf("still accepted: %+v, %v", k.Case, err)
	}
	f.assertPrevious(t, "still accepted", k.ID, old)
	if k, err = f.refuse(t, k.ID, 1); err != nil || k.Case.Open() {
		t.Errorf("refused: %+v, %v", k.Case, err)
	}
}

func TestAnUnknownStepIsReadAsOneThatIsKnown(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	path := filepath.Join(f.dir, "index.json")
	for _, want := range []vault.Step{vault.StepCreate, vault.StepPlaces} {
		if want == vault.StepPlaces {
			f.renew(t, k.ID)
		} else {
			f.turn(t, k.ID, vault.StepPaste)
		}
		x := f.index(t)
		x.Keys[0].Case.Step = "by hand"
		if err := os.WriteFile(path, []byte(asJSON(t, x)), 0o600); err != nil {
			t.Fatal(err)
		}
		if k := f.key(t, k.ID); k.Case.Step != want {
			t.Errorf("got %+v", k.Case)
		}
	}
}

// In the middle of a rotation the index is damaged and goes back by one change.
func TestAnIndexThatGoesBackInARotationLosesNoValue(t *testing.T) {
	f := open(t)
	k, old := f.addUsed(t, "chat-app", "server")
	var fresh secret.Value
	damage := func(what string) vault.Key {
		t.Helper()
		f.clock = f.clock.Add(time.Second)
		if err := os.WriteFile(filepath.Join(f.dir, "index.json"), []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
		f.Vault = f.again()
		if _, err := f.Repair(t.Context()); err != nil {
			t.Errorf("%s: repair: %v", what, err)
		}
		return f.key(t, k.ID)
	}
	f.turn(t, k.ID, vault.StepCreate)
	if k := damage("begun"); k.Case.Open() {
		t.Errorf("begun: %+v", k.Case)
	}
	f.assertValue(t, k.ID, old)
	f.turn(t, k.ID, vault.StepCreate)
	_, fresh = f.renew(t, k.ID)
	if k := damage("rotated"); k.Case.Step != vault.StepPlaces || k.Case.New != 2 {
		t.Errorf("rotated: %+v", k.Case)
	}
	f.assertValue(t, k.ID, fresh)
	f.assertPrevious(t, "rotated", k.ID, old)
	f.turn(t, k.ID, vault.StepRevoke)
	if k := damage("on the way"); k.Case.Step != vault.StepPlaces {
		t.Errorf("on the way: %+v", k.Case)
	}
	if _, err := f.refuse(t, k.ID, 1); err != nil {
		t.Fatal(err)
	}
	if k := damage("done"); k.Case.Open() || k.Previous()+k.Dying() != 0 {
		t.Errorf("done: %+v", k)
	}
	f.assertValue(t, k.ID, fresh)
}
