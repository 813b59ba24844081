package check

import (
	"bytes"

	"keytray/app/provider"
)

// mostShared is how many characters in a row a text may have in common with a
// key: prefixes are shorter, and what is longer is a part of the key.
const mostShared = 11

// Reveals tells whether a text has a key in it, or more of one than can be chance.
// Capitals do not matter.
func Reveals(text string, key []byte) bool {
	in, key := bytes.ToLower([]byte(text)), bytes.ToLower(key)
	defer clear(in)
	defer clear(key)
	if len(key) <= mostShared {
		return len(key) > 0 && bytes.Contains(in, key)
	}
	for i := 0; i+mostShared < len(key); i++ {
		if bytes.Contains(in, key[i:i+mostShared+1]) {
			return true
		}
	}
	return false
}

// AccountIsKey tells whether what was given as the account would carry a key: the
// one that is asked about, or another. An account can be in the address of the
// request.
func AccountIsKey(account string, key []byte) bool {
	return Reveals(account, key) || provider.New().IsKey(account)
}
