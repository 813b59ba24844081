package search

// Letters of one word may be spread over a text, but only as people shorten:
// each piece begins a word, at most one word is left out between two pieces, and
// inside a word at most one letter at a time. So "oaik" is OPENAI_API_KEY and "gh"
// is GitHub, and neither is in "through". Each rule looks at two neighbours alone:
// what fits a word fits its beginning too, so typing on never brings hits back.

// spreadIn is how much of a text is looked at: one bit for each byte.
const spreadIn = 64

// spread looks for a word whose letters are spread over the text.
func (b *body) spread(text string) fit {
	if letterOf(text[0])&^b.begins != 0 {
		return none
	}
	tight := b.equal(b.starts, text[0])
	loose := tight
	for i := 1; i < len(text) && loose != 0; i++ {
		tight = b.equal(b.after(tight), text[i])
		loose = b.equal(b.after(loose)|b.skip(loose), text[i])
	}
	switch {
	case tight != 0:
		return initials
	case loose != 0:
		return skipping
	}
	return none
}

// equal keeps the places at which the text has c.
func (b *body) equal(places uint64, c byte) (kept uint64) {
	for set := places; set != 0; set &= set - 1 {
		i := lowest(set)
		if i >= len(b.s) {
			break
		}
		if b.s[i] == c {
			kept |= 1 << i
		}
	}
	return kept
}

// after is where the next letter may stand: next to the last, or at the
// beginning of one of the next two words.
func (b *body) after(places uint64) uint64 {
	next := places << 1
	for set := places; set != 0; set &= set - 1 {
		later := b.starts &^ (1<<(lowest(set)+1) - 1)
		next |= later & -later
		later &= later - 1
		next |= later & -later
	}
	return next
}

// skip is where it may stand if one letter of the same word is left out. In
// scripts that take several bytes for a letter none is.
func (b *body) skip(places uint64) uint64 {
	var skipped uint64
	for set := places; set != 0; set &= set - 1 {
		i := lowest(set) + 1
		if i+1 < len(b.s) && i+1 < spreadIn && b.inWord(i) && b.inWord(i+1) {
			skipped |= 1 << (i + 1)
		}
	}
	return skipped
}

// inWord tells whether i goes on a word of plain letters.
func (b *body) inWord(i int) bool {
	return b.s[i] < 0x80 && isWord(b.s[i]) && !b.startsAt(i)
}
