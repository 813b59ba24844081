package provider

import (
	"bytes"
	"unicode/utf8"
)

// isSpace tells whether a byte is a space, tab or line end.
func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// isBlank tells whether a character is one that cannot be seen: a space of any
// width, or none. Web pages and chats put them around what is copied.
func isBlank(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r',
		'\u00a0', '\u202f', '\u2007', '\u3000', // no-break and wide spaces
		'\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', // no width
		'\u200e', '\u200f', '\u2028', '\u2029': // direction marks, line ends
		return true
	}
	return '\u2000' <= r && r <= '\u200a'
}

func trim(text []byte) []byte { return bytes.TrimFunc(text, isBlank) }

// hasBlank tells whether there is a blank inside.
func hasBlank(text []byte) bool { return bytes.IndexFunc(text, isBlank) >= 0 }

// joined is a text without blanks, and without the \ that a shell wants at the
// end of a line.
func joined(text []byte) []byte {
	text = bytes.ReplaceAll(text, []byte("\\\n"), nil)
	return bytes.Map(func(r rune) rune {
		if isBlank(r) {
			return -1
		}
		return r
	}, text)
}

// hasControl tells whether a text holds what no key does: control characters,
// such as a terminal's colours, or bytes that are no text.
func hasControl(text []byte) bool {
	for i := 0; i < len(text); {
		b := text[i]
		if b < utf8.RuneSelf {
			if b < ' ' && !isSpace(b) || b == 0x7f {
				return true
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 || 0x80 <= r && r <= 0x9f {
			return true
		}
		i += n
	}
	return false
}
