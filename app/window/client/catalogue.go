package client

import (
	"keytray/app/api"
	"keytray/app/provider"
)

// Catalogue is all providers, the person's own among them. One of these that the
// built-in catalogue has taken over since is left out.
func Catalogue(all []api.Provider) *provider.Catalogue {
	var own []provider.Provider
	for _, p := range all {
		if known, err := OwnProvider(p); err == nil {
			own = append(own, known)
		}
	}
	return provider.New(own...)
}

// OwnProvider is a provider of the person's own, as the catalogue has it.
func OwnProvider(p api.Provider) (provider.Provider, error) {
	return provider.Custom(p.ID, p.Name, p.Env, p.Console, p.Revoke, p.Usage, p.Docs, p.Pattern)
}
