package kit

import "unicode"

// noLetters stands in a tile where a name has neither letters nor digits.
const noLetters = "•"

// Monogram is two letters for a name: two of its capitals (OpenAI is OA), or its first two
// letters. A digit counts as a capital (n8n is n8, 1Password is 1P), but a number before the
// first letter says little of a name, and stands alone for one that has no letters.
func Monogram(name string) string {
	all := signs(name)
	first := 0
	for first < len(all) && !all[first].letter {
		first++
	}
	if first == len(all) {
		if first == 0 {
			return noLetters
		}
		return all[0].text
	}
	if first > 1 {
		all = all[first:]
	}
	var capitals []sign
	for _, s := range all {
		if s.capital || !s.letter {
			capitals = append(capitals, s)
		}
	}
	if len(capitals) >= 2 {
		all = capitals
	}
	two := ""
	for _, s := range all[:min(len(all), 2)] {
		two += s.text
	}
	return two
}

// sign is a letter or a digit, with the marks above and below it.
type sign struct {
	text            string
	letter, capital bool
}

// signs are those of a name, in their order. A mark without a letter is none.
func signs(name string) (all []sign) {
	whole := false // the letter before is one
	for _, r := range name {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			all = append(all, sign{string(r), unicode.IsLetter(r), unicode.IsUpper(r)})
			whole = true
		case unicode.IsMark(r) && whole:
			all[len(all)-1].text += string(r)
		default:
			whole = false
		}
	}
	return all
}
