package provider

import "bytes"

// shortestInside is the length from which a word inside a text is looked at.
const shortestInside = 16

// holdsKey tells whether a key of a known form is only a part of a value: of a
// link, a line of a program, a table.
func (c *Catalogue) holdsKey(value []byte) bool {
	for _, inKey := range []func(rune) bool{isTokenRune, isWordRune} {
		for _, part := range bytes.FieldsFunc(value, func(r rune) bool { return !inKey(r) }) {
			if len(part) >= shortestInside && len(part) < len(value) && c.known(part) {
				return true
			}
		}
	}
	return false
}

func isWordRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-' || r == '.'
}

func isTokenRune(r rune) bool { return isWordRune(r) || r == '+' || r == '/' || r == '=' }
