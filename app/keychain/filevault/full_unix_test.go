//go:build unix

package filevault_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"syscall"
	"testing"

	"keytray/app/keychain/filevault"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
)

// limited runs with a limit on the length of files, so that a write stops in its
// midst as on a full disk.
func limited(v *filevault.Vault, p secret.Value) {
	ctx := context.Background()
	account, value := keychaintest.Account(), keychaintest.Random()
	must(v.Set(ctx, account, "l", value))
	limit := syscall.Rlimit{Cur: 100, Max: 100}
	must(syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit))
	for call, err := range map[string]error{
		"Set": v.Set(ctx, keychaintest.Account(), "l", value), "Delete": v.Delete(ctx, account),
		"ChangePassphrase": v.ChangePassphrase(ctx, p, passphrase()),
	} {
		if !errors.Is(err, syscall.EFBIG) {
			tell("failed", call)
		}
	}
	got, err := v.Get(ctx, account)
	must(err)
	tell(account, string(got.Reveal()))
}

func TestAWriteThatStopsInItsMidstChangesNothing(t *testing.T) {
	path, v, p := create(t)
	cmd, out := start(t, "limited", path, p)
	var account, value string
	for out.Scan() {
		before, after, _ := bytes.Cut(out.Bytes(), []byte(" "))
		if account, value = string(before), string(after); account == "failed" {
			t.Errorf("%s did not fail as it should", value)
		}
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	assertHolds(t, v, account, secret.FromString(value))
	assertHolds(t, unlocked(t, path, p), account, secret.FromString(value))
	if _, err := os.Lstat(path + ".new"); err == nil {
		t.Error("the half-written file is left")
	}
}

func TestAFullDiskOrAForbiddenFolderChangesNothing(t *testing.T) {
	for what, prevent := range map[string]func(path string) (want error){
		"disk full": func(path string) error {
			if err := os.Symlink("/dev/full", path+".new"); err != nil {
				t.Fatal(err)
			}
			return syscall.ENOSPC
		},
		"no new files": func(path string) error {
			if err := os.Mkdir(path+".new", 0o700); err != nil {
				t.Fatal(err)
			}
			return syscall.EISDIR
		},
	} {
		if _, err := os.Stat("/dev/full"); err != nil && what == "disk full" {
			continue // Linux alone has it
		}
		path, v, p := create(t)
		account, value := add(t, v)
		before := readFile(t, path)
		for call, run := range map[string]func() error{
			"Set":              func() error { return v.Set(t.Context(), "a", "l", value) },
			"Set again":        func() error { return v.Set(t.Context(), account, "l", keychaintest.Random()) },
			"Delete":           func() error { return v.Delete(t.Context(), account) },
			"Relabel":          func() error { return v.Relabel(t.Context(), account, "another") },
			"ChangePassphrase": func() error { return v.ChangePassphrase(t.Context(), p, passphrase()) },
		} {
			want := prevent(path)
			if err := run(); !errors.Is(err, want) {
				t.Errorf("%s, %s: got %v, want %v", what, call, err, want)
			}
			_ = os.Remove(path + ".new")
			if !bytes.Equal(readFile(t, path), before) {
				t.Errorf("%s, %s: the file changed", what, call)
			}
			assertHolds(t, v, account, value)
			if items, err := v.List(t.Context()); err != nil || len(items) != 1 || items[0].Label != "label of "+account {
				t.Errorf("%s, %s: %+v (%v)", what, call, items, err)
			}
		}
		fresh := filevault.Quick(path + "2")
		want := prevent(path + "2")
		if err := fresh.Create(t.Context(), p); !errors.Is(err, want) || fresh.Exists() {
			t.Errorf("%s: Create: %v", what, err)
		}
	}
}
