package seal_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"testing"

	"keytray/app/seal"
)

// counting is n bytes that count up.
func counting(from byte, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = from + byte(i)
	}
	return b
}

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The test vector of draft-irtf-cfrg-xchacha-03, appendix A.3.1.
func TestSealedBytesAreXChaCha20Poly1305(t *testing.T) {
	aad := unhex(t, "50515253c0c1c2c3c4c5c6c7")
	sealed := append([]byte{1}, counting(0x40, 24)...)
	for _, line := range []string{
		"bd6d179d3e83d43b9576579493c0e939", "572a1700252bfaccbed2902c21396cbb",
		"731c7f1b0b4aa6440bf3a82f4eda7e39", "ae64c6708c54c216cb96b72e1213b452",
		"2f8c9ba40db5d945b11b69b982c1bb9e", "3f3fac2bc369488f76b2383565d3fff9",
		"21f9664c97637da9768812f615c68b13", "b52e",
		"c0875924c1c7987947deafd8780acf49", // the tag
	} {
		sealed = append(sealed, unhex(t, line)...)
	}
	want := "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
	got, err := seal.Open(counting(0x80, seal.KeySize), sealed, aad)
	if err != nil || string(got) != want {
		t.Errorf("got %q (%v)", got, err)
	}
}

func TestWhatWasSealedOpens(t *testing.T) {
	key := seal.NewKey()
	for _, n := range []int{0, 1, 31, 64, 4096, 1 << 20} {
		plaintext := counting(byte(n), n)
		sealed := seal.Seal(key, plaintext, []byte("name"))
		if len(sealed) != n+seal.Overhead {
			t.Errorf("%d bytes became %d", n, len(sealed))
		}
		if n > 16 && bytes.Contains(sealed, plaintext[:16]) {
			t.Error("the plaintext shows")
		}
		got, err := seal.Open(key, sealed, []byte("name"))
		if err != nil || !bytes.Equal(got, plaintext) {
			t.Errorf("%d bytes did not come back (%v)", n, err)
		}
	}
}

func TestNoTwoSealingsAreAlike(t *testing.T) {
	key, seen := seal.NewKey(), map[string]bool{}
	for range 1000 {
		seen[string(seal.Seal(key, []byte("x"), nil)[:seal.Prefix])] = true
	}
	if len(seen) != 1000 {
		t.Errorf("only %d of 1000 nonces differ", len(seen))
	}
}

func TestNothingElseOpens(t *testing.T) {
	key, plaintext, aad := seal.NewKey(), []byte("plaintext"), []byte("name")
	sealed := seal.Seal(key, plaintext, aad)
	refuse := func(what string, key, sealed, aad []byte) {
		t.Helper()
		if got, err := seal.Open(key, sealed, aad); !errors.Is(err, seal.ErrOpen) || got != nil {
			t.Errorf("%s: got %q, %v", what, got, err)
		}
	}
	refuse("another key", seal.NewKey(), sealed, aad)
	refuse("no key", nil, sealed, aad)
	refuse("a short key", key[:31], sealed, aad)
	refuse("other associated data", key, sealed, []byte("other"))
	refuse("no associated data", key, sealed, nil)
	refuse("one byte more", key, append(bytes.Clone(sealed), 0), aad)
	for n := range sealed {
		refuse("cut off", key, sealed[:n], aad)
	}
	for bit := range len(sealed) * 8 {
		changed := bytes.Clone(sealed)
		changed[bit/8] ^= 1 << (bit % 8)
		refuse("one bit changed", key, changed, aad)
	}
}
