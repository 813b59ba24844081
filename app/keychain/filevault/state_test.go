package filevault_test

import (
	"os"
	"strings"
	"testing"

	"keytray/app/keychain"
	"keytray/app/keychain/filevault"
)

// A file that no passphrase can open is not a locked one.
func TestAFileThatCannotBeOpenedIsMissingWithACause(t *testing.T) {
	path, open, _ := create(t)
	add(t, open)
	whole := readFile(t, path)
	for what, content := range map[string][]byte{
		"nothing in it": nil, "another file": []byte(strings.Repeat("{}\n", 500)),
		"cut off": whole[:100], "changed": append([]byte("K"), whole[1:]...),
	} {
		writeFile(t, path, content)
		for _, v := range []*filevault.Vault{open, filevault.Quick(path)} {
			assertCause(t, what, v, keychain.Missing, filevault.ErrDamaged, path+".last")
		}
	}
	if err := os.Remove(path + ".last"); err != nil {
		t.Fatal(err)
	}
	for _, v := range []*filevault.Vault{open, filevault.Quick(path)} {
		if cause := v.Status(t.Context()).Cause; strings.Contains(cause.Error(), ".last") {
			t.Errorf("a copy that is not there is offered: %v", cause)
		}
	}
	writeFile(t, path, whole)
	assertStatus(t, open, keychain.OK)
	assertStatus(t, filevault.Quick(path), keychain.Locked)
	if err := os.Truncate(path, 1<<40); err == nil {
		assertCause(t, "too long", filevault.Quick(path), keychain.Missing, filevault.ErrDamaged, "64 MiB")
	}
}

func TestAFolderInThePlaceOfTheFileIsMissing(t *testing.T) {
	path, _, _ := create(t)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	assertCause(t, "a folder", filevault.Quick(path), keychain.Missing, filevault.ErrDamaged, "not a file")
}

func TestAFileThatIsGoneNamesItsCopy(t *testing.T) {
	path, open, _ := create(t)
	add(t, open)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	for _, v := range []*filevault.Vault{open, filevault.Quick(path)} {
		assertCause(t, "gone", v, keychain.Missing, keychain.ErrUnavailable, path+".last")
	}
	if err := os.Remove(path + ".last"); err != nil {
		t.Fatal(err)
	}
	for _, v := range []*filevault.Vault{open, filevault.Quick(path)} {
		assertStatus(t, v, keychain.Missing)
	}
}
