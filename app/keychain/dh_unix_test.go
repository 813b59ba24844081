//go:build !windows && !darwin

package keychain

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"math/big"
	"slices"
	"testing"
)

// otherSide works out the key the long way: RFC 5869 with a salt of zeros and
// the first block of output only.
func otherSide(x, y, p *big.Int) []byte {
	z := new(big.Int).Exp(y, x, p)
	padded := append(make([]byte, 128-len(z.Bytes())), z.Bytes()...)
	extract := hmac.New(sha256.New, make([]byte, 32))
	extract.Write(padded)
	expand := hmac.New(sha256.New, extract.Sum(nil))
	expand.Write([]byte{1})
	return expand.Sum(nil)[:16]
}

func sameCipher(t *testing.T, got cipher.Block, key []byte) bool {
	t.Helper()
	want, err := aes.NewCipher(key)
	if err != nil {
		t.Fatal(err)
	}
	a, b := make([]byte, 16), make([]byte, 16)
	got.Encrypt(a, a)
	want.Encrypt(b, b)
	return bytes.Equal(a, b)
}

func TestTheGroupIsASafePrimeOf1024Bits(t *testing.T) {
	q := new(big.Int).Rsh(group, 1)
	if group.BitLen() != 1024 || !group.ProbablyPrime(20) || !q.ProbablyPrime(20) {
		t.Error("it is not")
	}
}

func TestBothSidesGetTheSameKey(t *testing.T) {
	ambiguous := false // a shared secret that begins with a zero: not everybody counts it
	for i := 0; i < 20 || !ambiguous && i < 5000; i++ {
		ours := newKeyPair()
		theirs, err := rand.Int(rand.Reader, group)
		if err != nil {
			t.Fatal(err)
		}
		public := new(big.Int).Exp(big.NewInt(2), theirs, group)
		short := len(new(big.Int).Exp(ours.public, theirs, group).Bytes()) < 128
		if n := len(ours.offer()); n != 128 {
			t.Fatalf("the public key is sent in %d bytes", n)
		}
		key := otherSide(theirs, new(big.Int).SetBytes(ours.offer()), group)
		got, err := ours.agree(public.Bytes()) // without leading zeros, as gnome-keyring sends it
		if short != errors.Is(err, errAmbiguous) || !short && err != nil {
			t.Fatalf("begins with a zero: %v, %v", short, err)
		}
		if ambiguous = ambiguous || short; short {
			continue
		}
		if !sameCipher(t, got, key) {
			t.Fatal("the keys differ")
		}
		if slices.ContainsFunc(ours.private.Bits(), func(w big.Word) bool { return w != 0 }) {
			t.Fatal("the private key is still there")
		}
	}
	if !ambiguous {
		t.Error("no shared secret began with a zero")
	}
}

func TestPublicKeysThatGiveTheSecretAwayAreRefused(t *testing.T) {
	one := big.NewInt(1)
	for name, y := range map[string][]byte{
		"empty":   nil,
		"zero":    make([]byte, 128),
		"one":     one.FillBytes(make([]byte, 128)),
		"p - 1":   new(big.Int).Sub(group, one).Bytes(),
		"p":       group.Bytes(),
		"p + 2":   new(big.Int).Add(group, big.NewInt(2)).Bytes(),
		"too big": bytes.Repeat([]byte{7}, 4096),
	} {
		if _, err := newKeyPair().agree(y); !errors.Is(err, errPublicKey) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, y := range map[string][]byte{"two": {2}, "p - 2": new(big.Int).Sub(group, big.NewInt(2)).Bytes()} {
		if _, err := newKeyPair().agree(y); errors.Is(err, errPublicKey) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func testBlock(t *testing.T) cipher.Block {
	t.Helper()
	b, err := aes.NewCipher([]byte("0123456789abcdef"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestValuesOfEveryLengthSurviveTheCipher(t *testing.T) {
	b := testBlock(t)
	seen := map[string]bool{}
	for n := range 70 {
		value := bytes.Repeat([]byte{'v'}, n)
		iv, sealed := encrypt(b, value)
		if len(sealed)%16 != 0 || len(sealed) <= n || len(iv) != 16 || seen[string(iv)] {
			t.Fatalf("%d bytes: sealed in %d, IV of %d, used before: %v", n, len(sealed), len(iv), seen[string(iv)])
		}
		seen[string(iv)] = true
		if n >= 16 && bytes.Contains(sealed, value[:16]) {
			t.Fatal("the value is in clear")
		}
		got, err := decrypt(b, iv, sealed)
		if err != nil || !bytes.Equal(got, value) {
			t.Fatalf("%d bytes: got %q, %v", n, got, err)
		}
	}
}

func TestWhatIsNotProperlySealedIsRefused(t *testing.T) {
	b := testBlock(t)
	iv := make([]byte, 16)
	cbc := func(padded ...byte) []byte {
		out := make([]byte, len(padded))
		cipher.NewCBCEncrypter(b, iv).CryptBlocks(out, padded)
		return out
	}
	block := func(tail ...byte) []byte { return append(bytes.Repeat([]byte{'x'}, 16-len(tail)), tail...) }
	for name, c := range map[string]struct{ iv, sealed []byte }{
		"nothing":            {iv, nil},
		"half a block":       {iv, make([]byte, 8)},
		"a block and a half": {iv, make([]byte, 24)},
		"no IV":              {nil, cbc(block(1)...)},
		"short IV":           {iv[:15], cbc(block(1)...)},
		"long IV":            {make([]byte, 17), cbc(block(1)...)},
		"padding 0":          {iv, cbc(block(0)...)},
		"padding 17":         {iv, cbc(block(17)...)},
		"padding 255":        {iv, cbc(block(255)...)},
		"uneven padding":     {iv, cbc(block(3, 2, 3)...)},
	} {
		if got, err := decrypt(b, c.iv, c.sealed); err == nil {
			t.Errorf("%s: got %q", name, got)
		}
	}
	if got, err := decrypt(b, iv, cbc(bytes.Repeat([]byte{16}, 16)...)); err != nil || len(got) != 0 {
		t.Errorf("an empty value: %q, %v", got, err)
	}
}
