//go:build !windows && !darwin

package keychain

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
)

var errSealed = errors.New("the value cannot be decrypted")

// encrypt returns the IV and the encrypted value: AES-128 in CBC mode, padded
// as PKCS#7 (RFC 5652 section 6.3) says.
func encrypt(block cipher.Block, value []byte) (iv, sealed []byte) {
	pad := aes.BlockSize - len(value)%aes.BlockSize
	sealed = make([]byte, len(value)+pad)
	for i := copy(sealed, value); i < len(sealed); i++ {
		sealed[i] = byte(pad)
	}
	iv = make([]byte, aes.BlockSize)
	_, _ = rand.Read(iv) // never fails
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(sealed, sealed)
	return iv, sealed
}

// decrypt turns sealed into the value, in place: the caller wipes sealed.
func decrypt(block cipher.Block, iv, sealed []byte) ([]byte, error) {
	if len(iv) != aes.BlockSize || len(sealed) == 0 || len(sealed)%aes.BlockSize != 0 {
		return nil, errSealed
	}
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(sealed, sealed)
	pad := int(sealed[len(sealed)-1])
	if pad == 0 || pad > aes.BlockSize {
		return nil, errSealed
	}
	value := sealed[:len(sealed)-pad]
	for _, b := range sealed[len(value):] {
		if int(b) != pad {
			return nil, errSealed
		}
	}
	return value, nil
}
