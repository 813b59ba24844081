package seal_test

import (
	"bytes"
	"errors"
	"testing"

	"keytray/app/seal"
)

// FuzzOpen: no bytes make Open panic, and none but sealed ones open: all that opens
// with this key is testdata/fuzz/FuzzOpen/sealed.
func FuzzOpen(f *testing.F) {
	key := counting(0, seal.KeySize)
	f.Fuzz(func(t *testing.T, sealed, aad []byte) {
		plaintext, err := seal.Open(key, sealed, aad)
		if err != nil && (!errors.Is(err, seal.ErrOpen) || plaintext != nil) {
			t.Fatalf("got %q, %v", plaintext, err)
		}
		if err == nil && string(plaintext) != "the seed" {
			t.Fatalf("bytes that nobody sealed opened as %q", plaintext)
		}
		again := seal.Seal(key, sealed, aad)
		if got, err := seal.Open(key, again, aad); err != nil || !bytes.Equal(got, sealed) {
			t.Fatalf("what was sealed did not open: %v", err)
		}
		again[len(again)-1] ^= 1
		if _, err := seal.Open(key, again, aad); !errors.Is(err, seal.ErrOpen) {
			t.Fatalf("a changed tag opened: %v", err)
		}
	})
}
