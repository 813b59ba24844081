package provider

import (
	"slices"
	"strings"
)

// Meant finds the provider that a word names: by its ID, its name or an alias,
// or as the only one whose name or ID starts with it.
func (c *Catalogue) Meant(word string) (Provider, bool) {
	if p, ok := c.Find(word); ok {
		return p, true
	}
	word = strings.ToLower(strings.TrimSpace(word))
	if word == "" {
		return Provider{}, false
	}
	some := slices.DeleteFunc(c.All(), func(p Provider) bool {
		return p.ID == Other || !strings.HasPrefix(strings.ToLower(p.Name), word) && !strings.HasPrefix(p.ID, word)
	})
	if len(some) != 1 {
		return Provider{}, false
	}
	return some[0], true
}

// Nearby are the names of providers that a mistyped word may mean: of those that
// look like it, or that a search for the longest part of it from the start on finds.
func (c *Catalogue) Nearby(word string) (names []string) {
	const least, most, longest = 3, 3, 20
	word = strings.TrimSpace(word)
	start := []rune(word)
	found := c.Search(string(start[:min(len(start), longest)]))
	for n := min(len(start), longest); n >= least && len(found) == 0; n-- {
		found = c.Search(string(start[:n]))
	}
	for _, p := range found {
		if p.ID != Other && len(names) < most && word != "" {
			names = append(names, p.Name)
		}
	}
	return names
}
