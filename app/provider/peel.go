package provider

import (
	"bytes"
	"slices"

	"keytray/app/text"
)

// What may stand around a key, as words to finish "Removed …". The words are
// fixed: the text itself may be the secret.
const (
	theQuotes    = "quotes around the key"
	theVariable  = "the variable name"
	theBearer    = "the word Bearer"
	theScheme    = "the word before the key"
	theHeader    = "the header name"
	theLabel     = "the words before the key"
	theSigns     = "the signs around the key"
	theCommand   = "the curl command"
	theComma     = "the comma behind the key"
	theSemicolon = "the semicolon behind the key"
	theComment   = "the comment behind the key"
)

// PeeledWords say what was taken away: beside is to finish "Removed …", alone to
// finish "There is no key in that, only …".
func PeeledWords(what string) (beside, alone string) {
	switch what {
	case theQuotes:
		return text.T(theQuotes), text.T("quotes")
	case theVariable:
		return text.T(theVariable), text.T(theVariable)
	case theBearer:
		return text.T(theBearer), text.T(theBearer)
	case theScheme:
		return text.T(theScheme), text.T("the word")
	case theHeader:
		return text.T(theHeader), text.T(theHeader)
	case theLabel:
		return text.T(theLabel), text.T("the words")
	case theSigns:
		return text.T(theSigns), text.T("the signs")
	case theCommand:
		return text.T(theCommand), text.T(theCommand)
	case theComma:
		return text.T(theComma), text.T("the comma")
	case theSemicolon:
		return text.T(theSemicolon), text.T("the semicolon")
	case theComment:
		return text.T(theComment), text.T("the comment")
	}
	return what, what
}

// peel takes away what stands around a key: the rest of a line of a shell, of
// an .env, JSON or YAML file, or of a request. Of a key whose form is known
// that may be anything; of others only what cannot be part of them.
func (c *Catalogue) peel(text []byte) (value []byte, peeled []string, env string) {
	text = trim(text)
	if len(text) == 0 || !isSign(rune(text[len(text)-1])) && c.isStrong(text) { // a full stop may be none of it
		return text, nil, ""
	}
	if value, peeled, env := generously(text, c.isStrong); len(peeled) > 0 && c.isStrong(value) {
		return value, peeled, env
	}
	return c.carefully(text)
}

// isStrong tells whether a value is of a form with a start of its own.
func (c *Catalogue) isStrong(value []byte) bool { return len(strong(c.forms(value))) > 0 }

// generously takes away whatever may stand around a key. It stops as soon as
// what is left is known to be one: there are keys with = and : inside.
func generously(text []byte, known func([]byte) bool) (value []byte, peeled []string, env string) {
	value = text
	for range 8 { // quotes in a header in quotes in a command are four
		value = trim(value)
		if len(value) == 0 {
			break
		}
		rest, what, name, ok := layer(value)
		if ok && known(value) {
			break
		}
		if !ok {
			var sign string
			rest, sign, name, ok = around(value, known)
			what = []string{sign}
		}
		if !ok {
			break
		}
		value = rest
		if name != "" {
			env = name
		}
		peeled = add(peeled, what...)
	}
	return trim(value), peeled, env
}

// add adds words that are not there yet.
func add(peeled []string, what ...string) []string {
	for _, w := range what {
		if !slices.Contains(peeled, w) {
			peeled = append(peeled, w)
		}
	}
	return peeled
}

// layer takes away what is outermost.
func layer(text []byte) (rest []byte, what []string, env string, ok bool) {
	if rest, sign, ok := mark(text); ok {
		return rest, []string{sign}, "", true
	}
	if rest, ok := header(text); ok {
		return rest, []string{theCommand}, "", true
	}
	if rest, name, ok := quotedName(text); ok {
		return rest, []string{theVariable}, variable(name), true
	}
	if rest, ok := quoted(text); ok {
		return rest, []string{theQuotes}, "", true
	}
	if rest, ok := after(text, "bearer "); ok {
		return rest, []string{theBearer}, "", true
	}
	if rest, name, ok := assigned(text); ok {
		rest, what = comment(rest)
		return rest, append([]string{theVariable}, what...), variable(name), true
	}
	if rest, ok := headed(text); ok {
		rest, what = scheme(rest)
		return rest, append([]string{theHeader}, what...), "", true
	}
	if rest, ok := labelled(text); ok {
		return rest, []string{theLabel}, "", true
	}
	return nil, nil, "", false
}

// mark takes away commas and semicolons at the end.
func mark(text []byte) (rest []byte, what string, ok bool) {
	rest = bytes.TrimRight(text, ",; ")
	if len(rest) == len(text) {
		return text, "", false
	}
	if bytes.IndexByte(text[len(rest):], ';') >= 0 {
		return rest, theSemicolon, true
	}
	return rest, theComma, true
}

// after cuts off a word, in any case.
func after(text []byte, word string) ([]byte, bool) {
	if len(text) <= len(word) || !bytes.EqualFold(text[:len(word)], []byte(word)) {
		return nil, false
	}
	return text[len(word):], true
}
