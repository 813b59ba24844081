package provider

import (
	"bytes"
	"regexp/syntax"
	"strings"
)

// head is the longest of the heads that a value starts with.
func (e *extent) head(value []byte) string {
	var longest string
	for _, h := range e.heads {
		if len(h) > len(longest) && bytes.HasPrefix(value, []byte(h)) {
			longest = h
		}
	}
	return longest
}

// headFrom is a head that a value is the beginning of.
func (e *extent) headFrom(value []byte) string {
	for _, h := range e.heads {
		if strings.HasPrefix(h, string(value[:min(len(value), len(h))])) {
			return string(value[:min(len(value), len(h))])
		}
	}
	return ""
}

const mostHeads = 32

// heads are the literal texts that a match starts with, alternatives written
// out: ghu_, ghs_ and ghr_ for gh[usr]_. Complete: nothing follows them.
func heads(re *syntax.Regexp) (all []string, complete bool) {
	switch re.Op {
	case syntax.OpBeginText, syntax.OpEmptyMatch:
		return []string{""}, true
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			return []string{string(re.Rune)}, true
		}
	case syntax.OpCapture:
		return heads(re.Sub[0])
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if all = append(all, string(r)); len(all) > 4 {
					return []string{""}, false
				}
			}
		}
		return all, true
	case syntax.OpAlternate:
		complete = true
		for _, sub := range re.Sub {
			more, whole := heads(sub)
			all, complete = append(all, more...), complete && whole
		}
		return all, complete
	case syntax.OpConcat:
		all = []string{""}
		for _, sub := range re.Sub {
			more, whole := heads(sub)
			if len(all)*len(more) > mostHeads {
				return all, false
			}
			var longer []string
			for _, a := range all {
				for _, b := range more {
					longer = append(longer, a+b)
				}
			}
			if all = longer; !whole {
				return all, false
			}
		}
		return all, true
	}
	return []string{""}, false
}
