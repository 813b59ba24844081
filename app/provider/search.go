package provider

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// How well a word of a query fits a provider, best first.
const (
	startsName = iota
	startsNameWord
	startsAlias
	startsID
	inside
	nearly // one letter is missing, wrong, too many or changed places
	not
)

// mostSearched bounds what a key or a page that was pasted as a query costs.
const mostSearched = 8 // words

// Search finds providers by the words of a query, all of which must fit, best
// first: the start of the name, of a word in it, of an alias, of the ID, then
// anything inside. Only when nothing fits, a word may have one letter wrong. An
// empty query finds all.
func (c *Catalogue) Search(query string) []Provider {
	if found := c.Fitting(query); len(found) > 0 {
		return found
	}
	return c.Similar(query)
}

// Fitting is Search without wrong letters.
func (c *Catalogue) Fitting(query string) []Provider { return c.search(query, inside) }

// Similar finds providers also for words with one letter wrong.
func (c *Catalogue) Similar(query string) []Provider { return c.search(query, nearly) }

func (c *Catalogue) search(query string, worst int) []Provider {
	words := strings.Fields(strings.ToLower(query))
	if len(words) > mostSearched {
		words = words[:mostSearched]
	}
	if len(words) == 0 {
		return c.All()
	}
	type hit struct {
		fit int
		p   *Provider
	}
	all := c.All()
	var hits []hit
	for i := range all {
		if fit := fits(&all[i], words, worst == nearly); fit <= worst {
			hits = append(hits, hit{fit, &all[i]})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.fit, b.fit), byPopularity(*a.p, *b.p))
	})
	found := make([]Provider, len(hits))
	for i, h := range hits {
		found[i] = *h.p
	}
	return found
}

// fits is how well the worst word of a query fits a provider.
func fits(p *Provider, words []string, tolerant bool) int {
	worst := startsName
	for i, w := range words {
		fit := fitsWord(p, w, tolerant)
		if i > 0 && fit == startsNameWord {
			fit = startsName // "google gem": nobody starts a name twice
		}
		worst = max(worst, fit)
	}
	return worst
}

func fitsWord(p *Provider, word string, tolerant bool) int {
	name := strings.ToLower(p.Name)
	starts := func(text string) bool { return strings.HasPrefix(text, word) }
	aliases := make([]string, len(p.Aliases))
	for i, a := range p.Aliases {
		aliases[i] = strings.ToLower(a)
	}
	near := func() bool {
		parts := slices.Concat(split(name), split(strings.Join(aliases, " ")), split(p.ID))
		return slices.ContainsFunc(parts, func(part string) bool { return isNear(word, part) })
	}
	switch {
	case starts(name):
		return startsName
	case slices.ContainsFunc(split(name), starts):
		return startsNameWord
	case slices.ContainsFunc(aliases, starts):
		return startsAlias
	case starts(p.ID):
		return startsID
	case strings.Contains(name, word), strings.Contains(p.ID, word),
		slices.ContainsFunc(aliases, func(a string) bool { return strings.Contains(a, word) }):
		return inside
	case tolerant && near():
		return nearly
	}
	return not
}

// split is the words of a name.
func split(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// isNear tells whether a word is another, or its beginning, but for one letter.
// In words of three letters everything is near.
func isNear(typed, word string) bool {
	a, b := []rune(typed), []rune(word)
	if len(a) < 4 {
		return false
	}
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	begins := func(rest, of []rune) bool { return len(rest) <= len(of) && string(rest) == string(of[:len(rest)]) }
	x, y := a[i:], b[i:] // from the first difference on
	switch {
	case i < 1: // the first letter is hardly ever wrong
		return false
	case len(y) > 0 && begins(x, y[1:]): // missing
		return true
	case len(x) > 0 && begins(x[1:], y): // too many
		return true
	case len(x) > 0 && len(y) > 0 && begins(x[1:], y[1:]): // wrong
		return true
	}
	return len(x) > 1 && len(y) > 1 && x[0] == y[1] && x[1] == y[0] && begins(x[2:], y[2:])
}
