package provider

import (
	"bytes"
	"math"
	"regexp/syntax"
	"unicode/utf8"
)

// extent is what a pattern demands that can be seen without running it.
type extent struct {
	min, max int      // bytes
	first    set      // bytes that a match can start with; all, if that is not known
	used     set      // bytes that a match can contain
	literals [][]byte // that it contains, in this order
	heads    []string // a match starts with one of them
}

func (e *extent) admits(value []byte, used *set) bool {
	if len(value) < e.min || len(value) > e.max || !e.first.has(value[0]) || !used.within(&e.used) {
		return false
	}
	for _, literal := range e.literals {
		at := bytes.Index(value, literal)
		if at < 0 {
			return false
		}
		value = value[at+len(literal):]
	}
	return true
}

// measure reads a pattern. A broken one admits nothing.
func measure(pattern string) extent {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return extent{min: 1}
	}
	e := extent{}
	e.min, e.max = lengths(re)
	collect(re, &e.used)
	if !starts(re, &e.first) {
		e.first = full
	}
	if re.Op == syntax.OpConcat {
		for _, sub := range re.Sub {
			if sub.Op == syntax.OpLiteral && sub.Flags&syntax.FoldCase == 0 {
				e.literals = append(e.literals, []byte(string(sub.Rune)))
			}
		}
	}
	e.heads, _ = heads(re)
	return e
}

// collect gathers the bytes that a match can contain.
func collect(re *syntax.Regexp, into *set) {
	switch re.Op {
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		*into = full
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			*into = full
		}
		for _, b := range []byte(string(re.Rune)) {
			into.add(b)
		}
	case syntax.OpCharClass:
		addClass(re.Rune, into)
	}
	for _, sub := range re.Sub {
		collect(sub, into)
	}
}

// starts gathers the bytes that a match can start with; false if it cannot tell.
func starts(re *syntax.Regexp, into *set) bool {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return false
		}
		into.add(string(re.Rune)[0])
		return true
	case syntax.OpCharClass:
		addClass(re.Rune, into)
		return true
	case syntax.OpCapture, syntax.OpPlus:
		return starts(re.Sub[0], into)
	case syntax.OpRepeat:
		return re.Min > 0 && starts(re.Sub[0], into)
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			if !starts(sub, into) {
				return false
			}
		}
		return true
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			if sub.Op == syntax.OpStar || sub.Op == syntax.OpQuest {
				if !starts(sub.Sub[0], into) {
					return false
				}
				continue // and what comes after it
			}
			if sub.Op != syntax.OpBeginText {
				return starts(sub, into)
			}
		}
	}
	return false
}

// addClass adds the ranges of a character class.
func addClass(ranges []rune, into *set) {
	for i := 0; i+1 < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if r >= utf8.RuneSelf {
				into[2], into[3] = math.MaxUint64, math.MaxUint64
				break
			}
			into.add(byte(r))
		}
	}
}
