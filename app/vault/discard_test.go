package vault_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"keytray/app/files"
	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/vault"
)

var (
	errCause = errors.New("the file is damaged")
	errBoth  = fmt.Errorf("%w: the folder is gone", keychain.ErrUnavailable)
)

func assertCause(t *testing.T, what string, err, state, cause error) {
	t.Helper()
	var about *vault.StoreError
	if !errors.As(err, &about) || !errors.Is(err, state) || !errors.Is(err, cause) {
		t.Errorf("%s: %v", what, err)
	}
}

func (f *fixture) loseIndex() {
	for _, file := range []string{"index.json", "index.last.json"} {
		_ = os.Remove(filepath.Join(f.dir, file))
	}
}

func TestAStrayThatCannotBeReadIsDestroyed(t *testing.T) {
	f := open(t)
	k := f.addValue(t, "chat-app", long(4000))
	content, err := os.ReadFile(f.sealed(t)[0])
	if err != nil {
		t.Fatal(err)
	}
	path := f.sealed(t)[0]
	f.loseIndex()
	stray := f.compare(t).Strays[0]
	if err := f.Discard(t.Context(), stray); !errors.Is(err, vault.ErrPresent) {
		t.Errorf("a value that can be read: %v", err)
	}
	if err := os.WriteFile(path, content[:50], 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Adopt(t.Context(), stray, describe); !errors.Is(err, vault.ErrSealed) {
		t.Errorf("got %v", err)
	}
	f.store.Fail(func(string, string) error { return keychain.ErrLocked })
	if err := f.Discard(t.Context(), stray); !errors.Is(err, keychain.ErrLocked) {
		t.Errorf("a locked keychain: %v", err)
	}
	f.store.Fail(nil)
	if err := f.Discard(t.Context(), stray); err != nil {
		t.Fatal(err)
	}
	if len(f.items()) != 0 || len(f.sealed(t)) != 0 || len(f.compare(t).Strays) != 0 {
		t.Errorf("left of %s: %v, %v", k.ID, f.items(), f.sealed(t))
	}
}

// What an entry has by now is not destroyed, and what else it has neither.
func TestDiscardTouchesNothingThatHasAnEntry(t *testing.T) {
	f := open(t)
	k, first := f.add(t, "chat-app")
	f.rotate(t, k.ID, long(4000))
	if err := os.Remove(f.sealed(t)[0]); err != nil {
		t.Fatal(err)
	}
	both := vault.Stray{ID: k.ID, Items: []vault.StrayItem{{Number: 2, Holder: vault.InKeychain}}}
	if err := f.Discard(t.Context(), both); !errors.Is(err, vault.ErrPresent) || len(f.items()) != 2 {
		t.Errorf("got %v; %v", err, f.items())
	}
	f.loseIndex()
	if _, err := f.Adopt(t.Context(), f.compare(t).Strays[0], describe); err != nil {
		t.Fatal(err)
	}
	if err := f.Discard(t.Context(), f.compare(t).Strays[0]); err != nil {
		t.Fatal(err)
	}
	f.assertHolds(t, "what is left", k.ID, first)
	assertNothingStray(t, f)
}

func TestAMoveIsChosenUnderItsLockBeforeAnythingIsCopied(t *testing.T) {
	f, want := wardrobe(t)
	refused, calls := errors.New("refused"), 0
	chosen := func() error {
		calls++
		if l, err := files.TryAcquire(filepath.Join(f.dir, "ops", "_move.lock")); l != nil || err != nil {
			t.Errorf("the lock is free (%v)", err)
		}
		if there := f.file.Accounts(); len(there) != 0 {
			t.Errorf("copied: %v", there)
		}
		return refused
	}
	if _, err := f.Move(t.Context(), vault.InFile, chosen); !errors.Is(err, refused) || calls != 1 {
		t.Errorf("%d calls (%v)", calls, err)
	}
	if there := f.file.Accounts(); len(there) != 0 {
		t.Errorf("copied: %v", there)
	}
	f.file.Play(keychain.Status{State: keychain.Missing, Cause: errCause})
	_, err := f.Move(t.Context(), vault.InFile, chosen)
	if assertCause(t, "a file that cannot be used", err, keychain.ErrUnavailable, errCause); calls != 1 {
		t.Errorf("%d calls", calls)
	}
	f.file.Play(keychain.Status{State: keychain.OK})
	refused = nil
	if n, err := f.Move(t.Context(), vault.InFile, chosen); n == 0 || err != nil || calls != 2 {
		t.Errorf("%d moved, %d calls (%v)", n, calls, err)
	}
	f.assertAll(t, "moved", want)
}

// With nothing to move the choice is still one.
func TestAMoveOfNothingIsChosenToo(t *testing.T) {
	f := open(t)
	f.file.Fail(func(string, string) error { return keychain.ErrLocked })
	calls := 0
	if _, err := f.Move(t.Context(), vault.InKeychain, func() error { calls++; return nil }); err != nil || calls != 1 {
		t.Errorf("%d calls (%v)", calls, err)
	}
}

func TestANewListIsToldFromTheLastGoodCopy(t *testing.T) {
	f := open(t)
	f.add(t, "chat-app")
	f.add(t, "other")
	if err := os.WriteFile(filepath.Join(f.dir, "index.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	v := f.again()
	if _, err := v.Index(t.Context()); err != nil || v.Recovered() == nil || v.Recovered().Rebuilt {
		t.Errorf("got %+v (%v)", v.Recovered(), err)
	}
	for _, file := range []string{"index.json", "index.last.json"} {
		if err := os.WriteFile(filepath.Join(f.dir, file), []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f.clock = now.Add(time.Second)
	v = f.again()
	if _, err := v.Rebuild(t.Context(), describe); err != nil || v.Recovered() == nil || !v.Recovered().Rebuilt {
		t.Errorf("got %+v (%v)", v.Recovered(), err)
	}
}

func TestARepairedValueIsNotSaidToBeInTheKeychain(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	f.cutOffRotation(t, k, keychaintest.Random())
	all, err := f.again().Repair(t.Context())
	if err != nil || len(all) != 1 || all[0].What != "Storing it was cut off, but its value is stored: it is kept." {
		t.Errorf("got %+v (%v)", all, err)
	}
}

// A value without its sealed file is as lost as one without its item.
func TestMarkingLeavesOutAValueWithoutItsSealedFile(t *testing.T) {
	f := open(t)
	f.addValue(t, "a", long(3000))
	if err := os.Remove(f.sealed(t)[0]); err != nil {
		t.Fatal(err)
	}
	f.add(t, "b")
	if err := f.store.Delete(t.Context(), vault.FingerprintItem); err != nil {
		t.Fatal(err)
	}
	if n, err := f.Mark(t.Context()); n != 1 || err != nil {
		t.Errorf("%d marked (%v)", n, err)
	}
}

// Also without a list: whoever looks for strays wants to make a new one of them.
func TestStraysAreFoundWithADamagedIndex(t *testing.T) {
	f := open(t)
	f.add(t, "chat-app")
	for _, file := range []string{"index.json", "index.last.json"} {
		if err := os.WriteFile(filepath.Join(f.dir, file), []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if strays, err := f.again().Strays(t.Context()); err != nil || len(strays) != 1 {
		t.Errorf("got %+v (%v)", strays, err)
	}
}
