package agent

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"keytray/app/api"
	"keytray/app/check"
	"keytray/app/keychain"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/vault"
)

// mostAsked is how many previous values one check asks about, newest first.
const mostAsked = 5

// oldAnswer is what the provider said of one previous value, or why it was not asked.
type oldAnswer struct {
	about   vault.Asked
	said    api.Checked
	refused error
}

// checkPrevious asks whether the previous values are dead. One that is refused is,
// if the provider accepts the current one: who is refused both may be in the wrong
// network, or the account may be blocked.
func (s *Service) checkPrevious(ctx context.Context, r api.CheckRequest) (api.Checked, error) {
	k, err := s.find(ctx, r.Name, vault.Live)
	if err != nil {
		return api.Checked{}, err
	}
	old := previous(k)
	if len(old) == 0 {
		return s.noneToAsk(ctx, k)
	}
	var never error // before the keychain is asked
	for _, about := range old {
		if err := s.askable(k, r, about); err == nil {
			never = nil
			break
		} else if never == nil {
			never = err
		}
	}
	if never != nil {
		return api.Checked{}, never
	}
	answers, err := s.askOld(ctx, k, r, old)
	if err != nil {
		return api.Checked{}, err
	}
	return s.conclude(ctx, k, r, answers)
}

// about is the question about one old value: with what was noted of it, not with what
// the key has now.
func about(r api.CheckRequest, of vault.Asked) api.CheckRequest {
	r.Provider, r.Kind, r.Account = of.Provider, of.Kind, accountFor(r, of)
	return r
}

// accountFor is the account to ask with: the person's, or what was noted.
func accountFor(r api.CheckRequest, of vault.Asked) string {
	return cmp.Or(strings.TrimSpace(r.Account), of.Account)
}

// askable refuses what must not be asked about an old value.
func (s *Service) askable(k vault.Key, r api.CheckRequest, of vault.Asked) error {
	if of.Provider != k.Provider {
		return s.foreign(k, of)
	}
	r = about(r, of)
	if p, ok := s.catalogue().ByID(of.Provider); ok && r.Account == "" {
		if plan, err := check.NewPlan(p, of.Kind, r.Region); err == nil && plan.NeedsAccount() {
			return refused("It is not known which %s the old key had, so nobody can be asked whether it is dead. %s", text.Of(plan.AccountLabel), sayRevoked(k))
		}
	}
	_, err := s.checkable(r)
	return unprovable(err, k)
}

// foreign refuses what is about an old value of another provider than the key has now.
func (s *Service) foreign(k vault.Key, of vault.Asked) error {
	return refused("The old key is one of %s, and the key is of another provider since, so it is not sent anywhere. %s", s.catalogue().Name(of.Provider), sayRevoked(k))
}

func previous(k vault.Key) (all []vault.Asked) {
	for _, version := range k.Versions { // newest first
		if version.State == vault.Previous && len(all) < mostAsked {
			all = append(all, k.AskedOf(version))
		}
	}
	return all
}

// noneToAsk is for a key of which no previous value is held. One that is dead, and
// whose copy could not be destroyed then, is destroyed now.
func (s *Service) noneToAsk(ctx context.Context, k vault.Key) (api.Checked, error) {
	var dead []int
	for _, version := range k.Versions {
		if version.State == vault.Revoked {
			dead = append(dead, version.Number)
		}
	}
	switch {
	case len(dead) > 0:
		now, err := s.vault.RevokeOnly(ctx, k.ID, dead...)
		if _, err := s.shownKey(now, err); err != nil {
			return api.Checked{}, err
		}
		said := api.Checked{
			Verified: api.Verified{At: s.p.Now(), Result: api.CheckRejected}, Closed: !now.Case.Open(),
			Text: text.T("The old key was found dead before. Our copy of it is destroyed now."),
		}
		if said.Closed {
			said.Behind = behind(now)
		}
		return said, nil
	case k.Case.Dead:
		return api.Checked{}, refused("The old key is dead already, and our copy of it destroyed. Only the places that use the key are left. When they have the new one, or need none, end the rotation with: %s", text.Command("revoke", k.Name))
	case k.Case.New != 0:
		return api.Checked{}, refused("No copy of the old key is left here, so nobody can be asked about it. %s", sayRevoked(k))
	}
	return api.Checked{}, s.explain(vault.ErrNoPrevious)
}

// sayRevoked is what to do where nothing can be proven.
func sayRevoked(k vault.Key) string {
	return text.T("When you have revoked it at the provider, say so with: %s", text.Command("revoke", k.Name))
}

// unprovable is a refusal to ask about an old value, with what to do instead if
// nobody can be asked at all.
func unprovable(err error, k vault.Key) error {
	var none *check.NoCheckError
	switch {
	case err == nil || !errors.As(err, &none):
		return err
	case k.Provider == provider.Other:
		return refused("It is not known who issued the old key, so nobody can be asked whether it is dead. %s", sayRevoked(k))
	}
	return refused("Keytray knows no harmless way to ask %s whether the old key is dead. %s", none.Provider, sayRevoked(k))
}

// askOld asks about each of the old values. One that must not be asked about keeps
// no other from it, and is the answer if it is the only one.
func (s *Service) askOld(ctx context.Context, k vault.Key, r api.CheckRequest, old []vault.Asked) (all []oldAnswer, err error) {
	asked := false
	for _, about := range old {
		said, err := s.askAbout(ctx, k, r, about)
		switch {
		case err == nil:
			asked = true
		case ctx.Err() != nil: // who waited for the keychain has sent nothing
			return nil, err
		case api.KindOf(err) == api.Refused, api.KindOf(err) == api.Usage:
			said = api.Checked{Verified: api.Verified{At: s.p.Now(), Result: api.CheckUnknown}, Text: err.Error()}
		default: // the next one fares no better
			return nil, err
		}
		all = append(all, oldAnswer{about, said, err})
	}
	if !asked {
		return nil, all[0].refused
	}
	return all, nil
}

func (s *Service) askAbout(ctx context.Context, k vault.Key, r api.CheckRequest, of vault.Asked) (api.Checked, error) {
	if err := s.askable(k, r, of); err != nil {
		return api.Checked{}, err
	}
	value, err := s.vault.PreviousValueOf(ctx, k.ID, of.Number)
	defer value.Wipe()
	switch {
	case errors.Is(err, keychain.ErrNotFound), errors.Is(err, vault.ErrSealed), errors.Is(err, vault.ErrNoPrevious):
		return api.Checked{}, refused("Our copy of the old key is lost, so nobody can be asked about it. %s", sayRevoked(k))
	case err != nil:
		return api.Checked{}, s.explain(err)
	}
	r = about(r, of)
	r.Secret = value
	said, err := s.check(ctx, r)
	return said, unprovable(err, k)
}
