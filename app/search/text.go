package search

import (
	"math/bits"
	"slices"
	"strings"
)

// body is one text of a key, ready to be searched.
type body struct {
	s      string
	starts uint64   // of words, in the first 64 bytes
	more   []uint64 // and in the rest
	has    letters
	begins letters // of words
	kind   kind
	german *body // the same with umlauts spelled out, where there are any
}

// kind says in which ways a text may fit.
type kind byte

const (
	label kind = iota // a name: in every way
	plain             // by words, and from three letters on anywhere
	prose             // by the beginning of words
)

func newBody(s string, k kind) body { return (&folded{}).body(s, k) }

// body makes a text ready, in memory that is used again.
func (f *folded) body(s string, k kind) body {
	b := f.spelled(s, bare, k)
	if hasUmlaut(s) {
		g := f.spelled(s, german, k)
		b.german = &g
	}
	return b
}

func (f *folded) spelled(s string, how spelling, k kind) body {
	f.fold(s, how, false)
	b := body{s: string(f.text), kind: k}
	for i, c := range f.text {
		l := letterOf(c)
		b.has |= l
		if f.starts.has(i) {
			b.begins |= l
		}
	}
	if len(f.starts) > 0 {
		b.starts = f.starts[0]
	}
	if len(f.starts) > 1 {
		b.more = slices.Clone(f.starts[1:])
	}
	return b
}

func (b *body) startsAt(i int) bool {
	if i < 64 {
		return b.starts>>i&1 == 1
	}
	return i>>6-1 < len(b.more) && b.more[i>>6-1]>>(i&63)&1 == 1
}

// endsAt tells whether a word ends before i.
func (b *body) endsAt(i int) bool {
	return i == len(b.s) || b.startsAt(i) || !isWord(b.s[i])
}

func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0x80
}

// letters is a set of bytes, some of which share a place: a text can only fit if
// it has all the letters of the word.
type letters uint64

func letterOf(c byte) letters {
	switch {
	case c >= 'a' && c <= 'z':
		return 1 << (c - 'a')
	case c >= '0' && c <= '9':
		return 1 << (26 + c - '0')
	case c == ' ':
		return 0
	case c < 0x80:
		return 1 << (36 + c&7)
	}
	return 1 << (44 + c%20)
}

func lettersOf(s string) (l letters) {
	for i := range len(s) {
		l |= letterOf(s[i])
	}
	return l
}

// squeezed is a word without signs, open-ai as openai; "" for one that cannot be
// spread over a text: a letter, or what has signs for their own sake.
func squeezed(s string) string {
	if !isWord(s[0]) || strings.ContainsFunc(s, func(r rune) bool { return r < 0x80 && !isWord(byte(r)) && !strings.ContainsRune("-_.", r) }) {
		return ""
	}
	short := strings.NewReplacer("-", "", "_", "", ".", "").Replace(s)
	if short == s && len(s) == 1 {
		return ""
	}
	return short
}

// lowest is the number of the lowest bit.
func lowest(set uint64) int { return bits.TrailingZeros64(set) }
