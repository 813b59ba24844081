package provider

import "bytes"

const shortestBody = 16 // characters that must follow the prefix of a damaged key

// IsKey tells whether a text is or holds a key of a form with a start of its
// own, also one that lost a part: faces refuse it where they ask for a name,
// an account, a link or a tag, which are shown and written down. Identifiers,
// such as the Account SID of Twilio, are no secret and wanted as an account.
func (c *Catalogue) IsKey(text string) bool { return c.HasKey([]byte(text)) }

// HasKey is IsKey for a text that its owner wipes: no string is made of it.
func (c *Catalogue) HasKey(text []byte) bool {
	whole := trim(text)
	if len(whole) == 0 || len(whole) > longestText {
		return false
	}
	parts := [][]byte{whole, joined(whole)}
	for _, w := range append(parts, words(whole)...) {
		w, _, _ = c.peel(w)
		if found := strong(c.forms(w)); len(found) > 0 {
			return found[0].kind.Role != Identifier
		}
	}
	for _, w := range words(whole) {
		w, _, _ = c.peel(w)
		if len(w) > 0 && c.isDamaged(w) {
			return true
		}
	}
	return false
}

// isDamaged tells whether a word is a key but for its end or one character: it
// starts like one, and goes on at random.
func (c *Catalogue) isDamaged(word []byte) bool {
	all, problem, _ := c.begun(word, hints{})
	if problem == "" {
		all = matches(c.nearly(word))
	}
	if len(all) == 0 || all[0].Kind.Role == Identifier {
		return false
	}
	body := bytes.TrimPrefix(word, []byte(all[0].Kind.Prefix))
	return len(body) >= shortestBody && isMixed(body)
}

// isMixed tells whether a text changes between small letters, capitals and
// digits as often as random text and seldom a name: MyNewKey-2024 is none.
func isMixed(text []byte) bool {
	changes, last := 0, byte(0)
	for _, b := range text {
		class := classOf(b)
		if last != 0 && class != 0 && class != last && !(last == 'A' && class == 'a') { // a word may start so
			changes++
		}
		last = class
	}
	return 12*changes >= len(text)
}

// classOf is a, A or 0 for letters and digits, and zero for all others.
func classOf(b byte) byte {
	switch {
	case 'a' <= b && b <= 'z':
		return 'a'
	case 'A' <= b && b <= 'Z':
		return 'A'
	case '0' <= b && b <= '9':
		return '0'
	}
	return 0
}

// strong are the forms that have a start of their own: those of one provider
// alone if there are any, else those with a prefix that others use too.
func strong(all []*form) []*form {
	if unique := only(all, Unique); len(unique) > 0 {
		return unique
	}
	var some []*form
	for _, f := range only(all, Shared) {
		if f.kind.Prefix != "" {
			some = append(some, f)
		}
	}
	return some
}
