package agent

import (
	"slices"
	"strings"
	"unicode"

	"keytray/app/provider"
)

// unlikeBuiltIn keeps a provider of the person's own from being taken for a
// built-in one, whose keys would be made, and pasted, at another place.
func unlikeBuiltIn(names ...string) error {
	for _, name := range names {
		if mixesScripts(name) {
			return refused("The name mixes letters of different scripts, which can make it look like another name. Use letters of one.")
		}
		if p, ok := resembles(name); ok {
			return refused("%s is, or looks like, another name of %s, which is in the catalogue. Use that one, or choose another name for your own.", Quoted(name), p.Name)
		}
	}
	return nil
}

// resembles finds the built-in provider that is called so but for case, spaces
// and signs.
func resembles(name string) (provider.Provider, bool) {
	bare := letters(name)
	if bare == "" {
		return provider.Provider{}, false
	}
	all := provider.New().All()
	i := slices.IndexFunc(all, func(p provider.Provider) bool {
		return letters(p.Name) == bare || letters(p.ID) == bare || slices.ContainsFunc(p.Aliases, func(a string) bool { return letters(a) == bare })
	})
	if i < 0 {
		return provider.Provider{}, false
	}
	return all[i], true
}

// letters are the letters and digits of a name, small; wide ones, as East Asian
// keyboards type them, are the usual ones.
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			r += '!' - '！'
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// oneWriting are scripts that are written together, with Latin or without:
// Unicode's "highly restrictive", https://www.unicode.org/reports/tr39/#Restriction_Level_Detection
var oneWriting = [][]string{
	{"Han", "Hiragana", "Katakana", "Latin"},
	{"Han", "Bopomofo", "Latin"},
	{"Han", "Hangul", "Latin"},
}

func mixesScripts(name string) bool {
	var scripts []string
	for _, r := range name {
		if script := scriptOf(r); script != "" && !slices.Contains(scripts, script) {
			scripts = append(scripts, script)
		}
	}
	return len(scripts) > 1 && !slices.ContainsFunc(oneWriting, func(together []string) bool {
		return !slices.ContainsFunc(scripts, func(s string) bool { return !slices.Contains(together, s) })
	})
}

// scriptOf is the script of a letter; "" for what belongs to all, as digits do.
func scriptOf(r rune) string {
	switch {
	case unicode.Is(unicode.Latin, r):
		return "Latin"
	case !unicode.IsLetter(r):
		return ""
	}
	for name, table := range unicode.Scripts {
		if name != "Common" && name != "Inherited" && unicode.Is(table, r) {
			return name
		}
	}
	return ""
}
