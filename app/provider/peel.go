package provider

import (
	"bytes"
	"slices"
)

// What may stand around a key, as words to finish "Removed …". The words are
// fixed: the text itself may be the secret.
const (
	theQuotes   = "quotes around the key"
	theVariable = "the variable name"
	theBearer   = "the word Bearer"
	theHeader   = "the header name"
	theLabel    = "the words before the key"
	theSigns    = "the signs around the key"
	theCommand  = "the curl command"
)

// peel takes away what stands around a key: the rest of a line of a shell, of
// an .env, JSON or YAML file, or of a request. It stops as soon as what is left
// is known to be a key: there are keys with = and : inside.
func peel(text []byte, known func([]byte) bool) (value []byte, peeled []string, env string) {
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
			rest, what, name, ok = around(value, known)
		}
		if !ok {
			break
		}
		value = rest
		if name != "" {
			env = name
		}
		if what != "" && !slices.Contains(peeled, what) {
			peeled = append(peeled, what)
		}
	}
	return trim(value), peeled, env
}

// layer takes away what is outermost.
func layer(text []byte) (rest []byte, what, env string, ok bool) {
	if rest, ok := mark(text); ok {
		return rest, "", "", true
	}
	if rest, ok := header(text); ok {
		return rest, theCommand, "", true
	}
	if rest, name, ok := quotedName(text); ok {
		return rest, theVariable, variable(name), true
	}
	if rest, ok := quoted(text); ok {
		return rest, theQuotes, "", true
	}
	if rest, ok := after(text, "bearer "); ok {
		return rest, theBearer, "", true
	}
	if rest, name, ok := assigned(text); ok {
		return rest, theVariable, variable(name), true
	}
	if rest, ok := headed(text); ok {
		return scheme(rest), theHeader, "", true
	}
	if rest, ok := labelled(text); ok {
		return rest, theLabel, "", true
	}
	return nil, "", "", false
}

// mark takes away commas and semicolons at the end.
func mark(text []byte) ([]byte, bool) {
	rest := bytes.TrimRight(text, ",; ")
	return rest, len(rest) < len(text)
}

// after cuts off a word, in any case.
func after(text []byte, word string) ([]byte, bool) {
	if len(text) <= len(word) || !bytes.EqualFold(text[:len(word)], []byte(word)) {
		return nil, false
	}
	return text[len(word):], true
}
