package vault_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
	"keytray/app/vault"
)

// crash ends an operation at one of its calls to the keychain, as a kill would:
// nothing of the operation runs after it, and its locks are free.
func crash(t *testing.T, store *keychaintest.Memory, op string, nth int, run func()) (happened bool) {
	t.Helper()
	seen := 0
	store.Fail(func(o, _ string) error {
		if o == op {
			if seen++; seen == nth {
				panic("crash")
			}
		}
		return nil
	})
	defer store.Fail(nil)
	defer func() { happened = recover() != nil }()
	run()
	return false
}

func TestAfterACrashNothingIsLostOrStray(t *testing.T) {
	steps := []struct {
		op  string
		nth int
	}{{"status", 1}, {"set", 1}, {"get", 1}, {"get", 2}, {"get", 3}, {"delete", 1}, {"delete", 2}}
	operations := map[string]func(f *fixture, k vault.Key, fresh secret.Value){
		"add": func(f *fixture, _ vault.Key, v secret.Value) {
			_, _ = f.Add(t.Context(), vault.Key{Name: "new"}, vault.Version{Created: now}, v)
		},
		"rotate": func(f *fixture, k vault.Key, v secret.Value) {
			_, _ = f.Rotate(t.Context(), k.ID, vault.Version{Created: now}, v)
		},
		"revoke":  func(f *fixture, k vault.Key, _ secret.Value) { _, _ = f.Revoke(t.Context(), k.ID) },
		"destroy": func(f *fixture, k vault.Key, _ secret.Value) { _, _ = f.Destroy(t.Context(), k.ID) },
	}
	crashes := 0
	for name, run := range operations {
		for _, step := range steps {
			f := open(t)
			k, _ := f.add(t, "chat-app")
			value := keychaintest.Random()
			if _, err := f.Rotate(t.Context(), k.ID, vault.Version{Created: now}, value); err != nil {
				t.Fatal(err)
			}
			fresh := keychaintest.Random()
			if crash(t, f.store, step.op, step.nth, func() { run(f, k, fresh) }) {
				crashes++
			}
			what := name + " cut off at " + step.op
			v := f.again()
			if _, err := v.Repair(t.Context()); err != nil {
				t.Errorf("%s: repair: %v", what, err)
			}
			x := f.index(t)
			if left := x.Unfinished(); len(left) != 0 {
				t.Errorf("%s: not repaired: %+v", what, left)
			}
			assertEveryItemHasAnEntry(t, what, f, x)
			if name == "destroy" {
				continue
			}
			got, err := v.Value(t.Context(), k.ID)
			if err != nil || !got.Equal(value) && !got.Equal(fresh) {
				t.Errorf("%s: the key's value is lost (%v)", what, err)
			}
		}
	}
	if crashes < 8 {
		t.Errorf("only %d operations were cut off", crashes)
	}
}

func assertEveryItemHasAnEntry(t *testing.T, what string, f *fixture, x vault.Index) {
	t.Helper()
	known := map[string]bool{}
	for _, k := range x.Keys {
		for _, version := range k.Versions {
			if version.State != vault.Destroyed {
				known[k.Item(version.Number)] = true
				if _, err := f.store.Get(t.Context(), k.Item(version.Number)); err != nil {
					t.Errorf("%s: %s version %d has no item", what, k.Name, version.Number)
				}
			}
		}
	}
	for _, account := range f.items() {
		if !known[account] {
			t.Errorf("%s: stray item %s", what, account)
		}
	}
}

func TestAValueThatArrivedAfterAllIsKept(t *testing.T) {
	f := open(t)
	value := keychaintest.Random()
	silent := func(op, account string) error {
		if op == "status" || account == vault.FingerprintItem {
			return nil
		}
		return keychain.ErrTimeout
	}
	f.store.Fail(silent)
	_, err := f.Add(t.Context(), vault.Key{Name: "slow"}, vault.Version{Created: now}, value)
	if !errors.Is(err, vault.ErrUnconfirmed) || !errors.Is(err, keychain.ErrTimeout) {
		t.Fatalf("got %v", err)
	}
	pending := f.index(t).Unfinished()
	if len(pending) != 1 {
		t.Fatalf("%d pending entries", len(pending))
	}
	if _, err := f.Repair(t.Context()); err == nil {
		t.Error("repair did not say that the keychain is silent")
	}
	f.store.Fail(nil)
	if err := f.store.Set(t.Context(), pending[0].ID+".1", "", value); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Repair(t.Context()); err != nil {
		t.Fatal(err)
	}
	f.assertValue(t, pending[0].ID, value)
}

func TestAddingAgainAfterACrashWorks(t *testing.T) {
	f := open(t)
	if !crash(t, f.store, "set", 1, func() { f.add(t, "chat-app") }) {
		t.Fatal("no crash")
	}
	k, value := f.add(t, "chat-app")
	f.assertValue(t, k.ID, value)
	if x := f.index(t); len(x.Keys) != 1 {
		t.Errorf("%d entries", len(x.Keys))
	}
}

func TestALiveOperationIsNotRepaired(t *testing.T) {
	f := open(t)
	asked, answered := make(chan struct{}), make(chan struct{})
	f.store.Fail(func(op, account string) error {
		if op == "set" && account != vault.FingerprintItem {
			close(asked)
			<-answered
		}
		return nil
	})
	done := make(chan error, 1)
	go func() {
		_, err := f.Add(t.Context(), vault.Key{Name: "waiting"}, vault.Version{Created: now}, keychaintest.Random())
		done <- err
	}()
	<-asked // the person is at the keychain's prompt
	if repaired, err := f.again().Repair(t.Context()); err != nil || len(repaired) != 0 {
		t.Errorf("repaired %v (%v)", repaired, err)
	}
	if len(f.index(t).Unfinished()) != 1 {
		t.Error("the pending entry is gone")
	}
	close(answered)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func TestADamagedIndexIsSetAsideAndTheLastGoodCopyUsed(t *testing.T) {
	for name, damage := range map[string]string{
		"empty": "", "cut off": `{"schema":1,"keys":[{"id":"a`, "another file": `["x"]`, "zeros": strings.Repeat("\x00", 512), "no schema": `{"keys":[]}`,
		"twice the same entry": `{"schema":1,"keys":[{"id":"a","name":"a","versions":[{"number":1}]},{"id":"a","name":"b","versions":[{"number":1}]}]}`,
	} {
		f := open(t)
		k, value := f.add(t, "chat-app")
		f.add(t, "second")
		path := filepath.Join(f.dir, "index.json")
		if err := os.WriteFile(path, []byte(damage), 0o600); err != nil {
			t.Fatal(err)
		}
		v := f.again()
		x, err := v.Index(t.Context())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if _, err := x.Find("chat-app", vault.Live); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		f.assertValue(t, k.ID, value)
		aside := v.Damaged()
		if r := v.Recovered(); len(aside) != 1 || r == nil || r.SetAside != aside[0] {
			t.Errorf("%s: set aside: %v, told %v", name, aside, r)
			continue
		}
		if kept, _ := os.ReadFile(aside[0]); string(kept) != damage {
			t.Errorf("%s: the damaged file was changed", name)
		}
		// "second" was pending in the last good copy: its value is in the keychain, so it comes back.
		if _, err := v.Repair(t.Context()); err != nil {
			t.Error(err)
		}
		if _, err := f.index(t).Find("second", vault.Live); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestADamagedIndexWithoutAGoodCopyIsLeftAlone(t *testing.T) {
	f := open(t)
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(f.dir, "index.json")
	if err := os.WriteFile(path, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Index(t.Context()); !errors.Is(err, vault.ErrDamaged) || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v", err)
	}
	if content, _ := os.ReadFile(path); string(content) != "{" {
		t.Error("the damaged file was touched")
	}
}

func TestANewerIndexIsRefusedUntouched(t *testing.T) {
	f := open(t)
	f.add(t, "chat-app")
	path := filepath.Join(f.dir, "index.json")
	newer := []byte(`{"schema":99,"keys":{"other":"shape"}}`)
	if err := os.WriteFile(path, newer, 0o600); err != nil {
		t.Fatal(err)
	}
	v := f.again()
	if _, err := v.Index(t.Context()); !errors.Is(err, vault.ErrNewer) {
		t.Errorf("got %v", err)
	}
	if _, err := v.Add(t.Context(), vault.Key{Name: "n"}, vault.Version{Created: now}, keychaintest.Random()); !errors.Is(err, vault.ErrNewer) {
		t.Errorf("got %v", err)
	}
	if content, _ := os.ReadFile(path); string(content) != string(newer) {
		t.Error("the newer file was changed")
	}
}

// A damaged index goes back to its last good copy, maybe in the middle of an
// operation that waits for the keychain.
func TestAnIndexThatGoesBackLosesNoValueOnItsWay(t *testing.T) {
	for name, run := range map[string]func(f *fixture, k vault.Key, v secret.Value) (vault.Key, error){
		"add": func(f *fixture, _ vault.Key, v secret.Value) (vault.Key, error) {
			return f.Add(t.Context(), vault.Key{Name: "new"}, vault.Version{Created: now}, v)
		},
		"rotate": func(f *fixture, k vault.Key, v secret.Value) (vault.Key, error) {
			return f.Rotate(t.Context(), k.ID, vault.Version{Created: now}, v)
		},
	} {
		f := open(t)
		k, old := f.add(t, "chat-app")
		path := filepath.Join(f.dir, "index.json")
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		f.store.Fail(func(op, _ string) error {
			if op == "set" {
				return os.WriteFile(path, before, 0o600)
			}
			return nil
		})
		value := keychaintest.Random()
		stored, err := run(f, k, value)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		f.assertValue(t, stored.ID, value)
		if name == "add" {
			f.assertValue(t, k.ID, old)
		}
		assertEveryItemHasAnEntry(t, name, f, f.index(t))
	}
}

func TestAKeyRestoredAtTheLastMomentStays(t *testing.T) {
	f := open(t)
	k, value := f.add(t, "chat-app")
	if _, err := f.Bin(t.Context(), k.ID); err != nil {
		t.Fatal(err)
	}
	f.clock = now.AddDate(0, 0, 31)
	// The restore comes after repair has seen that the time is over.
	clock, calls := f.clock, 0
	v := vault.New(vault.Params{Dir: f.dir, Store: f.store, Now: func() time.Time {
		if calls++; calls == 2 {
			if _, err := f.Restore(t.Context(), k.ID); err != nil {
				t.Error(err)
			}
		}
		return clock
	}})
	if _, err := v.Repair(t.Context()); err != nil {
		t.Fatal(err)
	}
	f.assertValue(t, k.ID, value)
}

func TestAMissingIndexIsSaidAndTheLastGoodCopyUsed(t *testing.T) {
	f := open(t)
	k, value := f.add(t, "chat-app")
	f.add(t, "second")
	if err := os.Remove(filepath.Join(f.dir, "index.json")); err != nil {
		t.Fatal(err)
	}
	v := f.again()
	if _, err := v.Index(t.Context()); err != nil {
		t.Fatal(err)
	}
	f.assertValue(t, k.ID, value)
	if r := v.Recovered(); r == nil || r.SetAside != "" {
		t.Errorf("told %+v", r)
	}
}

// Cut off at any byte, the index is never taken for a shorter list of keys.
func TestAnIndexCutOffAnywhereLosesNothing(t *testing.T) {
	f := open(t)
	want := map[string]secret.Value{}
	for _, name := range []string{"a", "b", "c"} {
		k, value := f.add(t, name)
		want[k.ID] = value
	}
	path, last := filepath.Join(f.dir, "index.json"), filepath.Join(f.dir, "index.last.json")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(last, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	for n := range len(whole) - 1 { // the line end is no loss
		if err := os.WriteFile(path, whole[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		x, err := f.again().Index(t.Context())
		if err != nil || len(x.Keys) != len(want) {
			t.Fatalf("cut off after %d bytes: %d keys (%v)", n, len(x.Keys), err)
		}
		for _, file := range f.Damaged() {
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
		}
	}
	f.assertAll(t, "after all", want)
}
