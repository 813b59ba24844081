package search

import (
	"unicode"
	"unicode/utf8"
)

// folded is a text as it is compared: small letters without accents, in normal
// width, with single spaces.
type folded struct {
	text   []byte
	starts places // of words
	at     []int  // the rune of the original that each byte comes from; nil if nobody asked
}

// places is a set of small numbers.
type places []uint64

func (p places) has(i int) bool { return i>>6 < len(p) && p[i>>6]>>(i&63)&1 == 1 }

func (p *places) add(i int) {
	for i>>6 >= len(*p) {
		*p = append(*p, 0)
	}
	(*p)[i>>6] |= 1 << (i & 63)
}

// class is what a rune is to the words around it.
type class byte

const (
	space class = iota
	sign
	small
	capital
	digit
	sole // a word by itself: scripts that are written without spaces
)

func classOf(r rune) class {
	switch {
	case r >= 'a' && r <= 'z':
		return small
	case r >= 'A' && r <= 'Z':
		return capital
	case r >= '0' && r <= '9':
		return digit
	case r < utf8.RuneSelf && r != ' ' && (r < '\t' || r > '\r'):
		return sign
	case unicode.IsSpace(r):
		return space
	case unicode.IsUpper(r):
		return capital
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
		return sole
	case unicode.IsLetter(r):
		return small
	case unicode.IsNumber(r):
		return digit
	}
	return sign
}

// starts tells whether a rune begins a word after another one.
func starts(before, c class) bool {
	switch {
	case c == space:
		return false
	case before == space || c == sole:
		return true
	case c == sign:
		return false
	case before == sign || before == sole:
		return true
	}
	return before == small && c == capital || (before == digit) != (c == digit)
}

// spelling is how letters with two dots and their like are folded.
type spelling bool

const (
	bare   spelling = false // ü is u
	german spelling = true  // ü is ue, as one types it where there is no key for it
)

// fold makes a text comparable. Mapped, it also keeps where each byte is from.
func fold(s string, how spelling, mapped bool) folded {
	f := folded{text: make([]byte, 0, len(s))}
	f.fold(s, how, mapped)
	return f
}

// fold is the same in the memory of a text before.
func (f *folded) fold(s string, how spelling, mapped bool) {
	f.text, f.starts, f.at = f.text[:0], f.starts[:0], f.at[:0]
	before, beforeThat := space, space
	capitalAt := 0 // the last capital letter, which may begin a word after all: the S in HTTPServer
	n := -1
	for _, r := range s {
		n++
		c := classOf(r)
		if c == space && before == space || unseen(r) {
			continue
		}
		i := len(f.text)
		f.add(r, c, how)
		for mapped && len(f.at) < len(f.text) {
			f.at = append(f.at, n)
		}
		if starts(before, c) {
			f.starts.add(i)
		} else if c == small && before == capital && beforeThat == capital {
			f.starts.add(capitalAt)
		}
		if c == capital {
			capitalAt = i
		}
		before, beforeThat = c, before
	}
	if before == space && len(f.text) > 0 {
		f.text = f.text[:len(f.text)-1]
	}
}

// unseen tells what is no letter of its own: an accent, or a mark of layout.
func unseen(r rune) bool {
	return r >= utf8.RuneSelf && unicode.In(r, unicode.Mn, unicode.Cf)
}

// add folds one rune.
func (f *folded) add(r rune, c class, how spelling) {
	switch {
	case c == space:
		f.text = append(f.text, ' ')
	case r >= utf8.RuneSelf:
		one, more := foldRune(r, how)
		if more != "" {
			f.text = append(f.text, more...)
			return
		}
		f.text = utf8.AppendRune(f.text, one)
	case c == capital:
		f.text = append(f.text, byte(r)+'a'-'A')
	default:
		f.text = append(f.text, byte(r))
	}
}
