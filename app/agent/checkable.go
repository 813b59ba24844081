package agent

import (
	"errors"
	"fmt"
	"strings"

	"keytray/app/api"
	"keytray/app/check"
	"keytray/app/provider"
	"keytray/app/secret"
	"keytray/app/vault"
)

// checkable finds what would be asked, and refuses what must not be.
func (s *Service) checkable(r api.CheckRequest) (provider.Provider, check.Plan, error) {
	known := s.catalogue()
	p, ok := known.Find(r.Provider)
	switch {
	case r.Provider == "":
		return p, check.Plan{}, usage("Say which provider is to be asked about the key.")
	case !ok:
		return p, check.Plan{}, unknownProvider(r.Provider)
	case p.ID == provider.Other:
		return p, check.Plan{}, refused("It is not known who issued this key, so nobody can be asked. Say who it is, for example: keytray edit NAME --provider openai")
	case p.Own:
		return p, check.Plan{}, refused("%s is a provider of your own. Keytray checks keys of built-in providers only.", p.Name)
	}
	plan, err := check.NewPlan(p, s.kindOf(p, r), r.Region)
	var region *check.RegionError
	switch {
	case errors.As(err, &region):
		return p, plan, usage(regionWords(region))
	case err != nil:
		return p, plan, &api.Error{Kind: api.Refused, Err: err, Text: "Keytray knows no harmless way to check this kind of key. " + p.Name + " shows in its console whether a key is in use."}
	case plan.NeedsAccount() && strings.TrimSpace(r.Account) == "":
		return p, plan, refused("%s needs more than the key to check it: the %s. Note it as the account of the key.", p.Name, plan.AccountLabel)
	case plan.SelfHosted && !r.Confirmed:
		return p, plan, refused("Checking sends the key to %s. It may belong to a %s server of somebody else. Confirm that it is of %s.", plan.Host, p.Name, plan.Host)
	}
	return p, plan, nil
}

func regionWords(e *check.RegionError) string {
	if len(e.Known) == 0 {
		return e.Provider + " has no regions to choose from."
	}
	var names []string
	for _, r := range e.Known {
		names = append(names, r.Name)
	}
	return fmt.Sprintf("%s has no region %q. It has: %s", e.Provider, e.Given, strings.Join(names, ", "))
}

// kindOf is the kind that was said, or the one that the value looks like.
func (s *Service) kindOf(p provider.Provider, r api.CheckRequest) string {
	k := vault.Key{Provider: p.ID, Kind: r.Kind}
	if k.Kind == "" {
		s.sameIssuer(&k, r.Secret)
	}
	return k.Kind
}

// sameIssuer takes the kind from the form of a value, if it is one of the key's
// provider.
func (s *Service) sameIssuer(k *vault.Key, v secret.Value) {
	for _, m := range s.catalogue().Recognise(v.Reveal()).Matches {
		if m.Provider.ID == k.Provider {
			k.Kind = m.Kind.ID
			return
		}
	}
}

// fitsProvider keeps the key of one provider from going to another by mistake.
func (s *Service) fitsProvider(p provider.Provider, r api.CheckRequest) error {
	if r.Secret.Len() == 0 {
		return usage("There is no key to check.")
	}
	match, sure := s.catalogue().Recognise(r.Secret.Reveal()).Sure()
	if sure && match.Provider.ID != p.ID {
		return refused("This looks like a key of %s, so it was not sent to %s. Change the provider of the key first.", match.Provider.Name, p.Name)
	}
	return nil
}
