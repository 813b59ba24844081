package provider

import (
	"strings"
	"unicode"
)

// MayBeKey tells whether a text is a key rather than something to look for: what may be
// a secret is not shown in a search field.
func (c *Catalogue) MayBeKey(text string) bool {
	const longest = 20 // of a word to look for
	text = strings.TrimSpace(text)
	oneWord := !strings.ContainsFunc(text, unicode.IsSpace)
	found := c.Recognise([]byte(text))
	switch {
	case text == "" || found.Problem == Empty:
		return false
	case len(found.Matches) > 0, oneWord && len(text) >= longest:
		return true
	}
	switch found.Problem {
	case CutOff, Malformed, Spaces, PrivateKey, SeveralKeys, File, Control, TooLong:
		return true
	case TooShort:
		return false
	}
	return oneWord && strings.ContainsFunc(text, unicode.IsDigit) && len(c.Search(text)) == 0
}
