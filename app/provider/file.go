package provider

import (
	"bytes"
	"regexp"
	"sync"
)

// isFile tells whether a text is the content of a file: JSON, HTML, a table or
// settings of several lines, a certificate.
func isFile(text []byte) bool {
	last := text[len(text)-1]
	switch text[0] {
	case '{', '[':
		closed := text[0] == '{' && last == '}' || text[0] == '[' && last == ']'
		if closed && bytes.ContainsAny(text, `":=`) {
			return true
		}
	case '<':
		if last == '>' && (bytes.Contains(text, []byte("</")) || bytes.HasPrefix(text, []byte("<!")) || bytes.HasPrefix(text, []byte("<?"))) {
			return true
		}
	}
	if _, ok := after(text, "curl "); ok {
		return true // and no header of it holds a key, else that were left
	}
	if bytes.HasPrefix(text, []byte("-----BEGIN ")) || bytes.HasPrefix(text, []byte("#!")) {
		return true
	}
	return bytes.Count(text, []byte{'\n'}) > 0 && settings(text) > 1
}

// isLink tells whether a text is a link to the web.
func isLink(text []byte) bool {
	_, plain := after(text, "http://")
	_, safe := after(text, "https://")
	return plain || safe
}

// isPage tells whether a text is a link without a secret in it: that of the
// page where keys are made. Webhooks are links with one.
func isPage(text []byte) bool {
	if !isLink(text) || len(text) > longestKey || bytes.IndexByte(text, '@') >= 0 {
		return false
	}
	parts := bytes.FieldsFunc(text, func(r rune) bool { return r == '/' || r == '?' || r == '&' || r == '=' || r == '#' || r == ':' })
	for _, part := range parts {
		if isKeyish(part) {
			return false
		}
	}
	return true
}

// setting is a line of a settings file: NAME=…, name: …, [section], # comment.
var setting = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:export\s+)?["']?[A-Za-z_][\w.-]*["']?\s*[=:]|^\s*[{}\[\]#]|^\s*//`)
})

// settings counts such lines among the first.
func settings(text []byte) int {
	n := 0
	for range mostWords {
		line, rest, more := bytes.Cut(text, []byte{'\n'})
		if setting().Match(line[:min(len(line), 2*longestName)]) {
			n++
		}
		if !more {
			break
		}
		text = rest
	}
	return n
}
