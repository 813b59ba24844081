package provider

import (
	"bytes"
	"unicode/utf8"
)

// Passwords are for password managers. What looks like one is asked about, so
// it must be hard to take a key for it: 16 random letters and digits never are.
const (
	longestPassword = 40
	longestSimple   = 16
)

// isPassword tells whether a word of no known form looks like a password.
func isPassword(word []byte) bool {
	n := utf8.RuneCount(word)
	if n > longestPassword || bytes.Contains(word, []byte("://")) {
		return false
	}
	if bytes.IndexFunc(word, isPunctuation) >= 0 {
		return true
	}
	if n >= longestSimple {
		return false
	}
	small := bytes.ToLower(word)
	for _, part := range []string{"passw", "pa55", "qwert", "asdf", "letmein", "welcome", "iloveyou", "admin", "hunter"} {
		if bytes.Contains(small, []byte(part)) {
			return true
		}
	}
	return isWordAndNumber(word)
}

// isPunctuation tells whether keys do not have a character and passwords do.
func isPunctuation(r rune) bool {
	return r >= utf8.RuneSelf || r > ' ' && !isAlphanumeric(byte(r)) && bytes.IndexByte([]byte("_-.+/=~:,;|"), byte(r)) < 0
}

// isWordAndNumber tells whether a text is like Summer2024: letters of one case
// but for the first, and at most four digits. Random text of eight characters
// is so once in some thousand times; digits of hexadecimal are left alone.
func isWordAndNumber(text []byte) bool {
	word := bytes.TrimRight(text, "0123456789")
	if len(text)-len(word) > 4 || len(word) < 4 {
		return false
	}
	hex := true
	for i, b := range word {
		small := 'a' <= b && b <= 'z'
		if !small && (i > 0 || b < 'A' || b > 'Z') {
			return false
		}
		hex = hex && b <= 'f'
	}
	return !hex
}

// isPassphrase tells whether a text is some words, as passphrases are.
func isPassphrase(text []byte) bool {
	return utf8.RuneCount(text) <= 2*longestPassword && bytes.IndexFunc(text, func(r rune) bool {
		return !isBlank(r) && !isPunctuation(r) && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-'
	}) < 0
}
