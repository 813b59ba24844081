package provider

import (
	"slices"
	"strings"
)

// BelongsElsewhere tells whether a value is a key of other providers than the
// one of an ID, and of which: also one that was cut off, has a space inside or
// a character too many or too few. It is asked before a value is sent to the
// provider of that ID. Providers that the person added are never the answer,
// and a key that fits the pattern of one belongs to it.
func (c *Catalogue) BelongsElsewhere(value []byte, id string) (Provider, bool) {
	whole := trim(value)
	if len(whole) == 0 || len(whole) > longestKey {
		return Provider{}, false
	}
	for _, text := range append([][]byte{whole, joined(whole)}, words(whole)...) {
		text, _, _ = c.peel(text)
		if len(text) == 0 {
			continue
		}
		if all := strong(c.forms(text)); len(all) > 0 && !c.isOwn(text, id) {
			return best(all, id)
		}
	}
	text, _, _ := c.peel(joined(whole))
	if len(text) == 0 || c.isOwn(text, id) {
		return Provider{}, false
	}
	if all := c.nearly(text); len(all) > 0 {
		return best(all, id)
	}
	all, _, _ := New().begun(text, hints{})
	return foreign(all, id)
}

// isOwn tells whether a value has the form that a person gave to an own
// provider of this ID.
func (c *Catalogue) isOwn(value []byte, id string) bool {
	return slices.ContainsFunc(c.forms(value), func(f *form) bool { return f.provider.Own && f.provider.ID == id })
}

// best is the best provider of forms unless one of them is of an ID.
func best(all []*form, id string) (Provider, bool) {
	return foreign(rank(matches(all), hints{}), id)
}

// foreign is the first built-in provider of matches unless one of them is of an ID.
func foreign(all []Match, id string) (Provider, bool) {
	if slices.ContainsFunc(all, func(m Match) bool { return m.Provider.ID == id }) {
		return Provider{}, false
	}
	i := slices.IndexFunc(all, func(m Match) bool { return !m.Provider.Own })
	if i < 0 {
		return Provider{}, false
	}
	return all[i].Provider, true
}

// nearly are the built-in forms that a value would have but for one character:
// the
// nearest. It looks at all forms: the character may be
// the first.
func (c *Catalogue) nearly(value []byte) []*form {
	var all []*form
	longest := 0
	for i := range 256 {
		for _, f := range builtinIndex().started[i] {
			n := f.nearness(value)
			if n == 0 || n < longest {
				continue
			}
			if n > longest {
				longest, all = n, nil
			}
			all = append(all, f)
		}
	}
	if len(all) > 0 {
		return all
	}
	for _, f := range builtinIndex().loose {
		if f.kind.Strength == Unique && f.losesOne(value) {
			all = append(all, f)
		}
	}
	return all
}

// nearness is how much of what a form is known by a value has: zero is too
// little, a mark inside outweighs a head, and a whole head outweighs a damaged one.
func (f *form) nearness(value []byte) int {
	const whole, marked = 64, 128 // more than any head has
	if f.kind.Strength == Shape || !f.isNearly(value) {
		return 0
	}
	most := 0
	for _, head := range f.bounds().heads {
		n := 0
		switch {
		case head == "":
		case strings.HasPrefix(string(value), head):
			n = whole + len(head)
		case startsNear(value, head):
			n = len(head)
		}
		if n > 0 && f.isMarked(value, head) {
			n += marked
		}
		most = max(most, n)
	}
	return most
}

// startsNear tells whether a value starts with a head but for one character
// that is missing or too many, if the head is long enough to be known so.
func startsNear(value []byte, head string) bool {
	n := 0
	for n < len(head) && n < len(value) && value[n] == head[n] {
		n++
	}
	if len(head) < 4 || n == len(head) || n == len(value) {
		return false
	}
	rest := string(value[n:])
	return strings.HasPrefix(rest, head[n+1:]) || strings.HasPrefix(rest[1:], head[n:])
}

// isNearly tells whether a value has the length of a form, give or take one,
// and at most one character that the form has not.
func (f *form) isNearly(value []byte) bool {
	e := f.bounds()
	if len(value) < e.min-1 || len(value) > e.max+1 {
		return false
	}
	outside := 0
	for _, b := range value {
		if !e.used.has(b) {
			outside++
		}
	}
	return outside <= 1
}

// losesOne tells whether a value has the form as soon as one character is taken
// out or doubled.
func (f *form) losesOne(value []byte) bool {
	e := f.bounds()
	if len(value) < e.min-1 || len(value) > e.max+1 || len(value) > longestFilledIn {
		return false
	}
	for i := range value {
		less := slices.Concat(value[:i], value[i+1:])
		more := slices.Concat(value[:i+1], value[i:])
		for _, text := range [][]byte{less, more} {
			used := bytesOf(text)
			if len(text) > 0 && f.fits(text, &used) {
				return true
			}
		}
	}
	return false
}
