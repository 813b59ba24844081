package provider

import "bytes"

// mostWords is how far a text is looked through. One with more words is a file.
const mostWords = 64

// words are what blanks, commas and semicolons separate, as far as somebody looks.
func words(text []byte) [][]byte {
	var all [][]byte
	for len(all) < mostWords {
		text = bytes.TrimLeftFunc(text, isSeparator)
		if len(text) == 0 {
			break
		}
		end := bytes.IndexFunc(text, isSeparator)
		if end < 0 {
			end = len(text)
		}
		all = append(all, text[:end])
		text = text[end:]
	}
	return all
}

func isSeparator(r rune) bool { return isBlank(r) || r == ',' || r == ';' || r == '|' }

// count counts the keys in a text: those of known forms, and others that look
// like one.
func (c *Catalogue) count(text []byte) (known, others int) {
	for _, w := range words(text) {
		w, _, _ = c.peel(w)
		switch {
		case c.known(w):
			known++
		case isKeyish(w):
			others++
		}
	}
	return known, others
}

// judgeWords finds what is wrong with a value that has blanks inside; whole is
// the text that it was peeled from.
func (c *Catalogue) judgeWords(whole, value []byte, h hints) (Problem, []Match) {
	known, others := c.count(whole)
	if known < 2 && !(known == 1 && isRemark(words(whole))) {
		if matches := c.matchJoined(value, h); len(matches) > 0 {
			return Spaces, matches
		}
	}
	all := words(value)
	switch {
	case known+others > 1:
		return SeveralKeys, nil
	case isFile(value) || isFile(whole) || bytes.Count(value, []byte{'\n'}) > 2 || len(all) > 8 || len(value) > 200:
		return File, nil
	case known == 1: // and words around it
		return File, nil
	case others == 1 || len(all) == 1:
		return Spaces, nil
	case isPassphrase(value):
		return Password, nil
	}
	return Spaces, nil
}

// isRemark tells whether there are words of a language beside a key: not the
// rest of it, from the next line.
func isRemark(all [][]byte) bool {
	n := 0
	for _, w := range all {
		if len(w) > 12 {
			continue
		}
		if bytes.IndexFunc(w, func(r rune) bool { return r < 0x80 && !isAlphanumeric(byte(r)) || '0' <= r && r <= '9' }) >= 0 {
			return false
		}
		n++
	}
	return n > 0
}

// matchJoined is what a value would be without the blanks inside: a key that
// was wrapped. They are never taken out silently; two keys may stand there.
func (c *Catalogue) matchJoined(value []byte, h hints) []Match {
	if len(value) > longestKey {
		return nil
	}
	all := c.match(joined(value), h)
	for _, w := range words(value) {
		if len(all) > 0 && all[0].Kind.Strength == Shape && len(c.forms(w)) > 0 {
			return nil // two hashes make a longer one
		}
	}
	for i := range all {
		all[i].Confidence = min(all[i].Confidence, Likely) // not as it stands there
	}
	return all
}

// isKeyish tells whether a word looks like a key of unknown form: long, of the
// alphabets of keys, with letters and digits well mixed.
func isKeyish(word []byte) bool {
	if len(word) < 16 || len(word) > longestKey || bytes.Contains(word, []byte("://")) || word[0] == '/' || word[0] == '.' {
		return false
	}
	var letters, digits, run, longest int
	for _, b := range word {
		switch {
		case '0' <= b && b <= '9':
			digits++
		case isAlphanumeric(b):
			letters++
		case bytes.IndexByte([]byte("_-.+/=~"), b) < 0:
			return false
		default:
			run = -1
		}
		run++
		longest = max(longest, run)
	}
	return letters > 0 && digits > 0 && longest >= 12 && variety(word) >= 8
}

// variety counts the different bytes of a text.
func variety(text []byte) int {
	used, n := bytesOf(text), 0
	for b := range 256 {
		if used.has(byte(b)) {
			n++
		}
	}
	return n
}
