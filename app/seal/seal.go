// Package seal is the cryptography of Keytray: sealing bytes under a key, keys
// from passphrases, keys from keys, fingerprints. Where keys are kept and what
// is sealed is known elsewhere (keychain/filevault, vault).
//
// Sealed bytes are
//
//	1 byte    version, 1
//	24 bytes  nonce, random
//	n bytes   ciphertext, as long as the plaintext
//	16 bytes  tag
//
// of XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03). Its nonce is long enough
// to be drawn at random for every message under one key, so no counter has to
// survive a crash or be shared between processes.
package seal

import (
	"crypto/rand"
	"errors"
	"fmt"

	"golang.org/x/crypto/chacha20poly1305"
)

// Sizes in bytes.
const (
	KeySize  = chacha20poly1305.KeySize
	Prefix   = 1 + chacha20poly1305.NonceSizeX    // version and nonce: no two sealings have the same
	Overhead = Prefix + chacha20poly1305.Overhead // what sealing adds
)

const version = 1

// ErrOpen says that sealed bytes did not open: another key, other associated
// data, or bytes that were changed. Which of them cannot be told.
var ErrOpen = errors.New("the sealed bytes do not open with this key")

// NewKey makes a random key of KeySize bytes.
func NewKey() []byte {
	key := make([]byte, KeySize)
	_, _ = rand.Read(key) // never fails: crypto/rand ends the program instead
	return key
}

// Seal encrypts and authenticates plaintext, and authenticates aad with it. It
// panics if key is not KeySize bytes long.
func Seal(key, plaintext, aad []byte) []byte {
	a, err := chacha20poly1305.NewX(key)
	if err != nil {
		panic("seal: " + err.Error())
	}
	sealed := make([]byte, Prefix, Overhead+len(plaintext))
	sealed[0] = version
	nonce := sealed[1:Prefix]
	_, _ = rand.Read(nonce)
	return a.Seal(sealed, nonce, plaintext, aad)
}

// Open returns the plaintext of sealed bytes, or ErrOpen and nothing at all. It
// takes any bytes, as key too, and never panics.
func Open(key, sealed, aad []byte) ([]byte, error) {
	if len(sealed) < Overhead || sealed[0] != version {
		return nil, ErrOpen
	}
	a, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrOpen, err)
	}
	plaintext, err := a.Open(nil, sealed[1:Prefix], sealed[Prefix:], aad)
	if err != nil {
		return nil, ErrOpen
	}
	return plaintext, nil
}
