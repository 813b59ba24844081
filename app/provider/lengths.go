package provider

import (
	"math"
	"regexp/syntax"
	"unicode/utf8"
)

const endless = math.MaxInt32

// lengths are the fewest and most bytes that a pattern matches.
func lengths(re *syntax.Regexp) (least, most int) {
	switch re.Op {
	case syntax.OpLiteral:
		n := len(string(re.Rune))
		if re.Flags&syntax.FoldCase != 0 {
			return len(re.Rune), n + 2*len(re.Rune) // K is also the Kelvin sign, of three bytes
		}
		return n, n
	case syntax.OpCharClass:
		if len(re.Rune) == 0 {
			return 0, 0
		}
		return utf8.RuneLen(re.Rune[0]), max(1, utf8.RuneLen(re.Rune[len(re.Rune)-1]))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return 1, utf8.UTFMax
	case syntax.OpCapture:
		return lengths(re.Sub[0])
	case syntax.OpStar:
		return 0, endless
	case syntax.OpPlus:
		least, _ = lengths(re.Sub[0])
		return least, endless
	case syntax.OpQuest:
		_, most = lengths(re.Sub[0])
		return 0, most
	case syntax.OpRepeat:
		least, most = lengths(re.Sub[0])
		if re.Max < 0 {
			return least * re.Min, endless
		}
		return least * re.Min, min(endless, most*re.Max)
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			a, b := lengths(sub)
			least, most = least+a, min(endless, most+b)
		}
		return least, most
	case syntax.OpAlternate:
		least = endless
		for _, sub := range re.Sub {
			a, b := lengths(sub)
			least, most = min(least, a), max(most, b)
		}
		return least, most
	}
	return 0, 0
}
