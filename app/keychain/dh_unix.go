//go:build !windows && !darwin

package keychain

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"math/big"
)

// The key agreement of the Secret Service API ("Transfer of Secrets",
// dh-ietf1024-sha256-aes128-cbc-pkcs7): Diffie-Hellman in the second Oakley
// group, RFC 2409 section 6.2, and the AES key from the shared secret by HKDF
// with SHA-256, null salt and no info.
const (
	groupLen   = 128 // bytes
	privateLen = 32  // bytes; twice the strength that the group has is enough
)

var (
	group, _ = new(big.Int).SetString("FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD1"+
		"29024E088A67CC74020BBEA63B139B22514A08798E3404DD"+
		"EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245"+
		"E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"+
		"EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381"+
		"FFFFFFFFFFFFFFFF", 16)
	generator = big.NewInt(2)
)

var (
	errPublicKey = errors.New("a public key outside the group")
	errAmbiguous = errors.New("a shared secret that begins with a zero")
)

// keyPair is our side of one key agreement.
type keyPair struct{ private, public *big.Int }

// newKeyPair makes one. KWallet takes a public key for a signed number and drops
// 0xFF at its beginning: such keys are not used.
func newKeyPair() *keyPair {
	b := make([]byte, privateLen)
	defer clear(b)
	for {
		_, _ = rand.Read(b) // never fails
		x := new(big.Int).SetBytes(b)
		k := &keyPair{x, new(big.Int).Exp(generator, x, group)}
		if k.offer()[0] != 0xff {
			return k
		}
	}
}

// offer is the public key as it is sent: of full length, since some services
// take no other.
func (k *keyPair) offer() []byte { return k.public.FillBytes(make([]byte, groupLen)) }

// agree makes the cipher from the other side's public key. Keys that would
// leave the shared secret to be guessed are refused: 0, 1 and p-1.
func (k *keyPair) agree(public []byte) (cipher.Block, error) {
	y, one := new(big.Int).SetBytes(public), big.NewInt(1)
	if y.Cmp(one) <= 0 || y.Cmp(new(big.Int).Sub(group, one)) >= 0 {
		return nil, errPublicKey
	}
	z := new(big.Int).Exp(y, k.private, group)
	shared := z.FillBytes(make([]byte, groupLen))
	wipe(z)
	wipe(k.private)
	defer clear(shared)
	if shared[0] == 0 { // KWallet drops zeros there and gets another key than everybody else: one in 256
		return nil, errAmbiguous
	}
	key, err := hkdf.Key(sha256.New, shared, nil, "", aes.BlockSize)
	if err != nil {
		return nil, err
	}
	defer clear(key)
	return aes.NewCipher(key)
}

func wipe(x *big.Int) { clear(x.Bits()) }
