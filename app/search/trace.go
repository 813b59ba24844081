package search

import "strings"

// bytes are the places of a text that a word takes, as it fits.
func (b *body) bytes(w *spelled, how fit) (at []int) {
	switch how {
	case none:
		return nil
	case initials:
		return b.trace(w.squeezed, b.after)
	case skipping:
		return b.trace(w.squeezed, func(p uint64) uint64 { return b.after(p) | b.skip(p) })
	}
	from := b.piece(w.text, how)
	for i := range len(w.text) {
		at = append(at, from+i)
	}
	return at
}

// piece is where a word stands in one piece, as it fits.
func (b *body) piece(text string, how fit) int {
	first := strings.Index(b.s, text)
	if how == inside {
		return first
	}
	for i := first; ; {
		if b.startsAt(i) && (how != word || b.endsAt(i+len(text))) {
			return i
		}
		next := strings.Index(b.s[i+1:], text)
		if next < 0 {
			return first
		}
		i += 1 + next
	}
}

// trace goes the way of spread again, and back from its end.
func (b *body) trace(text string, step func(uint64) uint64) []int {
	sets := []uint64{b.equal(b.starts, text[0])}
	for i := 1; i < len(text); i++ {
		sets = append(sets, b.equal(step(sets[i-1]), text[i]))
	}
	at := make([]int, len(text))
	last := len(text) - 1
	if sets[last] == 0 {
		return nil
	}
	at[last] = lowest(sets[last])
	for i := last - 1; i >= 0; i-- {
		at[i] = before(sets[i], at[i+1], step)
	}
	return at
}

// before is the place nearest to the next one from which that can be reached.
func before(set uint64, next int, step func(uint64) uint64) int {
	for i := next - 1; i >= 0; i-- {
		if set>>i&1 == 1 && step(1<<i)>>next&1 == 1 {
			return i
		}
	}
	return next
}
