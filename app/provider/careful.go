package provider

import (
	"bytes"
	"strings"
)

// carefully takes away what cannot be part of a key whose form nobody knows.
// Keys contain every sign there is; a connection string, a user:password or a
// signed link lose a part of themselves with what only looks like a name.
func (c *Catalogue) carefully(text []byte) (value []byte, peeled []string, env string) {
	value = text
	for range 6 {
		rest, what, name, ok := c.wrapping(value)
		if rest = trim(rest); !ok {
			break
		}
		value, peeled = rest, add(peeled, what...)
		if name != "" {
			env = name
		}
		if len(value) == 0 {
			return value, peeled, env
		}
	}
	if len(peeled) > 0 && hasFields(value) {
		return text, nil, ""
	}
	return value, peeled, env
}

// wrapping takes away what is outermost and unmistakable.
func (c *Catalogue) wrapping(text []byte) (rest []byte, what []string, env string, ok bool) {
	if len(text) == 0 {
		return nil, nil, "", false
	}
	if rest, ok := header(text); ok {
		return rest, []string{theCommand}, "", true
	}
	if rest, what, name, ok := jsonLine(text); ok {
		return rest, what, variable(name), true
	}
	if rest, what, name, ok := c.declared(text); ok {
		return rest, what, variable(name), true
	}
	if rest, what, ok := enclosed(text); ok && !bytes.ContainsAny(rest, "\"'`\\,<>|[]{}") {
		return rest, what, "", true // with such signs the quotes may be two of a random key's
	}
	if rest, ok := after(text, "bearer "); ok && !hasBlank(trim(rest)) {
		return rest, []string{theBearer}, "", true
	}
	return announced(text)
}

// announced takes away the name of a header or a few words, a colon and a space
// before a single word.
func announced(text []byte) (rest []byte, what []string, env string, ok bool) {
	at := bytes.Index(text[:min(len(text), longestName+2)], []byte(": "))
	if at < 1 || !isAboutKeys(string(text[:at])) {
		return nil, nil, "", false
	}
	if rest, ok := headed(text); ok {
		what = []string{theHeader}
		if _, bearer := after(trim(rest), "bearer "); !bearer {
			var word []string
			rest, word = scheme(rest)
			what = append(what, word...)
			return rest, what, "", !hasBlank(trim(rest))
		}
		return rest, what, "", true
	}
	if rest, ok := labelled(text); ok {
		return rest, []string{theLabel}, "", true
	}
	if name := text[:at]; isName(name) && !hasBlank(trim(text[at+2:])) {
		return text[at+2:], []string{theVariable}, "", true
	}
	return nil, nil, "", false
}

// jsonLine takes away "name": "value", and leaves the value. One with \ in it
// would have to be changed, so it is left alone.
func jsonLine(text []byte) (rest []byte, what []string, name string, ok bool) {
	rest, name, ok = quotedName(text)
	if !ok {
		return nil, nil, "", false
	}
	rest, what, ok = enclosed(trim(rest))
	return rest, append([]string{theVariable}, what...), name, ok && bytes.IndexByte(rest, '\\') < 0
}

// declared takes away NAME= with the word of a shell before it, or where NAME
// is without doubt that of a variable.
func (c *Catalogue) declared(text []byte) (rest []byte, what []string, name string, ok bool) {
	line, alone, word := command(text)
	if alone {
		rest, name, ok = spaced(line)
		ok = ok && isIdentifier(name)
	} else if rest, name, ok = equals(line); ok {
		switch {
		case isNothing(rest):
			rest = nil
			ok = word || bytes.IndexAny(line, "\"'`") > 0 || strings.Contains(name, "_") || c.isVariable(name) // else the end of base32
		case word && isIdentifier(name):
		case len(name) > 2 && variable(name) != "" && (isAboutKeys(name) || c.isVariable(name)):
		case isAboutKeys(name): // of any case, if the quotes are beyond doubt, too
			inner, _, closed := enclosed(trim(rest))
			ok = closed && !bytes.ContainsAny(inner, "\"'`\\,<>|[]{}")
		default:
			ok = false
		}
	}
	if !ok {
		return nil, nil, "", false
	}
	rest, what, ok = assignedValue(trim(rest))
	return rest, append([]string{theVariable}, what...), name, ok
}

// isNothing tells whether nothing is assigned, with or without quotes.
func isNothing(text []byte) bool {
	text = trim(text)
	if inner, _, ok := enclosed(text); ok {
		return len(trim(inner)) == 0
	}
	if rest, what := comment(text); len(what) > 0 {
		return isNothing(rest)
	}
	return len(text) == 0
}

// equals splits NAME=… and NAME: … of a line.
func equals(line []byte) (rest []byte, name string, ok bool) {
	at := bytes.IndexAny(line[:min(len(line), longestName+4)], "=: \t\n")
	if at < 1 || !isName(line[:at]) {
		return nil, "", false
	}
	name, sign := string(line[:at]), trim(line[at:])
	switch {
	case len(sign) == 0:
		return nil, "", false
	case sign[0] == '=' && (len(sign) < 2 || sign[1] != '='):
		return sign[1:], name, true
	case sign[0] == ':' && len(sign) > 1 && isSpace(sign[1]):
		return sign[1:], name, variable(name) != "" || isNothing(sign[1:])
	}
	return nil, "", false
}

// assignedValue takes away the quotes around the value of an assignment and
// what follows at the end of its line. Half a quote says nothing of where the
// value ends.
func assignedValue(text []byte) (rest []byte, what []string, ok bool) {
	if rest, what, ok := enclosed(text); ok {
		return rest, what, true
	}
	rest, what = comment(text)
	if inner, more, ok := enclosed(trim(rest)); ok {
		return inner, append(more, what...), true
	}
	if less, sign, ok := mark(trim(rest)); ok {
		rest, what = less, append(what, sign)
	}
	return rest, what, len(rest) == 0 || !isQuote(rest[0])
}

// enclosed takes away quotes that open and close, with none of them inside, and
// a comma or semicolon behind them.
func enclosed(text []byte) (inner []byte, what []string, ok bool) {
	text, sign, marked := mark(text)
	for _, q := range quotes {
		if len(text) < len(q.open)+len(q.end) {
			continue
		}
		inner, opened := bytes.CutPrefix(text, []byte(q.open))
		inner, closed := bytes.CutSuffix(inner, []byte(q.end))
		if !opened || !closed || bytes.Contains(inner, []byte(q.open)) || bytes.Contains(inner, []byte(q.end)) {
			continue
		}
		what = []string{theQuotes}
		if marked {
			what = append(what, sign)
		}
		return inner, what, true
	}
	return nil, nil, false
}

// hasFields tells whether a value has parts with names of their own: it is a
// connection string or a signed link, and what seemed to be around it may be of it.
func hasFields(value []byte) bool {
	if bytes.ContainsAny(value, ";&") {
		return true
	}
	for len(value) > 0 {
		end := bytes.IndexAny(value, ", ?\t\r\n")
		if end < 0 {
			end = len(value)
		}
		part := value[:end]
		at := bytes.IndexByte(part, '=')
		if at > 0 && len(bytes.TrimLeft(part[at:], "=")) > 0 && isName(part[:at]) {
			return true
		}
		value = value[min(end+1, len(value)):]
	}
	return false
}

// isAboutKeys tells whether a name, in any case, says that a secret follows.
func isAboutKeys(name string) bool {
	name = strings.ToUpper(name)
	for _, word := range []string{"KEY", "TOKEN", "SECRET", "PASSWORD", "AUTH", "CREDENTIAL", "API"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// isVariable tells whether a provider's tools read a variable.
func (c *Catalogue) isVariable(name string) bool {
	for _, providers := range [][]Provider{builtin(), c.own} {
		for i := range providers {
			if providers[i].owns(name) {
				return true
			}
		}
	}
	return false
}

// isIdentifier tells whether a name behind the word of a shell is that of a
// variable: letters, digits and at least one _, or capitals alone.
func isIdentifier(name string) bool {
	return strings.IndexFunc(name, func(r rune) bool { return r != '_' && (r >= 0x80 || !isAlphanumeric(byte(r))) }) < 0 &&
		(strings.Contains(name, "_") || variable(name) != "")
}
