package win32

import (
	"errors"
	"unicode/utf16"
	"unicode/utf8"
)

var errNoText = errors.New("the value is not a text that the clipboard can hold")

// units is how many UTF-16 units a text takes on the clipboard, with the NUL
// that ends it. A NUL inside would end it too early, and what is not UTF-8 would
// arrive as something else: both are errors.
func units(text []byte) (int, error) {
	n := 1
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if r == 0 || r == utf8.RuneError && size <= 1 {
			return 0, errNoText
		}
		n += utf16.RuneLen(r)
		text = text[size:]
	}
	return n, nil
}

// encode writes a text and its NUL. It makes no copy of its own: to is the
// clipboard's memory, and has the size that units told.
func encode(to []uint16, text []byte) {
	to = to[:0]
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		to = utf16.AppendRune(to, r)
		text = text[size:]
	}
	_ = append(to, 0)
}

// decode returns what stands before the first NUL, as UTF-8. The caller wipes
// it; there is no other copy.
func decode(from []uint16) []byte {
	for i, u := range from {
		if u == 0 {
			from = from[:i]
			break
		}
	}
	text := make([]byte, 0, 3*len(from)) // never grows: that would leave a copy behind
	for i := 0; i < len(from); i++ {
		r := rune(from[i])
		if utf16.IsSurrogate(r) {
			next := rune(0)
			if i+1 < len(from) {
				next = rune(from[i+1])
			}
			if r = utf16.DecodeRune(r, next); r != utf8.RuneError {
				i++
			}
		}
		text = utf8.AppendRune(text, r)
	}
	return text
}
