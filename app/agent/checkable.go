package agent

import (
	"cmp"
	"errors"
	"strings"

	"keytray/app/api"
	"keytray/app/check"
	"keytray/app/provider"
	"keytray/app/secret"
	"keytray/app/text"
	"keytray/app/vault"
)

// asking is a question about a key as it would be asked.
type asking struct {
	check.Plan
	provider provider.Provider
	kind     string
}

// checkable finds what would be asked, and refuses what must not be. Without the
// value it is what the person is told before.
func (s *Service) checkable(r api.CheckRequest) (asking, error) {
	known := s.catalogue()
	p, ok := known.Find(r.Provider)
	switch {
	case r.Provider == "":
		return asking{}, usage("Say which provider is to be asked about the key.")
	case !ok:
		return asking{}, UnknownProvider(known, r.Provider)
	case p.ID == provider.Other:
		return asking{}, noCheck(p, text.T("It is not known who issued this key, so nobody can be asked. Say who it is, for example: keytray edit NAME --provider openai"))
	case p.Own:
		return asking{}, noCheck(p, text.T("%s is a provider of your own. Keytray checks keys of built-in providers only.", p.Name))
	}
	kind, plan, err := s.planned(p, r)
	var region *check.RegionError
	var none *check.NoCheckError
	switch {
	case errors.As(err, &region):
		return asking{}, wrongUsage(regionWords(region))
	case errors.As(err, &none):
		return asking{}, noCheck(p, text.T("Keytray knows no harmless way to check this kind of key. %s shows in its console whether a key is in use.", p.Name))
	case err != nil:
		return asking{}, err
	case plan.NeedsAccount() && strings.TrimSpace(r.Account) == "":
		return asking{}, refused("%s needs more than the key to check it: the %s. Note it as the account of the key.", p.Name, text.Of(plan.AccountLabel))
	case !fitsAccount(plan, r.Account):
		return asking{}, refused("The account has a character that no %s has. Nothing was sent.", cmp.Or(text.Of(plan.AccountLabel), text.C("no … has", "account")))
	case plan.SelfHosted && !r.Confirmed:
		return asking{}, refused("Checking sends the key to %s. It may belong to a %s server of somebody else. Confirm that it is of %s.", plan.Host, p.Name, plan.Host)
	}
	return asking{plan, p, kind}, nil
}

// noCheck is the refusal to ask about a key that nobody can be asked about.
func noCheck(p provider.Provider, sentence string) error {
	return &api.Error{Kind: api.Refused, Err: &check.NoCheckError{Provider: p.Name}, Text: sentence}
}

// planned is the kind of key, and the request for it. Where the kind is not noted
// the value tells, but not against what the person was told without it: the host
// and what else is sent are the same, or nothing is asked.
func (s *Service) planned(p provider.Provider, r api.CheckRequest) (string, check.Plan, error) {
	plan, err := check.NewPlan(p, r.Kind, r.Region)
	kind, ok := s.kindLike(p.ID, r.Secret)
	if r.Kind != "" || !ok || kind.ID == "" || errors.As(err, new(*check.RegionError)) {
		return r.Kind, plan, err
	}
	better, betterErr := check.NewPlan(p, kind.ID, r.Region)
	if betterErr != nil || err == nil && plan.SameAs(better) {
		return kind.ID, better, betterErr
	}
	return "", check.Plan{}, refused("This looks like another kind of %s key, %s, which is checked in another way. Say so first, for example: keytray edit NAME --kind %s", p.Name, cmp.Or(text.Of(kind.Name), kind.ID), kind.ID)
}

func regionWords(e *check.RegionError) string {
	if len(e.Known) == 0 {
		return text.T("%s has no regions to choose from.", e.Provider)
	}
	var names []string
	for _, r := range e.Known {
		names = append(names, text.Of(r.Name))
	}
	return text.T("%s has no region %s. It has: %s", e.Provider, Quoted(e.Given), strings.Join(names, ", "))
}

// sameIssuer takes the kind from the form of a value, if it is one of the key's
// provider.
func (s *Service) sameIssuer(k *vault.Key, v secret.Value) {
	if kind, ok := s.kindLike(k.Provider, v); ok {
		k.Kind = kind.ID
	}
}

// kindLike is the kind of a value by its form, if that is one of a provider.
func (s *Service) kindLike(issuer string, v secret.Value) (provider.Kind, bool) {
	for _, m := range s.catalogue().Recognise(v.Reveal()).Matches {
		if m.Provider.ID == issuer {
			return m.Kind, true
		}
	}
	return provider.Kind{}, false
}

// mayLeave keeps a value here that is not for this built-in provider, or no key at all.
func (s *Service) mayLeave(p provider.Provider, plan check.Plan, r api.CheckRequest) error {
	switch n := r.Secret.Len(); {
	case n == 0:
		return usage("There is no key to check.")
	case n > check.MostSecret:
		return refused("This value is too long to be checked: %d bytes, and a provider takes at most %d. Nothing was sent.", n, check.MostSecret)
	case plan.NeedsAccount() && check.AccountIsKey(r.Account, r.Secret.Reveal()):
		return refused("What is given as the %s is a key, so nothing was sent. Correct it, for example: keytray edit NAME --account ACCOUNT", text.Of(plan.AccountLabel))
	}
	// Of the built-in ones: that somebody gave a provider of their own the same
	// pattern makes it no key of this one.
	if other, ok := provider.New().BelongsElsewhere(r.Secret.Reveal(), p.ID); ok {
		return refused("This looks like a key of %s, so it was not sent to %s. Change the provider of the key first.", other.Name, p.Name)
	}
	return nil
}
