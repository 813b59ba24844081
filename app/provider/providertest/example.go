// Package providertest makes keys of every kind for tests, so that none stands
// in the repository: a scanner for leaked keys would find it, and so would
// somebody who looks for one.
package providertest

import (
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"keytray/app/provider"
)

const (
	digits = "0123456789"
	lower  = "abcdefghijklmnopqrstuvwxyz"
	upper  = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	base62 = digits + upper + lower
)

// alphabets are what a template may ask for: <b62:36> is 36 letters and digits.
var alphabets = map[string]string{
	"b62":   base62,
	"hex":   "0123456789abcdef",
	"HEX":   "0123456789ABCDEF",
	"b64u":  base62 + "_-",
	"b64":   base62 + "+/",
	"dig":   digits,
	"alpha": upper + lower,
	"lo32":  lower + "234567",
	"lo36":  digits + lower,
	"up32":  upper + "234567",
	"up36":  digits + upper,
	"w":     base62 + "_",
}

var slot = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`<([A-Za-z0-9]+):([0-9]+)>`) })

// Example fills in a template of the catalogue at random. It panics at what it
// does not know.
func Example(template string, r *rand.Rand) string {
	return slot().ReplaceAllStringFunc(template, func(s string) string {
		part := slot().FindStringSubmatch(s)
		n, err := strconv.Atoi(part[2])
		if err != nil {
			panic(err)
		}
		if part[1] == "uuid" {
			h := func(n int) string { return random(alphabets["hex"], n, r) }
			return fmt.Sprintf("%s-%s-4%s-a%s-%s", h(8), h(4), h(3), h(3), h(12))
		}
		alphabet, ok := alphabets[part[1]]
		if !ok {
			panic("providertest: no alphabet " + part[1])
		}
		return random(alphabet, n, r)
	})
}

func random(alphabet string, n int, r *rand.Rand) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[r.IntN(len(alphabet))]
	}
	return string(b)
}

// Key is an example of a kind whose checksum, if it has one, is right.
func Key(k provider.Kind, r *rand.Rand) string {
	key := Example(k.Example, r)
	switch k.Checksum {
	case "github-crc32":
		if at := strings.IndexByte(key, '_') + 1; len(key) == at+36 {
			return key[:at+30] + Sum(key[at:at+30], base62, 6)
		}
	case "gitlab-routable":
		if strings.Count(key, ".") == 2 {
			return key[:len(key)-7] + Sum(key[:len(key)-7], digits+lower, 7)
		}
	}
	return key
}

// Sum is the CRC32 (IEEE) of a text in the given digits, at least so many.
func Sum(text, digits string, places int) string {
	var out []byte
	for sum := crc32.ChecksumIEEE([]byte(text)); sum > 0; sum /= uint32(len(digits)) {
		out = append([]byte{digits[sum%uint32(len(digits))]}, out...)
	}
	return strings.Repeat(digits[:1], max(0, places-len(out))) + string(out)
}
