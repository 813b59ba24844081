package provider

import (
	"bytes"
	"strings"
)

// isHeader tells whether a name is that of a request's header.
func isHeader(name string) bool {
	return strings.EqualFold(name, "authorization") || strings.Contains(name, "-")
}

// headed takes away the name of a header.
func headed(text []byte) ([]byte, bool) {
	name, rest, ok := bytes.Cut(text, []byte{':'})
	return rest, ok && len(name) > 0 && isName(name) && isHeader(string(name)) && len(trim(rest)) > 0
}

// labelled takes away a few words before a colon, as a page shows a key:
// "Secret access key: …".
func labelled(text []byte) ([]byte, bool) {
	label, rest, ok := bytes.Cut(text[:min(len(text), longestName+longestKey)], []byte(": "))
	if !ok || len(label) > 40 || len(words(label)) > 4 || hasBlank(trim(rest)) || len(trim(rest)) == 0 {
		return nil, false
	}
	for _, b := range label {
		if !isAlphanumeric(b) && b != ' ' && b != '-' && b != '(' && b != ')' {
			return nil, false
		}
	}
	return text[len(label)+2:], true
}

// scheme takes away the word by which some providers want keys announced where
// others want "Bearer", which has a word of its own.
func scheme(text []byte) (rest []byte, what []string) {
	text = trim(text)
	for _, word := range []string{"token ", "bot ", "apikey ", "api-key ", "key "} {
		if rest, ok := after(text, word); ok {
			return rest, []string{theScheme}
		}
	}
	return text, nil
}

// header is the header, of a curl command or a part of one, that holds a key.
func header(text []byte) ([]byte, bool) {
	_, whole := after(text, "curl ")
	_, part := after(text, "-h ")
	_, long := after(text, "--header ")
	if !whole && !part && !long {
		return nil, false
	}
	var flag string
	for len(text) > 0 {
		var word []byte
		word, text = argument(text)
		switch {
		case flag == "header" && holdsKey(word):
			return word, true
		case flag == "user":
			if user, password, two := bytes.Cut(word, []byte{':'}); two && len(password) == 0 {
				return user, true // curl -u KEY: as Stripe shows it
			}
		}
		switch flag = ""; string(word) {
		case "-H", "--header":
			flag = "header"
		case "-u", "--user":
			flag = "user"
		}
	}
	return nil, false
}

// argument is the first word of a command, without its quotes, and the rest.
func argument(text []byte) (word, rest []byte) {
	text = bytes.TrimLeft(text, " \t\r\n\\")
	if len(text) == 0 {
		return nil, nil
	}
	if isQuote(text[0]) {
		inner := text[1:]
		if end := bytes.IndexByte(inner, text[0]); end >= 0 {
			return inner[:end], inner[end+1:]
		}
		return inner, nil
	}
	if end := bytes.IndexAny(text, " \t\r\n"); end >= 0 {
		return text[:end], text[end:]
	}
	return text, nil
}

// holdsKey tells whether a header is one that keys are sent in.
func holdsKey(header []byte) bool {
	name, _, ok := strings.Cut(string(header[:min(len(header), longestName)]), ":")
	if !ok {
		return false
	}
	name = strings.ToLower(name)
	for _, part := range []string{"auth", "key", "token", "secret"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}
