package agent

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"keytray/app/api"
	"keytray/app/check"
	"keytray/app/keychain"
	"keytray/app/provider"
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
	r.Provider, r.Account = k.Provider, cmp.Or(r.Account, k.Account)
	old := previous(k)
	if len(old) == 0 {
		return s.noneToAsk(ctx, k)
	}
	for _, about := range old { // before the keychain is asked
		r.Kind = about.Kind
		if _, err := s.checkable(r); err != nil {
			return api.Checked{}, unprovable(err, k)
		}
	}
	answers, err := s.askOld(ctx, k, r, old)
	if err != nil {
		return api.Checked{}, err
	}
	return s.conclude(ctx, k, r, answers)
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
		now, err := s.vault.Revoke(ctx, k.ID, dead...)
		if _, err := s.shownKey(now, err); err != nil {
			return api.Checked{}, err
		}
		return api.Checked{
			Verified: api.Verified{At: s.p.Now(), Result: api.CheckRejected}, Closed: !now.Case.Open(),
			Text: "The old key was found dead before. Our copy of it is destroyed now.",
		}, nil
	case k.Case.Dead:
		return api.Checked{}, refused("The old key is dead already, and our copy of it destroyed. Only the places that use the key are left.")
	case k.Case.New != 0:
		return api.Checked{}, refused("No copy of the old key is left here, so nobody can be asked about it. %s", sayRevoked(k))
	}
	return api.Checked{}, s.explain(vault.ErrNoPrevious)
}

// sayRevoked is what to do where nothing can be proven.
func sayRevoked(k vault.Key) string {
	return fmt.Sprintf("When you have revoked it at the provider, say so with: keytray revoke %q", k.Name)
}

// unprovable is a refusal to ask about an old value, with what to do instead if
// nobody can be asked at all.
func unprovable(err error, k vault.Key) error {
	var none *check.NoCheckError
	switch {
	case !errors.As(err, &none):
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
		case ctx.Err() != nil:
			return nil, s.explainCheck(ctx.Err())
		case err == nil:
			asked = true
		case api.KindOf(err) == api.Refused:
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

func (s *Service) askAbout(ctx context.Context, k vault.Key, r api.CheckRequest, about vault.Asked) (api.Checked, error) {
	value, err := s.vault.PreviousValueOf(ctx, k.ID, about.Number)
	defer value.Wipe()
	switch {
	case errors.Is(err, keychain.ErrNotFound), errors.Is(err, vault.ErrSealed), errors.Is(err, vault.ErrNoPrevious):
		return api.Checked{}, refused("Our copy of the old key is lost, so nobody can be asked about it. %s", sayRevoked(k))
	case err != nil:
		return api.Checked{}, s.explain(err)
	}
	r.Kind, r.Secret = about.Kind, value
	said, err := s.check(ctx, r)
	return said, unprovable(err, k)
}
