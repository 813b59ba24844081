package vault_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
	"keytray/app/vault"
)

// wardrobe is a vault with values of all kinds: current and previous, long, in
// the bin, revoked.
func wardrobe(t *testing.T) (*fixture, map[string]secret.Value) {
	t.Helper()
	f := open(t)
	current := map[string]secret.Value{}
	for _, name := range []string{"a", "b", "binned", "revoked"} {
		k, _ := f.add(t, name)
		value := keychaintest.Random()
		if name == "b" {
			value = long(5000)
		}
		if _, err := f.Rotate(t.Context(), k.ID, vault.Version{Created: now}, value); err != nil {
			t.Fatal(err)
		}
		current[k.ID] = value
		var err error
		switch name {
		case "binned":
			_, err = f.Bin(t.Context(), k.ID)
		case "revoked":
			_, err = f.Revoke(t.Context(), k.ID)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return f, current
}

func (f *fixture) assertAll(t *testing.T, what string, want map[string]secret.Value) {
	t.Helper()
	for id, value := range want {
		got, err := f.again().Value(t.Context(), id)
		if err != nil || !got.Equal(value) {
			t.Errorf("%s: a value is lost (%v)", what, err)
		}
	}
}

func TestAllValuesMoveToTheFileAndBack(t *testing.T) {
	f, want := wardrobe(t)
	for _, to := range []vault.Holder{vault.InFile, vault.InKeychain, vault.InFile} {
		f.target = to
		n, err := f.Move(t.Context(), to, nil)
		if err != nil || n != 7 {
			t.Fatalf("to the %s: %d moved (%v)", to, n, err)
		}
		f.assertAll(t, string(to), want)
		from, into := f.store, f.file
		if to == vault.InKeychain {
			from, into = into, from
		}
		if left := from.Accounts(); len(left) != 0 {
			t.Errorf("left behind: %v", left)
		}
		if n := len(into.Accounts()); n != 8 {
			t.Errorf("%d items in the %s, want 7 and the key for fingerprints", n, to)
		}
		if x := f.index(t); x.Elsewhere(to) != 0 || len(x.Unfinished()) != 0 {
			t.Errorf("%d elsewhere, unfinished: %+v", x.Elsewhere(to), x.Unfinished())
		}
	}
	for _, value := range want {
		var same *vault.SameValueError
		if _, err := f.Add(t.Context(), vault.Key{Name: "again"}, vault.Version{Created: now}, value); !errors.As(err, &same) {
			t.Errorf("a duplicate is not recognised after the moves: %v", err)
		}
	}
}

// Old copies go only when every value has been read back from its new place.
func TestAFailedMoveLeavesEveryValueReadable(t *testing.T) {
	for _, nth := range []int{1, 3, 7} {
		f, want := wardrobe(t)
		before := f.store.Accounts()
		f.target = vault.InFile
		sets := 0
		f.file.Fail(func(op, account string) error {
			if op == "set" && account != vault.FingerprintItem {
				if sets++; sets == nth {
					return keychain.ErrUnavailable
				}
			}
			return nil
		})
		if _, err := f.Move(t.Context(), vault.InFile, nil); !errors.Is(err, keychain.ErrUnavailable) {
			t.Errorf("got %v", err)
		}
		f.assertAll(t, "after the failure", want)
		if !slices.Equal(f.store.Accounts(), before) {
			t.Errorf("old copies are gone: %d of %d left", len(f.store.Accounts()), len(before))
		}
		f.file.Fail(nil)
		if n, err := f.Move(t.Context(), vault.InFile, nil); err != nil || n != 8-nth {
			t.Errorf("going on: %d moved (%v)", n, err)
		}
		f.assertAll(t, "after going on", want)
		if left := f.store.Accounts(); len(left) != 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

func TestAMoveGoesOnAfterACrashAtAnyStep(t *testing.T) {
	crashes := 0
	for _, at := range []struct {
		op   string
		file bool
	}{{"get", false}, {"set", true}, {"get", true}, {"delete", false}} {
		for nth := 1; nth <= 9; nth++ {
			f, want := wardrobe(t)
			store := f.store
			if at.file {
				store = f.file
			}
			f.target = vault.InFile
			if crash(t, store, at.op, nth, func() { _, _ = f.Move(t.Context(), vault.InFile, nil) }) {
				crashes++
			}
			f.assertAll(t, at.op, want)
			v := f.again()
			if _, err := v.Repair(t.Context()); err != nil {
				t.Errorf("%s %d: repair: %v", at.op, nth, err)
			}
			f.assertAll(t, at.op+" repaired", want)
			assertNothingStray(t, f)
			if _, err := v.Move(t.Context(), vault.InFile, nil); err != nil {
				t.Errorf("%s %d: going on: %v", at.op, nth, err)
			}
			f.assertAll(t, at.op+" gone on", want)
			if left := f.store.Accounts(); len(left) != 0 {
				t.Errorf("%s %d: left behind: %v", at.op, nth, left)
			}
		}
	}
	if crashes < 28 {
		t.Errorf("only %d moves were cut off", crashes)
	}
}

func assertNothingStray(t *testing.T, f *fixture) {
	t.Helper()
	found, err := f.again().Compare(t.Context())
	if err != nil || len(found.Strays) != 0 || len(found.Missing) != 0 {
		t.Errorf("index and stores differ: %+v (%v)", found, err)
	}
	if left := f.index(t).Unfinished(); len(left) != 0 {
		t.Errorf("unfinished: %+v", left)
	}
}

func TestAKeyThatIsBeingMovedCanBeDestroyed(t *testing.T) {
	f, want := wardrobe(t)
	if !crash(t, f.store, "delete", 1, func() { _, _ = f.Move(t.Context(), vault.InFile, nil) }) {
		t.Fatal("no crash")
	}
	for id := range want {
		if _, err := f.Destroy(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	if left := append(f.items(), slices.DeleteFunc(f.file.Accounts(), func(a string) bool { return a == vault.FingerprintItem })...); len(left) != 0 {
		t.Errorf("copies are left: %v", left)
	}
}

func TestTwoMovesDoNotMix(t *testing.T) {
	f, want := wardrobe(t)
	asked, answered := make(chan struct{}), make(chan struct{})
	f.file.Fail(func(op, account string) error {
		if op == "set" && account == vault.FingerprintItem {
			close(asked)
			<-answered
		}
		return nil
	})
	done := make(chan error, 1)
	go func() { _, err := f.again().Move(t.Context(), vault.InFile, nil); done <- err }()
	<-asked
	if _, err := f.Move(t.Context(), vault.InKeychain, nil); !errors.Is(err, vault.ErrBusy) {
		t.Errorf("got %v", err)
	}
	close(answered)
	if err := <-done; err != nil {
		t.Error(err)
	}
	f.assertAll(t, "moved", want)
}

// KWallet and KeePassXC write to the disk later than they answer: the old copies
// stay until that is certain, also when somebody repairs meanwhile.
func TestOldCopiesStayUntilTheNewPlaceHasSettled(t *testing.T) {
	const settle, pace = 300 * time.Millisecond, 20 * time.Millisecond
	f, want := wardrobe(t)
	f.file.Play(keychain.Status{State: keychain.OK, Settle: settle, Pace: pace})
	f.target = vault.InFile
	var set []time.Time
	var left time.Time
	f.file.Fail(func(op, account string) error {
		if op == "set" && account != vault.FingerprintItem {
			set = append(set, time.Now())
			if _, err := f.again().Repair(t.Context()); err != nil {
				return err
			}
		}
		return nil
	})
	f.store.Fail(func(op, _ string) error {
		if op == "delete" && left.IsZero() {
			left = time.Now()
		}
		return nil
	})
	if n, err := f.Move(t.Context(), vault.InFile, nil); n != 7 || err != nil {
		t.Fatalf("%d moved (%v)", n, err)
	}
	if waited := left.Sub(set[len(set)-1]); waited < settle {
		t.Errorf("the first old copy went %v after the last new one", waited)
	}
	for i := range set[1:] {
		if between := set[i+1].Sub(set[i]); between < pace {
			t.Errorf("two writes %v apart", between)
		}
	}
	f.assertAll(t, "moved", want)
}
