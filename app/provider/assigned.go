package provider

import (
	"bytes"
	"strings"
)

const longestName = 64

// command takes away the word of a shell or a language before a name; alone
// tells whether the name is followed by a space instead of =.
func command(text []byte) (rest []byte, alone, ok bool) {
	for _, word := range []string{"setx ", "set -x ", "set -gx ", "set -ux "} { // Windows, fish
		if rest, ok := after(text, word); ok {
			return trim(rest), true, true
		}
	}
	for _, word := range []string{"export ", "set ", "$env:", "env ", "const ", "let ", "var ", "- "} {
		if rest, ok := after(text, word); ok {
			rest = trim(rest)
			if inner, _, ok := enclosed(rest); ok {
				return inner, false, true // set "NAME=…"
			}
			return rest, false, true
		}
	}
	return text, false, false
}

// assigned takes away NAME= and NAME:, and the word of a shell before it.
func assigned(text []byte) (rest []byte, name string, ok bool) {
	text, alone, _ := command(text)
	if alone {
		return spaced(text)
	}
	at := bytes.IndexAny(text[:min(len(text), longestName+4)], "=: \t\n")
	if at < 1 || !isName(text[:at]) {
		return nil, "", false
	}
	name, rest = string(text[:at]), text[at:]
	sign := trim(rest)
	switch {
	case len(sign) < 2 || sign[1] == '=': // the end of base64, or a comparison
		return nil, "", false
	case sign[0] == '=':
		return sign[1:], name, true
	case sign[0] == ':' && (isSpace(sign[1]) || isQuote(sign[1]) || strings.Contains(name, "_")):
		// Without a space after the colon it may be user:password, or a link.
		return sign[1:], name, !isHeader(name)
	}
	return nil, "", false
}

// spaced takes away a name that is followed by a space alone.
func spaced(text []byte) (rest []byte, name string, ok bool) {
	at := bytes.IndexAny(text, " \t")
	if at < 1 || !isName(text[:at]) {
		return nil, "", false
	}
	return text[at:], string(text[:at]), true
}

// isName tells whether a text could be what a variable, field or header is called.
func isName(text []byte) bool {
	if len(text) > longestName || '0' <= text[0] && text[0] <= '9' || text[0] == '-' {
		return false
	}
	if len(text) > 24 && isKeyish(text) && variable(string(text)) == "" {
		return false // it is the secret, and = is in it
	}
	for _, b := range text {
		if !isAlphanumeric(b) && b != '_' && b != '-' && b != '.' {
			return false
		}
	}
	return true
}

// variable is a name if it is one of an environment variable, which are upper
// case by custom.
func variable(name string) string {
	for i := range len(name) {
		if b := name[i]; b != '_' && (b < 'A' || b > 'Z') && (i == 0 || b < '0' || b > '9') {
			return ""
		}
	}
	return name
}

// comment takes away what follows # at the end of a line. No key has " #" inside.
func comment(text []byte) (rest []byte, what []string) {
	at := bytes.Index(text, []byte(" #"))
	if at < 1 || bytes.IndexByte(text, '\n') >= 0 || len(trim(text[:at])) == 0 {
		return text, nil
	}
	return text[:at], []string{theComment}
}

// quotedName takes away "NAME": of a line of JSON.
func quotedName(text []byte) (rest []byte, name string, ok bool) {
	if text[0] != '"' && text[0] != '\'' {
		return nil, "", false
	}
	inner := text[1:min(len(text), longestName+2)]
	end := bytes.IndexByte(inner, text[0])
	if end < 1 || !isName(inner[:end]) {
		return nil, "", false
	}
	rest = trim(text[end+2:])
	for _, sign := range []string{"=>", ":", "="} {
		if rest, ok := bytes.CutPrefix(rest, []byte(sign)); ok {
			return rest, string(inner[:end]), len(trim(rest)) > 0
		}
	}
	return nil, "", false
}
