package filevault

import (
	"bytes"
	"errors"
	"testing"

	"keytray/app/seal"
)

// seedKey opens the header in the seed corpus; it stands for the passphrase's key.
var seedKey = bytes.Repeat([]byte{'k'}, seal.KeySize)

// FuzzFile: no file makes reading panic, and none but the whole ones in the seed
// corpus open.
func FuzzFile(f *testing.F) {
	f.Fuzz(func(t *testing.T, content []byte) {
		h, err := parseHeader(content)
		if err != nil {
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) {
				t.Fatal(err)
			}
			return
		}
		if h.params.Validate() != nil || !bytes.Equal(h.raw, content[:headerEnd]) {
			t.Fatalf("header %+v", h)
		}
		master, err := h.master(seedKey)
		if err != nil {
			if !errors.Is(err, ErrWrongPassphrase) {
				t.Fatal(err)
			}
			return
		}
		s := session{header: h, keys: keysOf(master)}
		switch err := s.load(content); {
		case err != nil && !errors.Is(err, ErrDamaged):
			t.Fatal(err)
		case err == nil && (len(s.table.items) != 1 || s.mark != markOf(content)):
			t.Fatalf("a table that nobody sealed: %+v", s.table)
		}
	})
}

// FuzzTable: what comes after authentication. No bytes make it panic, and what it
// takes has that one form.
func FuzzTable(f *testing.F) {
	f.Fuzz(func(t *testing.T, content []byte) {
		got, err := parseTable(content)
		if err != nil {
			if !errors.Is(err, ErrDamaged) || got.items != nil {
				t.Fatal(err)
			}
			return
		}
		if !bytes.Equal(got.encode(), content) {
			t.Fatalf("%+v has two forms", got)
		}
		for i, it := range got.items {
			if at, found := got.find(it.account); !found || at != i {
				t.Fatalf("%q is not found", it.account)
			}
		}
	})
}
