package provider

import (
	"bytes"
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
)

// form is the pattern of a kind of key. It is made ready only as far as
// somebody asks: most values are told apart by their start, length and
// alphabet, and few patterns are ever compiled.
type form struct {
	provider *Provider
	kind     *Kind
	start    string // every key of this form starts with it

	parse  sync.Once
	extent extent

	compile sync.Once
	regex   *regexp.Regexp // nil: the pattern is broken, which a test finds

	program sync.Once
	prog    *syntax.Prog
}

// fits tells whether a value has the form; used are its bytes.
func (f *form) fits(value []byte, used *set) bool {
	if !bytes.HasPrefix(value, []byte(f.start)) {
		return false
	}
	if !f.bounds().admits(value, used) {
		return false
	}
	f.compile.Do(func() { f.regex, _ = regexp.Compile(f.kind.Regex) })
	return f.regex != nil && f.regex.Match(value)
}

// bounds are the lengths and bytes that the pattern allows.
func (f *form) bounds() *extent {
	f.parse.Do(func() { f.extent = measure(f.kind.Regex) })
	return &f.extent
}

// continues tells whether a value could be the beginning of a key of this form.
func (f *form) continues(value []byte) bool {
	f.program.Do(func() {
		if re, err := syntax.Parse(f.kind.Regex, syntax.Perl); err == nil {
			f.prog, _ = syntax.Compile(re.Simplify())
		}
	})
	return f.prog != nil && alive(f.prog, value)
}

// literalStart is what all texts that an anchored pattern matches start with.
// It may be shorter than the truth: it is taken without parsing the pattern.
func literalStart(pattern string) string {
	rest, anchored := strings.CutPrefix(pattern, "^")
	if !anchored || strings.Contains(unbracketed(rest), "|") {
		return ""
	}
	var start []byte
	for i := 0; i < len(rest); i++ {
		b := rest[i]
		switch {
		case b == '\\' && i+1 < len(rest) && !isAlphanumeric(rest[i+1]):
			i++
			b = rest[i]
		case strings.IndexByte(`\.+*?()|[]{}^$`, b) >= 0:
			return string(start)
		}
		if i+1 < len(rest) && strings.IndexByte("?*+{", rest[i+1]) >= 0 {
			return string(start) // it may come any number of times, or never
		}
		start = append(start, b)
	}
	return string(start)
}

// unbracketed is a pattern without what stands in round brackets.
func unbracketed(pattern string) string {
	var out []byte
	depth := 0
	for i := 0; i < len(pattern); i++ {
		switch b := pattern[i]; {
		case b == '\\':
			i++
		case b == '(':
			depth++
		case b == ')':
			depth--
		case depth == 0:
			out = append(out, b)
		}
	}
	return string(out)
}

func isAlphanumeric(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}
