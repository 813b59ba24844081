package filevault_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"strings"
	"testing"

	"keytray/app/keychain"
	"keytray/app/keychain/filevault"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
)

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func writeFile(t testing.TB, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// assertRefused checks that a damaged file does not open, neither for a new handle
// nor for writing by an open one, and that it stays as it is.
func assertRefused(t *testing.T, what, path string, open *filevault.Vault, p secret.Value, want ...error) {
	t.Helper()
	is := func(err error) bool {
		for _, w := range want {
			if errors.Is(err, w) {
				return true
			}
		}
		return false
	}
	before := readFile(t, path)
	v := filevault.Quick(path)
	if err := v.Unlock(t.Context(), p); !is(err) {
		t.Errorf("%s: Unlock: %v", what, err)
	}
	if _, err := v.Get(t.Context(), "a"); !errors.Is(err, keychain.ErrLocked) {
		t.Errorf("%s: Get: %v", what, err)
	}
	if err := v.ChangePassphrase(t.Context(), p, passphrase()); !is(err) {
		t.Errorf("%s: ChangePassphrase: %v", what, err)
	}
	if err := v.Create(t.Context(), p); !errors.Is(err, filevault.ErrExists) {
		t.Errorf("%s: Create: %v", what, err)
	}
	if err := open.Set(t.Context(), "a", "l", keychaintest.Random()); !is(err) {
		t.Errorf("%s: Set by an open handle: %v", what, err)
	}
	if !bytes.Equal(readFile(t, path), before) {
		t.Errorf("%s: the file was changed", what)
	}
}

func TestEveryChangedByteIsNoticed(t *testing.T) {
	path, v, p := create(t)
	account, value := add(t, v)
	whole := readFile(t, path)
	for i := range whole {
		changed := bytes.Clone(whole)
		changed[i] ^= 1 << (i % 8)
		writeFile(t, path, changed)
		want := filevault.ErrDamaged
		if i == filevault.VersionStart || i == filevault.VersionStart+1 && binary.BigEndian.Uint16(changed[i-1:]) > 1 {
			want = filevault.ErrNewer
		}
		assertRefused(t, "a changed byte", path, v, p, want)
		if got, err := v.Get(t.Context(), account); err == nil && !got.Equal(value) {
			t.Fatalf("byte %d: Get gave another value", i)
		}
	}
	writeFile(t, path, whole)
	assertHolds(t, v, account, value)
	assertHolds(t, unlocked(t, path, p), account, value)
}

func TestAFileCutOffAnywhereIsNoticed(t *testing.T) {
	path, v, p := create(t)
	account, value := add(t, v)
	whole := readFile(t, path)
	for n := range whole {
		writeFile(t, path, whole[:n])
		assertRefused(t, "cut off", path, v, p, filevault.ErrDamaged)
	}
	for what, longer := range map[string][]byte{
		"one byte more": append(bytes.Clone(whole), 0), "twice": append(bytes.Clone(whole), whole...),
		"another file": []byte(strings.Repeat("{}\n", 500)), "zeros": make([]byte, len(whole)),
	} {
		writeFile(t, path, longer)
		assertRefused(t, what, path, v, p, filevault.ErrDamaged)
	}
	writeFile(t, path, whole)
	assertHolds(t, unlocked(t, path, p), account, value)
}

// Whoever forges a header can make its checksum right, but not what it belongs to.
func TestAForgedHeaderIsNoticed(t *testing.T) {
	path, v, p := create(t)
	add(t, v)
	whole := readFile(t, path)
	for i := filevault.VersionStart + 2; i < filevault.WrapEnd; i++ {
		forged := bytes.Clone(whole)
		forged[i] ^= 1 << (i % 8)
		filevault.Checksum(forged)
		writeFile(t, path, forged)
		if err := filevault.Quick(path).Unlock(t.Context(), p); !errors.Is(err, filevault.ErrWrongPassphrase) && !errors.Is(err, filevault.ErrDamaged) {
			t.Errorf("byte %d: %v", i, err)
		}
	}
}

func TestAForgedHeaderCannotTakeAllMemory(t *testing.T) {
	path, _, p := create(t)
	whole := readFile(t, path)
	for what, cost := range map[string][3]uint32{
		"4 TiB": {3, 1<<32 - 1, 4}, "a billion passes": {1 << 30, 64 << 10, 4}, "255 lanes": {3, 64 << 10, 255},
		"no memory": {3, 0, 4}, "8 MiB": {3, 8 << 10, 4}, "no passes": {0, 64 << 10, 4}, "no lanes": {3, 64 << 10, 0},
	} {
		forged := bytes.Clone(whole)
		at := forged[filevault.VersionStart+2:]
		binary.BigEndian.PutUint32(at, cost[0])
		binary.BigEndian.PutUint32(at[4:], cost[1])
		at[8] = byte(cost[2])
		filevault.Checksum(forged)
		writeFile(t, path, forged)
		if err := filevault.New(path).Unlock(t.Context(), p); !errors.Is(err, filevault.ErrDamaged) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestAFileTooLongIsNotRead(t *testing.T) {
	path, v, p := create(t)
	if err := os.Truncate(path, 1<<40); err != nil {
		t.Skip("this file system has no holes in files")
	}
	for call, err := range map[string]error{
		"Unlock": filevault.Quick(path).Unlock(t.Context(), p), "Set": v.Set(t.Context(), "a", "l", keychaintest.Random()),
	} {
		if !errors.Is(err, filevault.ErrDamaged) {
			t.Errorf("%s: %v", call, err)
		}
	}
}

func TestPartsOfTwoFilesDoNotMix(t *testing.T) {
	path, v, p := create(t)
	add(t, v)
	one := readFile(t, path)
	otherPath, other, _ := create(t)
	add(t, other)
	two := readFile(t, otherPath)
	for _, at := range []int{filevault.SaltEnd, filevault.WrapEnd, filevault.HeaderEnd} {
		mixed := append(bytes.Clone(one[:at]), two[at:]...)
		if at < filevault.HeaderEnd {
			filevault.Checksum(mixed)
		}
		writeFile(t, path, mixed)
		if err := filevault.Quick(path).Unlock(t.Context(), p); !errors.Is(err, filevault.ErrDamaged) && !errors.Is(err, filevault.ErrWrongPassphrase) {
			t.Errorf("at %d: %v", at, err)
		}
	}
}

func TestANewerFileIsRefusedUntouched(t *testing.T) {
	path, v, p := create(t)
	newer := readFile(t, path)[:filevault.VersionStart+2]
	binary.BigEndian.PutUint16(newer[filevault.VersionStart:], 2)
	writeFile(t, path, append(newer, "another shape"...))
	assertRefused(t, "newer", path, v, p, filevault.ErrNewer)
	for what, handle := range map[string]*filevault.Vault{"open": v, "locked": filevault.Quick(path)} {
		assertCause(t, what, handle, keychain.Missing, filevault.ErrNewer, "format 2")
	}
}

func TestAWholeCopyIsNamedButNotUsed(t *testing.T) {
	path, v, p := create(t)
	account, value := add(t, v)
	add(t, v)
	whole := readFile(t, path)
	for what, content := range map[string][]byte{"header": whole[:50], "table": whole[:len(whole)-1], "gone": nil} {
		want := filevault.ErrDamaged
		writeFile(t, path, content)
		if content == nil {
			want = keychain.ErrUnavailable
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
		_, get := v.Get(t.Context(), account)
		for call, err := range map[string]error{
			"Unlock": filevault.Quick(path).Unlock(t.Context(), p),
			"Set":    v.Set(t.Context(), "a", "l", value), "Get": get,
		} {
			if !errors.Is(err, want) || !strings.Contains(err.Error(), path+".last") {
				t.Errorf("%s, %s: %v", what, call, err)
			}
		}
		if err := filevault.Quick(path).Unlock(t.Context(), passphrase()); strings.Contains(err.Error(), ".last") {
			t.Errorf("%s: a copy that the passphrase does not open was offered: %v", what, err)
		}
		if err := filevault.Quick(path).Create(t.Context(), p); !errors.Is(err, filevault.ErrExists) {
			t.Errorf("%s: Create: %v", what, err)
		}
	}
	if err := os.Rename(path+".last", path); err != nil { // as the error says
		t.Fatal(err)
	}
	assertHolds(t, unlocked(t, path, p), account, value)
}

// What was deleted or replaced, or was sealed under an old passphrase, must not
// live on in a copy of ours, nor in what a crash left of making one.
func TestWhatIsToGoLeavesNoCopy(t *testing.T) {
	for name, drop := range map[string]func(v *filevault.Vault, account string, p secret.Value) error{
		"Delete": func(v *filevault.Vault, a string, _ secret.Value) error { return v.Delete(t.Context(), a) },
		"Set": func(v *filevault.Vault, a string, _ secret.Value) error {
			return v.Set(t.Context(), a, "l", passphrase())
		},
		"ChangePassphrase": func(v *filevault.Vault, _ string, p secret.Value) error {
			return v.ChangePassphrase(t.Context(), p, passphrase())
		},
	} {
		path, v, p := create(t)
		account, _ := add(t, v)
		add(t, v)
		for _, end := range []string{".last.next", ".last.new", ".new"} {
			writeFile(t, path+end, readFile(t, path))
		}
		if err := drop(v, account, p); err != nil {
			t.Fatal(err)
		}
		left, err := os.ReadDir(strings.TrimSuffix(path, "vault.bin"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range left {
			if file.Name() != "vault.bin" && file.Name() != "vault.bin.lock" {
				t.Errorf("%s: %s is left", name, file.Name())
			}
		}
	}
}

func TestRelabelAndNewItemsKeepACopy(t *testing.T) {
	path, v, p := create(t)
	account, value := add(t, v)
	if err := v.Relabel(t.Context(), account, "another"); err != nil {
		t.Fatal(err)
	}
	assertHolds(t, unlocked(t, path+".last", p), account, value)
}
