package search

import (
	"slices"
	"strings"

	"keytray/app/api"
)

// Named tells whether a text is in a name that belongs to a key, and is in sight anyway.
// Whether Find finds something tells nothing: a text like -due:now:… finds all but a few.
func Named(keys []api.Key, text string) bool {
	text = strings.ToLower(strings.TrimSpace(text))
	return slices.ContainsFunc(keys, func(k api.Key) bool {
		names := append([]string{k.Name, k.Env, k.Account}, k.UsedBy...)
		return slices.ContainsFunc(names, func(name string) bool { return strings.Contains(strings.ToLower(name), text) })
	})
}
