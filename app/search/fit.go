package search

import "strings"

// fit is how well a word fits a text, best first.
type fit byte

const (
	unknown   fit = iota
	whole         // it is the text
	firstWord     // it is the first word
	start         // the text begins with it
	word          // it is a word of the text
	wordStart     // a word begins with it
	initials      // its letters are the beginnings of words
	inside        // it is somewhere in it
	skipping      // as initials, with letters left out
	none
)

// shortestInside is how many letters it takes to look inside words: "gh" is in "through",
// and nobody means that. shortestSkipping is how many it takes to leave letters out, for
// the same reason: "tag" is in "that goes".
const shortestInside, shortestSkipping = 3, 4

// fits is the best way in which one of the spellings of a word fits one of the text.
func (b *body) fits(t *term) fit {
	best := none
	for i := range t.words {
		best = min(best, b.fitsWord(t, &t.words[i]))
	}
	if b.german != nil {
		best = min(best, b.german.fits(t))
	}
	return best
}

func (b *body) fitsWord(t *term, w *spelled) fit {
	if w.letters&^b.has != 0 || b.kind == prose && letterOf(w.text[0])&^b.begins != 0 {
		return none
	}
	best := none
	if w.signs&^b.has == 0 {
		best = b.contains(w.text, t.count >= shortestInside)
	}
	if b.kind == label && best > initials && !t.quoted && w.squeezed != "" {
		if spread := b.spread(w.squeezed); spread == initials || t.count >= shortestSkipping {
			best = min(best, spread)
		}
	}
	return best
}

// contains looks for a word in one piece.
func (b *body) contains(text string, anywhere bool) fit {
	best := none
	for from := 0; from < len(b.s); {
		i := strings.Index(b.s[from:], text)
		if i < 0 {
			break
		}
		i += from
		from = i + 1
		switch {
		case !b.startsAt(i):
			if anywhere && b.kind != prose {
				best = min(best, inside)
			}
			continue
		case b.kind == prose:
			return wordStart
		case i == 0 && len(text) == len(b.s):
			return whole
		case i == 0 && b.endsAt(len(text)):
			return firstWord
		case i == 0:
			return start
		case b.endsAt(i + len(text)):
			return word
		}
		best = wordStart
	}
	return best
}
