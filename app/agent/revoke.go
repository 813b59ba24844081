package agent

import (
	"context"
	"errors"
	"time"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/vault"
)

// lately is how long the provider's word counts that it accepts an old value.
const lately = 24 * time.Hour

// Revoke implements api.Service.
func (s *Service) Revoke(ctx context.Context, r api.RevokeRequest) (api.Key, error) {
	k, err := s.find(ctx, r.Name, vault.Live)
	if err != nil {
		return api.Key{}, err
	}
	seen := 0
	if r.Item != "" {
		current, _ := k.Current()
		if k.Item(current.Number) != r.Item {
			return api.Key{}, s.explain(vault.ErrOtherKey)
		}
		seen = current.Number
	}
	if err := s.mayRevoke(k, r.Anyway); err != nil {
		return api.Key{}, err
	}
	now, err := s.vault.RevokeBefore(ctx, k.ID, seen)
	if err != nil && s.dying(ctx, k.ID) {
		s.bump()
		s.p.Log.Error("destroy an old value", "err", err)
		kind, _ := s.words(err)
		return api.Key{}, &api.Error{Kind: kind, Err: err, Text: text.T("The old value of %s counts as revoked. Our copy is destroyed as soon as the keychain answers.", text.Plain(k.Name))}
	}
	return s.shownKey(now, err)
}

// mayRevoke refuses to destroy an old value that may be the only one that works.
func (s *Service) mayRevoke(k vault.Key, anyway bool) error {
	if k.Previous() == 0 {
		return nil
	}
	asked := k.Case.Asked
	switch {
	case k.Verified.Result == api.CheckRejected:
		return refused("%s refuses the new key, too. Give it another value first: %s", s.issuer(k), text.Command("rotate", k.Name))
	case anyway || asked.Result != api.CheckAccepted && asked.Result != api.CheckLimited || s.p.Now().Sub(asked.At).Abs() > lately:
		return nil
	}
	return refused("%s still accepted the old key when it was asked last. Revoke it there, then prove it with: %s. If you want to destroy our copy all the same: %s",
		s.issuer(k), text.Command("check", k.Name, "--previous"), text.Command("revoke", k.Name, "--anyway"))
}

// issuer is what to call a key's provider at the start of a sentence.
func (s *Service) issuer(k vault.Key) string {
	if k.Provider == provider.Other || k.Provider == "" {
		return text.C("subject", "The provider")
	}
	return s.catalogue().Name(k.Provider)
}

// dying tells whether a value of a key is marked as dead and still held.
func (s *Service) dying(ctx context.Context, id string) bool {
	x, err := s.vault.Index(context.WithoutCancel(ctx))
	if err != nil {
		return false
	}
	for _, k := range x.Keys {
		if k.ID == id {
			return k.Dying() > 0
		}
	}
	return false
}

// leakedWords refuse to forget an old value that has leaked.
func leakedWords(name string) string {
	return text.T("The old key has leaked and may still work. Revoke it at the provider, then run %s or %s. If nobody saw it: %s",
		text.Command("check", name, "--previous"), text.Command("revoke", name), text.Command("exposed", name, "--undo"))
}

// caseWords are about a rotation under way.
func caseWords(err error) (api.Kind, string) {
	var leaked *vault.LeakedError
	var dying *vault.DyingError
	switch {
	case errors.As(err, &leaked):
		return api.Refused, leakedWords(leaked.Name)
	case errors.As(err, &dying):
		return api.Refused, text.T("The old value of %s is dead, and our copy is destroyed as soon as the keychain answers. Then the rotation ends by itself.", text.Plain(dying.Name))
	case errors.Is(err, vault.ErrNoCase):
		return api.Refused, text.T("No rotation of this key is under way. Begin one with: keytray rotate NAME")
	case errors.Is(err, vault.ErrNoNewValue):
		return api.Refused, text.T("The new key is not stored yet. Paste it first.")
	case errors.Is(err, vault.ErrNeverNew):
		return api.Refused, text.T("The key never had another value, so there is nothing to tick off. Give it a new one with: keytray rotate NAME")
	case errors.Is(err, vault.ErrNoPlace):
		return api.NotFound, text.T("The key is not noted as used there. See its places with: keytray show NAME")
	case errors.Is(err, vault.ErrPlaceTaken):
		return api.Refused, text.T("The key is noted as used there already.")
	case errors.Is(err, vault.ErrNotExposed):
		return api.Refused, text.T("The key is not marked as leaked.")
	case errors.Is(err, vault.ErrCallOpen):
		return api.Refused, text.T("It is not known yet whether the provider did what it was asked last. Check the key first, then try again.")
	case errors.Is(err, vault.ErrOtherKey):
		return api.Refused, text.T("The key was changed meanwhile, so nothing was done. Look at it, then try again.")
	}
	return "", ""
}
