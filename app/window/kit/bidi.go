package kit

import (
	"slices"
	"unicode"
)

// Fyne shapes each piece of a text in its own direction, but sets the pieces side by side
// as they are stored: "(old) key" in Hebrew comes out with its words in the wrong order and
// its brackets turned. inSight brings the pieces of one line into the order in which they
// are read, by the rules that matter for names (https://www.unicode.org/reports/tr9/: P2,
// W2 to W7, N0 to N2, I1, I2, L2 to L4); embeddings and overrides are not among them.
func inSight(text string) []string {
	runes := []rune(text)
	if leftToRight(runes) {
		return []string{text}
	}
	l := newBidi(runes)
	order := l.order()
	var all []string
	for i := 0; i < len(order); {
		n := i
		if l.rtl(order[i]) {
			for n < len(order) && l.rtl(order[n]) {
				n++
			}
			word := slices.Clone(order[i:n])
			slices.Reverse(word) // Fyne turns it again
			all = append(all, l.text(word))
		} else {
			for n < len(order) && !l.rtl(order[n]) {
				n++
			}
			all = append(all, l.text(order[i:n]))
		}
		i = n
	}
	return all
}

// way is the direction that a letter has of itself.
type way int

const (
	neutral way = iota
	ltr         // written from left to right
	rtl
	digit
)

type bidi struct {
	runes []rune
	own   []way // each has of itself
	level []int
	base  way // that of the whole line
}

func newBidi(runes []rune) *bidi {
	l := &bidi{runes: runes, own: make([]way, len(runes)), level: make([]int, len(runes)), base: ltr}
	for i, r := range runes {
		l.own[i] = wayOf(r)
		if unicode.IsMark(r) && i > 0 {
			l.own[i] = l.own[i-1]
		}
	}
	if i := slices.IndexFunc(l.own, func(w way) bool { return w == ltr || w == rtl }); i >= 0 {
		l.base = l.own[i]
	}
	all := slices.Clone(l.own)
	numbers(runes, all, l.base)
	l.brackets(all)
	l.neutrals(all)
	for i, w := range all {
		l.level[i] = levels[l.base][w]
	}
	return l
}

// levels are those of letters in a line of a direction: odd ones are turned.
var levels = map[way]map[way]int{
	ltr: {ltr: 0, rtl: 1, digit: 2},
	rtl: {ltr: 2, rtl: 1, digit: 2},
}

func wayOf(r rune) way {
	switch {
	case unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko) && !unicode.IsDigit(r):
		return rtl
	case unicode.IsLetter(r):
		return ltr
	case unicode.IsDigit(r):
		return digit
	}
	return neutral
}

// numbers gives digits after a word in Latin letters its direction, and a sign between two
// digits theirs.
func numbers(runes []rune, all []way, base way) {
	strong := base
	for i, w := range all {
		if i > 0 && i+1 < len(all) && w == neutral && all[i-1] != neutral && bothDigits(runes[i-1], runes[i+1]) && slices.Contains([]rune(".,:/-+"), runes[i]) {
			all[i] = all[i-1]
		}
		switch {
		case w == ltr || w == rtl:
			strong = w
		case w == digit && strong == ltr:
			all[i] = ltr
		}
	}
}

func bothDigits(a, b rune) bool { return unicode.IsDigit(a) && unicode.IsDigit(b) }

var closing = map[rune]rune{'(': ')', '[': ']', '{': '}', '<': '>', '«': '»', '‹': '›'}

// brackets gives both of a pair the same direction.
func (l *bidi) brackets(all []way) {
	var open []int
	for i, r := range l.runes {
		if closing[r] != 0 {
			open = append(open, i)
			continue
		}
		for n := len(open) - 1; n >= 0; n-- {
			if closing[l.runes[open[n]]] == r {
				w := l.around(all, open[n], i)
				all[open[n]], all[i] = w, w
				open = open[:n]
				break
			}
		}
	}
}

// around is the direction of a pair: that of the line if a word of it is inside, else that
// of what is inside if it goes on from before.
func (l *bidi) around(all []way, from, to int) way {
	inside := neutral
	for _, w := range all[from+1 : to] {
		if w = asWord(w); w == l.base {
			return l.base
		} else if w != neutral {
			inside = w
		}
	}
	if inside == neutral {
		return neutral
	}
	before := l.base
	for _, w := range all[:from] {
		if w = asWord(w); w != neutral {
			before = w
		}
	}
	if before == inside {
		return inside
	}
	return l.base
}

// asWord takes a number for a part of what is written from right to left.
func asWord(w way) way {
	if w == digit {
		return rtl
	}
	return w
}

// neutrals gives signs the direction of both sides, else that of the line.
func (l *bidi) neutrals(all []way) {
	for i := 0; i < len(all); i++ {
		if all[i] != neutral {
			continue
		}
		n := i
		for n < len(all) && all[n] == neutral {
			n++
		}
		before, after := l.base, l.base
		if i > 0 {
			before = asWord(all[i-1])
		}
		if n < len(all) {
			after = asWord(all[n])
		}
		w := l.base
		if before == after {
			w = before
		}
		for ; i < n; i++ {
			all[i] = w
		}
	}
}

// order is where the letters stand, from left to right.
func (l *bidi) order() []int {
	order := make([]int, len(l.runes))
	for i := range order {
		order[i] = i
	}
	for level := 2; level >= 1; level-- {
		for i := 0; i < len(order); i++ {
			n := i
			for n < len(order) && l.level[order[n]] >= level {
				n++
			}
			if n > i {
				slices.Reverse(order[i:n])
				i = n
			}
		}
	}
	return order
}

// rtl tells whether Fyne turns a letter.
func (l *bidi) rtl(i int) bool { return l.own[i] == rtl }

// text are the letters of a piece, with signs turned where all around them is.
func (l *bidi) text(piece []int) string {
	runes := make([]rune, len(piece))
	for n, i := range piece {
		runes[n] = l.runes[i]
		if l.level[i] == 1 {
			runes[n] = turned(runes[n])
		}
	}
	return string(runes)
}

func turned(r rune) rune {
	for open, end := range closing {
		switch r {
		case open:
			return end
		case end:
			return open
		}
	}
	return r
}

// leftToRight tells whether no letter is written from right to left.
func leftToRight(runes []rune) bool {
	return !slices.ContainsFunc(runes, func(r rune) bool { return r >= firstRTL && wayOf(r) == rtl })
}

// firstRTL is the first letter that is written from right to left.
const firstRTL = 0x590
