package filevault_test

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"keytray/app/keychain"
	"keytray/app/keychain/filevault"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
)

func passphrase() secret.Value {
	b := make([]byte, 8)
	_, _ = rand.Read(b)
	return secret.FromString("pass " + hex.EncodeToString(b))
}

// create makes a vault without the work of argon2id.
func create(t testing.TB) (path string, v *filevault.Vault, p secret.Value) {
	t.Helper()
	path, p = filepath.Join(t.TempDir(), "data", "vault.bin"), passphrase()
	v = filevault.Quick(path)
	if err := v.Create(context.Background(), p); err != nil {
		t.Fatal(err)
	}
	return path, v, p
}

func unlocked(t testing.TB, path string, p secret.Value) *filevault.Vault {
	t.Helper()
	v := filevault.Quick(path)
	if err := v.Unlock(context.Background(), p); err != nil {
		t.Fatal(err)
	}
	return v
}

func add(t testing.TB, v *filevault.Vault) (account string, value secret.Value) {
	t.Helper()
	account, value = keychaintest.Account(), keychaintest.Random()
	if err := v.Set(context.Background(), account, "label of "+account, value); err != nil {
		t.Fatal(err)
	}
	return account, value
}

func assertHolds(t testing.TB, v *filevault.Vault, account string, want secret.Value) {
	t.Helper()
	got, err := v.Get(context.Background(), account)
	if err != nil || !got.Equal(want) {
		t.Errorf("%s holds %d bytes (%v), want %d others", account, got.Len(), err, want.Len())
	}
}

// assertAll checks that every call but Status ends with an error.
func assertAll(t *testing.T, v *filevault.Vault, want error) {
	t.Helper()
	_, get := v.Get(t.Context(), "a")
	_, list := v.List(t.Context())
	for call, err := range map[string]error{
		"Get": get, "List": list,
		"Set":     v.Set(t.Context(), "a", "l", keychaintest.Random()),
		"Delete":  v.Delete(t.Context(), "a"),
		"Relabel": v.Relabel(t.Context(), "a", "l"),
	} {
		if !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", call, err, want)
		}
	}
}

func assertStatus(t *testing.T, v *filevault.Vault, want keychain.State) {
	t.Helper()
	if got := v.Status(t.Context()); got != (keychain.Status{Name: "Encrypted file", State: want}) {
		t.Errorf("got %+v, want %s", got, want)
	}
}

// assertCause is assertStatus for a state that is told with its cause.
func assertCause(t *testing.T, what string, v *filevault.Vault, want keychain.State, is error, says string) {
	t.Helper()
	got := v.Status(t.Context())
	if got.State != want || !errors.Is(got.Cause, is) || !strings.Contains(got.Cause.Error(), says) {
		t.Errorf("%s: got %s because %v, want %s because %v", what, got.State, got.Cause, want, is)
	}
}

func TestTheFileKeepsTheContract(t *testing.T) {
	_, v, _ := create(t)
	keychaintest.Run(t, v)
}

func TestWithTheRealArgon2id(t *testing.T) {
	path, first, second := filepath.Join(t.TempDir(), "vault.bin"), passphrase(), passphrase()
	v := filevault.New(path)
	if err := v.Create(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	account, value := add(t, v)
	again := filevault.New(path)
	if err := again.Unlock(t.Context(), second); !errors.Is(err, filevault.ErrWrongPassphrase) {
		t.Errorf("a wrong passphrase: %v", err)
	}
	if err := again.Unlock(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	assertHolds(t, again, account, value)
	if err := again.ChangePassphrase(t.Context(), first, second); err != nil {
		t.Fatal(err)
	}
	assertHolds(t, again, account, value)
	assertCause(t, "a changed passphrase", v, keychain.Locked, keychain.ErrLocked, "its passphrase was changed elsewhere")
}

func TestWithoutAFileThereIsNoKeychain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	v := filevault.Quick(filepath.Join(dir, "vault.bin"))
	if v.Exists() {
		t.Error("it exists")
	}
	assertStatus(t, v, keychain.Missing)
	assertAll(t, v, keychain.ErrUnavailable)
	for call, err := range map[string]error{
		"Unlock":           v.Unlock(t.Context(), passphrase()),
		"ChangePassphrase": v.ChangePassphrase(t.Context(), passphrase(), passphrase()),
	} {
		if !errors.Is(err, keychain.ErrUnavailable) {
			t.Errorf("%s: %v", call, err)
		}
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("something was made: %v", err)
	}
}

func TestALockedVaultTellsNothing(t *testing.T) {
	path, v, p := create(t)
	account, value := add(t, v)
	v.Lock()
	for _, locked := range []*filevault.Vault{v, filevault.Quick(path)} {
		assertStatus(t, locked, keychain.Locked)
		assertAll(t, locked, keychain.ErrLocked)
	}
	if err := v.Unlock(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	assertStatus(t, v, keychain.OK)
	assertHolds(t, v, account, value)
}

func TestAWrongPassphraseOpensNothingAndLocksNothing(t *testing.T) {
	path, v, p := create(t)
	account, value := add(t, v)
	other := filevault.Quick(path)
	for _, wrong := range []secret.Value{{}, passphrase(), secret.FromString(string(p.Reveal()) + " "), secret.New(p.Reveal()[1:])} {
		for _, handle := range []*filevault.Vault{v, other} {
			if err := handle.Unlock(t.Context(), wrong); !errors.Is(err, filevault.ErrWrongPassphrase) {
				t.Errorf("Unlock: %v", err)
			}
			if err := handle.ChangePassphrase(t.Context(), wrong, passphrase()); !errors.Is(err, filevault.ErrWrongPassphrase) {
				t.Errorf("ChangePassphrase: %v", err)
			}
		}
	}
	assertAll(t, other, keychain.ErrLocked)
	assertHolds(t, v, account, value)
	assertHolds(t, unlocked(t, path, p), account, value)
}

func TestPassphrasesThatWillNotDo(t *testing.T) {
	path, v, p := create(t)
	for what, c := range map[string]struct {
		passphrase string
		want       error
	}{
		"none":                       {"", filevault.ErrWeak},
		"7 characters":               {"sieben7", filevault.ErrWeak},
		"7 characters in 14 bytes":   {"üüüüüüü", filevault.ErrWeak},
		"8 characters beyond ASCII":  {"größe äß", nil},
		"1,024 bytes":                {strings.Repeat("p", 1024), nil},
		"1,025 bytes":                {strings.Repeat("p", 1025), filevault.ErrPassphrase},
		"bytes that are not a text":  {"12345678\xff", filevault.ErrPassphrase},
		"a zero byte among the text": {"1234\x005678", filevault.ErrPassphrase},
		"a tab":                      {"1234\t5678", filevault.ErrPassphrase},
		"the end of a line":          {"12345678\n", filevault.ErrPassphrase},
		"a control of Latin-1":       {"12345678\u0085", filevault.ErrPassphrase},
		"8 spaces":                   {strings.Repeat(" ", 8), filevault.ErrPassphrase},
		"spaces of several kinds":    {strings.Repeat(" \u00a0\u2003", 4), filevault.ErrPassphrase},
		"7 spaces":                   {strings.Repeat(" ", 7), filevault.ErrWeak},
		"one letter among spaces":    {"    a   ", nil},
	} {
		next := secret.FromString(c.passphrase)
		fresh := filevault.Quick(filepath.Join(t.TempDir(), "vault.bin"))
		if err := fresh.Create(t.Context(), next); !errors.Is(err, c.want) || fresh.Exists() != (c.want == nil) {
			t.Errorf("%s: Create: %v", what, err)
		}
		if err := v.ChangePassphrase(t.Context(), p, next); !errors.Is(err, c.want) {
			t.Errorf("%s: ChangePassphrase: %v", what, err)
		} else if err == nil {
			p = next
		}
	}
	unlocked(t, path, p)
}

func TestCreateNeverReplacesAFile(t *testing.T) {
	path, v, p := create(t)
	account, value := add(t, v)
	for range 2 {
		if err := filevault.Quick(path).Create(t.Context(), passphrase()); !errors.Is(err, filevault.ErrExists) {
			t.Errorf("got %v", err)
		}
	}
	assertHolds(t, unlocked(t, path, p), account, value)
	// Two that create at once: one wins.
	path = filepath.Join(t.TempDir(), "vault.bin")
	var all sync.WaitGroup
	won := make(chan secret.Value, 8)
	for range cap(won) {
		all.Go(func() {
			p := passphrase()
			switch err := filevault.Quick(path).Create(t.Context(), p); {
			case err == nil:
				won <- p
			case !errors.Is(err, filevault.ErrExists):
				t.Error(err)
			}
		})
	}
	all.Wait()
	if len(won) != 1 {
		t.Fatalf("%d won", len(won))
	}
	unlocked(t, path, <-won)
}

func TestNothingIsReadableWithoutThePassphrase(t *testing.T) {
	path, v, p := create(t)
	account, value := add(t, v)
	add(t, v)
	for _, file := range []string{path, path + ".last"} {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, hidden := range []string{account, "label of", string(value.Reveal()), string(p.Reveal())} {
			if strings.Contains(string(content), hidden) {
				t.Errorf("%s can be read in %s", hidden, filepath.Base(file))
			}
		}
		info, err := os.Stat(file)
		if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("mode %v (%v)", info.Mode(), err)
		}
	}
}

func TestReplacingOneItemLeavesTheOthersAlone(t *testing.T) {
	path, v, p := create(t)
	var accounts []string
	for i := range 20 {
		account := fmt.Sprintf("%d.%d", i%7, i)
		accounts = append(accounts, account)
		if err := v.Set(t.Context(), account, "first", secret.FromString(account)); err != nil {
			t.Fatal(err)
		}
	}
	before, err := v.List(t.Context())
	if err != nil || len(before) != len(accounts) {
		t.Fatalf("%d items (%v)", len(before), err)
	}
	if err := v.Set(t.Context(), accounts[3], "second", secret.FromString("another")); err != nil {
		t.Fatal(err)
	}
	after, _ := unlocked(t, path, p).List(t.Context())
	for i, was := range before {
		if was.Account == accounts[3] {
			was.Label = "second"
		}
		if after[i] != was {
			t.Errorf("%+v became %+v", was, after[i])
		}
	}
	for i, account := range accounts {
		want := account
		if i == 3 {
			want = "another"
		}
		assertHolds(t, v, account, secret.FromString(want))
	}
}

func TestNamesTooLongAreRefused(t *testing.T) {
	path, v, p := create(t)
	longest, longer := strings.Repeat("n", 1024), strings.Repeat("n", 1025)
	if err := v.Set(t.Context(), longest, longest, keychaintest.Random()); err != nil {
		t.Error(err)
	}
	for call, err := range map[string]error{
		"account": v.Set(t.Context(), longer, "l", keychaintest.Random()),
		"label":   v.Set(t.Context(), "a", longer, keychaintest.Random()),
		"relabel": v.Relabel(t.Context(), longest, longer),
	} {
		if err == nil {
			t.Errorf("%s: not refused", call)
		}
	}
	if items, err := unlocked(t, path, p).List(t.Context()); err != nil || len(items) != 1 {
		t.Errorf("%d items (%v)", len(items), err)
	}
}

func TestAnEmptyValueAndAnEmptyNameAreKept(t *testing.T) {
	path, v, p := create(t)
	if err := v.Set(t.Context(), "", "", secret.Value{}); err != nil {
		t.Fatal(err)
	}
	assertHolds(t, unlocked(t, path, p), "", secret.FromString(""))
}
