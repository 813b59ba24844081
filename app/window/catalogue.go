package window

import (
	"slices"

	"keytray/app/api"
	"keytray/app/provider"
)

// catalogue is all providers, the person's own among them.
func (w *Window) catalogue() *provider.Catalogue {
	if w.known == nil || !slices.Equal(w.own, w.state.Providers) {
		w.own = slices.Clone(w.state.Providers)
		w.known = provider.New(ownProviders(w.own)...)
	}
	return w.known
}

// ownProviders are the person's own providers as the catalogue has them. One that
// the built-in catalogue has taken over since is left out.
func ownProviders(all []api.Provider) []provider.Provider {
	var own []provider.Provider
	for _, p := range all {
		if known, err := ownProvider(p); err == nil {
			own = append(own, known)
		}
	}
	return own
}

func ownProvider(p api.Provider) (provider.Provider, error) {
	return provider.Custom(p.ID, p.Name, p.Env, p.Console, p.Revoke, p.Usage, p.Docs, p.Pattern)
}
