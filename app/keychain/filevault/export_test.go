package filevault

import (
	"crypto/sha256"

	"keytray/app/seal"
)

// Quick is New without the work of argon2id, for tests that unlock hundreds of times.
func Quick(path string) *Vault {
	v := New(path)
	v.derive = func(passphrase []byte, p seal.Params) ([]byte, error) {
		if err := p.Validate(); err != nil {
			return nil, err
		}
		key := sha256.Sum256(append(p.Salt[:], passphrase...))
		return key[:], nil
	}
	return v
}

// Parts of a file.
const (
	VersionStart = len(magic)
	SaltEnd      = saltEnd
	WrapEnd      = wrapEnd
	HeaderEnd    = headerEnd
)

// Checksum makes the checksum of a file's header right.
func Checksum(content []byte) {
	sum := sha256.Sum256(content[:wrapEnd])
	copy(content[wrapEnd:], sum[:])
}
