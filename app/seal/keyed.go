package seal

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
)

// Subkey makes a key of KeySize bytes for one purpose of a random key (HKDF-Expand
// with SHA-256, RFC 5869; section 3.3 allows to skip Extract for such a key).
func Subkey(key []byte, purpose string) []byte {
	sub, err := hkdf.Expand(sha256.New, key, purpose, KeySize)
	if err != nil {
		panic("seal: " + err.Error())
	}
	return sub
}

// fingerprintSize is 128 bits: enough that no two of a person's keys ever meet,
// and nothing to guess with, since without the key it is noise.
const fingerprintSize = 16

// Fingerprint recognises a value without keeping it: HMAC-SHA256 under key, cut to
// 16 bytes, as 22 letters of base64url. Equal values have equal fingerprints.
func Fingerprint(key, value []byte) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("keytray fingerprint v1\x00")) // so that no other use of the key gives the same
	mac.Write(value)
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:fingerprintSize])
}
