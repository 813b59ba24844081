package agent

import (
	"strings"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/rotation"
	"keytray/app/settings"
	"keytray/app/vault"
)

// policies are the rotation windows that settings and catalogue want.
type policies struct {
	known   *provider.Catalogue
	choices settings.Settings
}

func (s *Service) policies() policies { return policies{s.catalogue(), s.choices()} }

// of is the whole window of a key.
func (p policies) of(k vault.Key) rotation.Policy { return p.windows(k.Provider).Fill(k.Policy) }

// windows are what is wanted for the keys of a provider.
func (p policies) windows(id string) rotation.Windows {
	chosen := p.choices.Windows[id]
	of, _ := p.known.ByID(id)
	return rotation.Windows{
		Chosen:    rotation.Policy{DueAfter: chosen.DueAfter, OverdueAfter: chosen.OverdueAfter},
		Suggested: rotation.Policy{DueAfter: of.Window.DueAfter, OverdueAfter: of.Window.OverdueAfter},
		Usual:     rotation.Policy{DueAfter: p.choices.DueAfter, OverdueAfter: p.choices.OverdueAfter},
	}
}

// WindowsOf are the same for a face, of what Settings says.
func WindowsOf(known *provider.Catalogue, all []api.Setting, id string) rotation.Windows {
	choices := settings.Defaults()
	for _, said := range all {
		if e, ok := settings.Find(said.Key); ok && strings.HasPrefix(said.Key, "rotation.") {
			choices = e.With(choices, said.Value)
		}
	}
	return policies{known, choices}.windows(id)
}

// check refuses what a person wants for a key that is no window.
func (p policies) check(k vault.Key) error {
	fallback, _ := p.windows(k.Provider).For(k.Policy)
	return checkWindow(k.Policy.Or(fallback))
}
