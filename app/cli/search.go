package cli

import (
	"fmt"

	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/search"
	"keytray/app/text"
)

// matching are the keys that fit the words of a query, best first.
func (c *command) matching(known *provider.Catalogue, keys []api.Key, words []string) ([]api.Key, error) {
	for _, w := range words {
		if agent.LooksLikeValue(known, w) {
			return nil, usage("That looks like the value of a key. Keys are found by their name, never by their value.")
		}
	}
	found := search.New(keys, c.Now()).Find(search.Join(words))
	if found.Problem != "" && len(found.Hits) == 0 {
		return nil, &api.Error{Kind: api.Usage, Text: found.Problem}
	}
	fit := make([]api.Key, len(found.Hits))
	for i, h := range found.Hits {
		fit[i] = *h.Key
	}
	return fit, nil
}

// sayNothingFits says so, and what may have been meant.
func (c *command) sayNothingFits(keys []api.Key, words []string) {
	c.say("No key fits that.")
	if s, ok := search.New(keys, c.Now()).Suggest(search.Join(words)); ok {
		_, _ = fmt.Fprintln(c.out, text.Plain(search.DidYouMean(s)))
	}
}
