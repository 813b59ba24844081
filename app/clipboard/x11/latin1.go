//go:build !windows && !darwin

package x11

import "unicode/utf8"

// isLatin1 tells whether a text can be the STRING of ICCCM 2.6.2: ISO Latin-1,
// with tab and newline as the only control characters.
func isLatin1(text []byte) bool {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			return false
		case r == '\t' || r == '\n' || ' ' <= r && r <= '~' || 0xa0 <= r && r <= 0xff:
			i += n
		default:
			return false
		}
	}
	return true
}

// toLatin1 converts a text for which isLatin1 holds.
func toLatin1(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		out = append(out, byte(r))
		i += n
	}
	return out
}
