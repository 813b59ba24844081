package provider

import (
	"bytes"
	"hash/crc32"
)

// Checksums that keys carry in their last characters.
const (
	// GitHub: 30 characters and the CRC32 of them in base 62, six digits. npm
	// took it over.
	// https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/
	// names the algorithm; the order of the digits and what is summed up are as
	// in https://github.com/therootcompany/base62-token.js.
	githubCRC32 = "github-crc32"
	// GitLab: the CRC32 of all that is before it in base 36, seven digits.
	// gitlab-org/gitlab lib/authn/token_field/generator/routable_token.rb
	gitlabRoutable = "gitlab-routable"
)

const (
	digits36 = "0123456789abcdefghijklmnopqrstuvwxyz"
	digits62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)

// mistyped tells whether a value carries a checksum that is wrong. Where there
// is none, or one that nobody here knows, it is not.
func mistyped(checksum string, value []byte) bool {
	switch checksum {
	case githubCRC32:
		at := bytes.IndexByte(value, '_') + 1
		if body := value[at:]; at > 0 && len(body) == 36 && bytes.IndexByte(body, '_') < 0 {
			return !isSum(body[30:], body[:30], digits62)
		}
	case gitlabRoutable:
		// glpat-<payload>.<version, 2>.<length of the payload, 2><sum, 7>. An older
		// form has one dot less; how it is summed up is not known here.
		if n := len(value) - 7; n > 0 && bytes.Count(value, []byte{'.'}) == 2 {
			return !isSum(value[n:], value[:n], digits36)
		}
	}
	return false
}

// isSum tells whether text is the CRC32 (IEEE) of a part, in the given digits.
func isSum(text, part []byte, digits string) bool {
	sum, base := crc32.ChecksumIEEE(part), uint32(len(digits))
	for i := len(text) - 1; i >= 0; i-- {
		if text[i] != digits[sum%base] {
			return false
		}
		sum /= base
	}
	return sum == 0
}
