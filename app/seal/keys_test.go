package seal_test

import (
	"bytes"
	"encoding/hex"
	"testing"

	"keytray/app/seal"
)

// The expected key is what the reference implementation says
// (github.com/P-H-C/phc-winner-argon2): argon2 abcdefghijklmnop -id -t 3 -k 65536 -p 4 -l 32 -r
func TestDeriveIsArgon2id(t *testing.T) {
	p := seal.Default()
	copy(p.Salt[:], "abcdefghijklmnop")
	got, err := seal.Derive([]byte("correct horse battery staple"), p)
	if err != nil {
		t.Fatal(err)
	}
	if want := unhex(t, "66b54989764e7304fe1a830cc616eda4"+"195c1104a7e12af5d29b04dc6bf11728"); !bytes.Equal(got, want) {
		t.Errorf("got %x", got)
	}
}

func TestDefaultsAreInBoundsAndNeverTwiceTheSame(t *testing.T) {
	p := seal.Default()
	if err := p.Validate(); err != nil {
		t.Error(err)
	}
	if p == seal.Default() {
		t.Error("the salt is not random")
	}
}

func TestCostsOutOfBoundsAreRefused(t *testing.T) {
	for what, change := range map[string]func(*seal.Params){
		"no passes":           func(p *seal.Params) { p.Time = 0 },
		"21 passes":           func(p *seal.Params) { p.Time = 21 },
		"under 64 MiB":        func(p *seal.Params) { p.Memory = 64<<10 - 1 },
		"over 1 GiB":          func(p *seal.Params) { p.Memory = 1<<20 + 1 },
		"all memory there is": func(p *seal.Params) { p.Memory = 1<<32 - 1 },
		"no lanes":            func(p *seal.Params) { p.Threads = 0 },
		"17 lanes":            func(p *seal.Params) { p.Threads = 17 },
		"the zero Params":     func(p *seal.Params) { *p = seal.Params{} },
	} {
		p := seal.Default()
		change(&p)
		if p.Validate() == nil {
			t.Errorf("%s: Validate did not refuse", what)
		}
		if key, err := seal.Derive(nil, p); err == nil || key != nil {
			t.Errorf("%s: Derive did not refuse", what)
		}
	}
	for _, p := range []seal.Params{{Time: 1, Memory: 64 << 10, Threads: 1}, {Time: 20, Memory: 1 << 20, Threads: 16}} {
		if err := p.Validate(); err != nil {
			t.Error(err)
		}
	}
}

// HKDF-Expand for one block is HMAC(key, purpose || 0x01); computed with Python's hmac.
func TestSubkeysDifferByPurposeAndKey(t *testing.T) {
	key := counting(0, seal.KeySize)
	sub := seal.Subkey(key, "purpose")
	if got := hex.EncodeToString(sub); got != "f8376940d73135b5192c4ce1f82fb835"+"766e29d5459e4026f9b544f103fb72e4" {
		t.Errorf("got %s", got)
	}
	if bytes.Equal(sub, seal.Subkey(key, "another")) || bytes.Equal(sub, seal.Subkey(seal.NewKey(), "purpose")) {
		t.Error("two subkeys are the same")
	}
}

// Fingerprints are stored: what they are must never change.
func TestAFingerprintStaysTheSame(t *testing.T) {
	key := counting(0, seal.KeySize)
	if got := seal.Fingerprint(key, []byte("value")); got != "H8560bThT_rZX6tF7552VQ" { // computed with Python's hmac
		t.Errorf("got %s", got)
	}
}

func TestFingerprintsTellValuesAndKeysApart(t *testing.T) {
	key, seen := seal.NewKey(), map[string]bool{}
	for _, value := range []string{"", "a", "b", "ab", "a\x00", "\x00a"} {
		seen[seal.Fingerprint(key, []byte(value))] = true
		seen[seal.Fingerprint(seal.NewKey(), []byte(value))] = true
	}
	if len(seen) != 12 {
		t.Errorf("%d of 12 fingerprints differ", len(seen))
	}
}
