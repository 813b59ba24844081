package window

import (
	"slices"

	"keytray/app/provider"
	"keytray/app/window/client"
)

// catalogue is all providers, the person's own among them.
func (w *Window) catalogue() *provider.Catalogue {
	if w.known == nil || !slices.Equal(w.own, w.state.Providers) {
		w.own = slices.Clone(w.state.Providers)
		w.known = client.Catalogue(w.own)
	}
	return w.known
}
