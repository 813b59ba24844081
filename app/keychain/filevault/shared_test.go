package filevault_test

import (
	"context"
	"errors"
	"os"
	"sync"
	"testing"
	"time"

	"keytray/app/files"
	"keytray/app/keychain"
	"keytray/app/keychain/filevault"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
)

func TestOneHandleSeesWhatAnotherDid(t *testing.T) {
	path, one, p := create(t)
	two := unlocked(t, path, p)
	account, value := add(t, one)
	assertHolds(t, two, account, value)
	next := keychaintest.Random()
	if err := two.Set(t.Context(), account, "l", next); err != nil {
		t.Fatal(err)
	}
	assertHolds(t, one, account, next)
	if err := one.Delete(t.Context(), account); err != nil {
		t.Fatal(err)
	}
	if _, err := two.Get(t.Context(), account); !errors.Is(err, keychain.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestManyWritersLoseNothing(t *testing.T) {
	path, v, p := create(t)
	handles := []*filevault.Vault{v, unlocked(t, path, p), unlocked(t, path, p)}
	var (
		all  sync.WaitGroup
		mu   sync.Mutex
		want = map[string]secret.Value{}
	)
	for i := range 12 {
		all.Go(func() {
			own := handles[i%len(handles)]
			for range 5 {
				gone, _ := add(t, own)
				account, value := add(t, own)
				assertHolds(t, handles[(i+1)%len(handles)], account, value)
				if err := own.Delete(t.Context(), gone); err != nil {
					t.Error(err)
				}
				mu.Lock()
				want[account] = value
				mu.Unlock()
			}
		})
	}
	all.Wait()
	last := unlocked(t, path, p)
	if items, err := last.List(t.Context()); err != nil || len(items) != len(want) {
		t.Errorf("%d items are left (%v), want %d", len(items), err, len(want))
	}
	for account, value := range want {
		assertHolds(t, last, account, value)
	}
}

func TestAChangedPassphraseLocksEveryOtherHandle(t *testing.T) {
	path, one, old := create(t)
	two := unlocked(t, path, old)
	account, value := add(t, one)
	next := passphrase()
	if err := one.ChangePassphrase(t.Context(), old, next); err != nil {
		t.Fatal(err)
	}
	assertHolds(t, one, account, value)
	for range 2 { // it is told for as long as it lasts
		assertCause(t, "a changed passphrase", two, keychain.Locked, keychain.ErrLocked, "its passphrase was changed elsewhere")
		assertAll(t, two, keychain.ErrLocked)
	}
	if err := two.Unlock(t.Context(), old); !errors.Is(err, filevault.ErrWrongPassphrase) {
		t.Errorf("the old passphrase: %v", err)
	}
	if err := two.Unlock(t.Context(), next); err != nil {
		t.Fatal(err)
	}
	assertHolds(t, two, account, value)
	assertStatus(t, two, keychain.OK)
	two.Lock()
	assertStatus(t, two, keychain.Locked)
}

// Who knows the old passphrase and has an old copy of the file has the old master key.
func TestAChangedPassphraseChangesEveryKey(t *testing.T) {
	path, v, old := create(t)
	add(t, v)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := v.ChangePassphrase(t.Context(), old, passphrase()); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	mixed := append(append([]byte(nil), before[:filevault.HeaderEnd]...), after[filevault.HeaderEnd:]...)
	if err := os.WriteFile(path, mixed, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := filevault.Quick(path).Unlock(t.Context(), old); !errors.Is(err, filevault.ErrDamaged) {
		t.Errorf("with the old keys: %v", err)
	}
}

func TestAnOlderFileInItsPlaceLocks(t *testing.T) {
	path, v, p := create(t)
	account, value := add(t, v)
	older, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	add(t, v)
	if err := os.WriteFile(path, older, 0o600); err != nil {
		t.Fatal(err)
	}
	assertAll(t, v, keychain.ErrLocked)
	assertCause(t, "an older file", v, keychain.Locked, keychain.ErrLocked, "an older file was put in its place")
	if err := v.Unlock(t.Context(), p); err != nil { // the person restored a backup
		t.Fatal(err)
	}
	assertHolds(t, v, account, value)
}

func TestAnEndedContextStopsBeforeTheWork(t *testing.T) {
	path, v, p := create(t)
	before, _ := os.ReadFile(path)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	fresh := filevault.New(path + ".other")
	_, get := v.Get(ctx, "a")
	_, list := v.List(ctx)
	for call, err := range map[string]error{
		"Create": fresh.Create(ctx, p), "Unlock": v.Unlock(ctx, p), "ChangePassphrase": v.ChangePassphrase(ctx, p, passphrase()),
		"Set": v.Set(ctx, "a", "l", p), "Delete": v.Delete(ctx, "a"), "Relabel": v.Relabel(ctx, "a", "l"), "Get": get, "List": list,
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", call, err)
		}
	}
	if after, _ := os.ReadFile(path); string(after) != string(before) || fresh.Exists() {
		t.Error("something was written")
	}
}

func TestALockThatIsNotFreedEndsInATimeout(t *testing.T) {
	path, v, _ := create(t)
	account, value := add(t, v)
	lock, err := files.Acquire(t.Context(), path+".lock")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := v.Set(ctx, account, "l", keychaintest.Random()); !errors.Is(err, keychain.ErrTimeout) {
		t.Errorf("got %v", err)
	}
	assertHolds(t, v, account, value) // reading needs no lock
	lock.Release()
	if err := v.Set(t.Context(), account, "l", value); err != nil {
		t.Error(err)
	}
}

// The race detector watches: keys must not be wiped under a call that uses them.
func TestLockAndUnlockDuringCalls(t *testing.T) {
	path, v, p := create(t)
	account, value := add(t, v)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 20 {
				v.Lock()
				if err := v.Unlock(t.Context(), p); err != nil {
					t.Error(err)
				}
			}
		})
		all.Go(func() {
			for range 20 {
				got, err := v.Get(t.Context(), account)
				if err != nil && !errors.Is(err, keychain.ErrLocked) || err == nil && !got.Equal(value) {
					t.Errorf("Get: %v", err)
				}
				if err := v.Set(t.Context(), account, "l", value); err != nil && !errors.Is(err, keychain.ErrLocked) {
					t.Errorf("Set: %v", err)
				}
			}
		})
	}
	all.Wait()
	assertHolds(t, unlocked(t, path, p), account, value)
}
