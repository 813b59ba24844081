package vault_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"keytray/app/files"
	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
	"keytray/app/vault"
)

var now = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func nowFunc() time.Time { return now }

type fixture struct {
	*vault.Vault
	dir    string
	store  *keychaintest.Memory
	file   *keychaintest.Memory
	target vault.Holder
	clock  time.Time
}

func open(t *testing.T) *fixture {
	t.Helper()
	f := &fixture{dir: filepath.Join(t.TempDir(), "keytray"), store: keychaintest.New(), file: keychaintest.New(), target: vault.InKeychain, clock: now}
	f.Vault = f.again()
	return f
}

// again opens the same files and keychain as another process would.
func (f *fixture) again() *vault.Vault {
	return vault.New(vault.Params{
		Dir: f.dir, Store: f.store, File: f.file, Target: func() vault.Holder { return f.target },
		Now: func() time.Time { return f.clock },
	})
}

func (f *fixture) add(t *testing.T, name string) (vault.Key, secret.Value) {
	t.Helper()
	value := keychaintest.Random()
	k, err := f.Add(t.Context(), vault.Key{Name: name, Provider: "openai"}, vault.Version{Created: now}, value)
	if err != nil {
		t.Fatal(err)
	}
	return k, value
}

func (f *fixture) index(t *testing.T) vault.Index {
	t.Helper()
	x, err := f.again().Index(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// items are the keychain's, without the key for fingerprints.
func (f *fixture) items() []string {
	return slices.DeleteFunc(f.store.Accounts(), func(account string) bool { return account == vault.FingerprintItem })
}

func (f *fixture) assertValue(t *testing.T, id string, want secret.Value) {
	t.Helper()
	got, err := f.again().Value(t.Context(), id)
	if err != nil || !got.Equal(want) {
		t.Errorf("the value is not what was stored (%v)", err)
	}
}

func TestAnAddedKeyIsThereForTheNextProcess(t *testing.T) {
	f := open(t)
	k, value := f.add(t, "chat-app")
	f.assertValue(t, k.ID, value)
	if got := f.items(); !slices.Equal(got, []string{k.ID + ".1"}) {
		t.Errorf("keychain items: %v", got)
	}
	found, err := f.index(t).Find("chat-app", vault.Live)
	if err != nil || found.ID != k.ID || found.Versions[0].State != vault.Current {
		t.Errorf("got %+v, %v", found, err)
	}
}

func TestTheFilesArePrivateAndHoldNoValue(t *testing.T) {
	f := open(t)
	k, value := f.add(t, "chat-app")
	if _, err := f.Rotate(t.Context(), k.ID, vault.Version{Created: now}, keychaintest.Random()); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(f.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, _ := d.Info()
		want := os.FileMode(0o600)
		if d.IsDir() {
			want = 0o700
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has mode %o, want %o", path, info.Mode().Perm(), want)
		}
		if !d.IsDir() {
			content, _ := os.ReadFile(path)
			if strings.Contains(string(content), string(value.Reveal())) {
				t.Errorf("%s holds the value", path)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestRotationKeepsTheOldValueUntilItIsRevoked(t *testing.T) {
	f := open(t)
	k, old := f.add(t, "chat-app")
	fresh := keychaintest.Random()
	if _, err := f.Rotate(t.Context(), k.ID, vault.Version{Created: now}, old); !errors.Is(err, vault.ErrSameValue) {
		t.Errorf("rotating to the same value: %v", err)
	}
	if _, err := f.Expose(t.Context(), k.ID, vault.Exposure{Note: "pushed to a repository"}); err != nil {
		t.Fatal(err)
	}
	k, err := f.Rotate(t.Context(), k.ID, vault.Version{Created: now}, fresh)
	if err != nil {
		t.Fatal(err)
	}
	f.assertValue(t, k.ID, fresh)
	if k.Previous() != 1 || !k.Exposed.At.IsZero() {
		t.Errorf("%d previous values, exposed %v", k.Previous(), k.Exposed)
	}
	if got, err := f.store.Get(t.Context(), k.ID+".1"); err != nil || !got.Equal(old) {
		t.Errorf("the old value is gone before it was revoked: %v", err)
	}
	if k, err = f.Revoke(t.Context(), k.ID); err != nil || k.Previous() != 0 {
		t.Errorf("revoke: %v, %d previous", err, k.Previous())
	}
	if got := f.items(); !slices.Equal(got, []string{k.ID + ".2"}) {
		t.Errorf("keychain items after revoke: %v", got)
	}
	if _, err := f.Revoke(t.Context(), k.ID); !errors.Is(err, vault.ErrNoPrevious) {
		t.Errorf("revoking twice: %v", err)
	}
}

func TestADeletedKeyStaysInTheBinFor30Days(t *testing.T) {
	f := open(t)
	k, value := f.add(t, "chat-app")
	if _, err := f.Bin(t.Context(), k.ID); err != nil {
		t.Fatal(err)
	}
	var missing *vault.NotFoundError
	if _, err := f.index(t).Find("chat-app", vault.Live); !errors.As(err, &missing) {
		t.Errorf("a deleted key is found: %v", err)
	}
	f.add(t, "chat-app")
	var taken *vault.DuplicateError
	if _, err := f.Restore(t.Context(), k.ID); !errors.As(err, &taken) {
		t.Errorf("restored beside a key of the same name: %v", err)
	}
	if _, err := f.Edit(t.Context(), k.ID, func(k *vault.Key, _ *vault.Version) error { k.Name = "old"; return nil }); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Restore(t.Context(), k.ID); err != nil {
		t.Fatal(err)
	}
	f.assertValue(t, k.ID, value)
	if _, err := f.Bin(t.Context(), k.ID); err != nil {
		t.Fatal(err)
	}
	f.clock = now.Add(30*24*time.Hour - time.Minute)
	if done, err := f.Repair(t.Context()); err != nil || len(done) != 0 {
		t.Errorf("emptied too early: %v, %v", done, err)
	}
	f.clock = now.Add(30 * 24 * time.Hour)
	if _, err := f.Repair(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(f.index(t).Keys) != 1 || slices.Contains(f.items(), k.ID+".1") {
		t.Error("entry or value outlived the bin")
	}
}

func TestBadInputStoresNothing(t *testing.T) {
	f := open(t)
	f.add(t, "Chat-App")
	ok := keychaintest.Random()
	for name, c := range map[string]struct {
		key   vault.Key
		value secret.Value
	}{
		"an empty value":                   {vault.Key{Name: "n"}, secret.Value{}},
		"a value of white space":           {vault.Key{Name: "n"}, secret.FromString(" \n")},
		"over 1 MiB":                       {vault.Key{Name: "n"}, secret.FromString(strings.Repeat("k", vault.MaxValue+1))},
		"a value that is not text":         {vault.Key{Name: "n"}, secret.FromString("ab\xff")},
		"a value with a zero byte":         {vault.Key{Name: "n"}, secret.FromString("ab\x00c")},
		"an empty name":                    {vault.Key{Name: ""}, ok},
		"a name of spaces":                 {vault.Key{Name: "   "}, ok},
		"a name of 500 characters":         {vault.Key{Name: strings.Repeat("n", 500)}, ok},
		"a control character in the name":  {vault.Key{Name: "a\x07b"}, ok},
		"a line break in the name":         {vault.Key{Name: "a\nb"}, ok},
		"text turned around":               {vault.Key{Name: "a\u202eb"}, ok},
		"a name taken in other case":       {vault.Key{Name: "chat-app"}, ok},
		"a variable that cannot be one":    {vault.Key{Name: "n", Env: "1 KEY"}, ok},
		"a tag of nothing":                 {vault.Key{Name: "n", Tags: []string{" "}}, ok},
		"a place with a control character": {vault.Key{Name: "n", UsedBy: []vault.Place{{Location: "a\x1b[2J"}}}, ok},
	} {
		if _, err := f.Add(t.Context(), c.key, vault.Version{Created: now}, c.value); err == nil {
			t.Errorf("%s was stored", name)
		}
	}
	if len(f.index(t).Keys) != 1 || len(f.items()) != 1 {
		t.Errorf("left behind: %v", f.items())
	}
}

func TestLinesInsideAValueAreKept(t *testing.T) {
	f := open(t)
	value := secret.FromString("first\nsecond\r\nthird")
	k, err := f.Add(t.Context(), vault.Key{Name: "pem"}, vault.Version{Created: now}, value)
	if err != nil {
		t.Fatal(err)
	}
	f.assertValue(t, k.ID, value)
}

func TestKeysAreFoundByNameIDAndPrefix(t *testing.T) {
	f := open(t)
	chat, _ := f.add(t, "chat-app")
	f.add(t, "chat-app-2")
	f.add(t, "Obsidian notes")
	x := f.index(t)
	for _, given := range []string{"chat-app", "CHAT-APP", chat.ID, strings.ToUpper(chat.ID), chat.ID[:6], " chat-app "} {
		if k, err := x.Find(given, vault.Live); err != nil || k.ID != chat.ID {
			t.Errorf("%q finds %q, %v", given, k.Name, err)
		}
	}
	if k, err := x.Find("obs", vault.Live); err != nil || k.Name != "Obsidian notes" {
		t.Errorf("a prefix finds %q, %v", k.Name, err)
	}
	var ambiguous *vault.AmbiguousError
	if _, err := x.Find("chat", vault.Live); !errors.As(err, &ambiguous) || len(ambiguous.Names) != 2 {
		t.Errorf("an ambiguous prefix: %v", err)
	}
	var missing *vault.NotFoundError
	for _, given := range []string{"nobody", "", chat.ID[:5]} {
		if _, err := x.Find(given, vault.Live); !errors.As(err, &missing) {
			t.Errorf("%q: %v", given, err)
		}
	}
}

func TestManyWritersLoseNothing(t *testing.T) {
	f := open(t)
	var all sync.WaitGroup
	for w := range 4 {
		other := f.again()
		all.Go(func() {
			for i := range 10 {
				name := string(rune('a'+w)) + "-" + string(rune('a'+i))
				if _, err := other.Add(t.Context(), vault.Key{Name: name}, vault.Version{Created: now}, keychaintest.Random()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if n, items := len(f.index(t).Keys), len(f.items()); n != 40 || items != 40 {
		t.Errorf("%d entries and %d items, want 40", n, items)
	}
	events, err := f.History("")
	if err != nil || len(events) != 40 {
		t.Errorf("%d events (%v), want 40", len(events), err)
	}
}

func TestOneOfTwoWithTheSameNameIsRefused(t *testing.T) {
	f := open(t)
	var all sync.WaitGroup
	errs := make([]error, 4)
	for i := range errs {
		other := f.again()
		all.Go(func() {
			_, errs[i] = other.Add(context.Background(), vault.Key{Name: "same"}, vault.Version{Created: now}, keychaintest.Random())
		})
	}
	all.Wait()
	refused := 0
	for _, err := range errs {
		var taken *vault.DuplicateError
		if errors.As(err, &taken) {
			refused++
		} else if err != nil {
			t.Error(err)
		}
	}
	if refused != 3 || len(f.items()) != 1 {
		t.Errorf("%d refused, items %v", refused, f.items())
	}
}

func TestWatchSeesChangesOfAnotherProcess(t *testing.T) {
	f := open(t)
	seen := make(chan struct{}, 16)
	if err := files.Watch(t.Context(), func(string) { seen <- struct{}{} }, f.IndexFile()); err != nil {
		t.Fatal(err)
	}
	if _, err := f.again().Add(t.Context(), vault.Key{Name: "n"}, vault.Version{Created: now}, keychaintest.Random()); err != nil {
		t.Fatal(err)
	}
	select {
	case <-seen:
	case <-time.After(10 * time.Second):
		t.Fatal("the change was not seen")
	}
}

func TestHistorySurvivesATornLine(t *testing.T) {
	f := open(t)
	k, _ := f.add(t, "chat-app")
	path := filepath.Join(f.dir, "history.jsonl")
	h, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = h.WriteString(`{"at":"2026-11-21T12:00:00Z","ev`)
	_ = h.Close()
	if err := f.Copied(t.Context(), k.ID, false); err != nil {
		t.Fatal(err)
	}
	events, err := f.History(k.ID)
	if err != nil || len(events) != 2 || events[0].What != "added" || events[1].What != "copied" {
		t.Errorf("got %+v, %v", events, err)
	}
}

func TestTheIndexIsPlainJSON(t *testing.T) {
	f := open(t)
	f.add(t, "chat-app")
	content, err := os.ReadFile(filepath.Join(f.dir, "index.json"))
	if err != nil {
		t.Fatal(err)
	}
	var x struct {
		Schema int
		Keys   []struct{ Name string }
	}
	if err := json.Unmarshal(content, &x); err != nil || x.Schema != 4 || x.Keys[0].Name != "chat-app" {
		t.Errorf("%v: %s", err, content)
	}
}

var errKeychain = map[string]error{"locked": keychain.ErrLocked, "dismissed": keychain.ErrDismissed}

func TestALockedKeychainLeavesNothingBehind(t *testing.T) {
	for name, cause := range errKeychain {
		f := open(t)
		f.store.Fail(func(op, _ string) error {
			if op == "status" {
				return nil
			}
			return cause
		})
		if _, err := f.Add(t.Context(), vault.Key{Name: "n"}, vault.Version{Created: now}, keychaintest.Random()); !errors.Is(err, cause) {
			t.Errorf("%s: %v", name, err)
		}
		if len(f.index(t).Keys) != 0 || len(f.items()) != 0 {
			t.Errorf("%s: an entry or an item is left", name)
		}
	}
}

func TestWithoutAKeychainNothingIsWritten(t *testing.T) {
	f := open(t)
	f.store.Fail(func(string, string) error { return keychain.ErrUnavailable })
	if _, err := f.Add(t.Context(), vault.Key{Name: "n"}, vault.Version{Created: now}, keychaintest.Random()); !errors.Is(err, keychain.ErrUnavailable) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(filepath.Join(f.dir, "index.json")); !errors.Is(err, os.ErrNotExist) {
		t.Error("an index was written")
	}
}

func TestKeysOfOneNameInTheBinAreToldApartByID(t *testing.T) {
	f := open(t)
	for range 2 {
		k, _ := f.add(t, "same")
		if _, err := f.Bin(t.Context(), k.ID); err != nil {
			t.Fatal(err)
		}
	}
	x := f.index(t)
	var several *vault.AmbiguousError
	if _, err := x.Find("same", vault.Binned); !errors.As(err, &several) || !strings.Contains(several.Names[0], x.Keys[0].ID) {
		t.Errorf("got %v", err)
	}
	if k, err := x.Find(x.Keys[1].ID, vault.Binned); err != nil || k.ID != x.Keys[1].ID {
		t.Errorf("by ID: %v", err)
	}
}
