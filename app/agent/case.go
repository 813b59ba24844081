package agent

import (
	"context"

	"keytray/app/api"
	"keytray/app/vault"
)

// Turn implements api.Service.
func (s *Service) Turn(ctx context.Context, r api.TurnRequest) (api.Key, error) {
	k, err := s.find(ctx, r.Name, vault.Live)
	if err != nil {
		return api.Key{}, err
	}
	return s.shownKey(s.vault.Turn(ctx, k.ID, vault.Step(r.Step)))
}

// Tick implements api.Service.
func (s *Service) Tick(ctx context.Context, r api.TickRequest) (api.Key, error) {
	k, err := s.find(ctx, r.Name, vault.Live)
	if err != nil {
		return api.Key{}, err
	}
	return s.shownKey(s.vault.Tick(ctx, k.ID, r.Place, r.Has))
}

// Abandon implements api.Service.
func (s *Service) Abandon(ctx context.Context, name string) (api.Key, error) {
	k, err := s.find(ctx, name, vault.Live)
	if err != nil {
		return api.Key{}, err
	}
	if k.Case.Call.What != "" {
		if err := s.dropCall(ctx, k); err != nil {
			return api.Key{}, err
		}
	}
	return s.shownKey(s.vault.Abandon(ctx, k.ID))
}

// dropCall takes the journal of a call away on the person's word, which is all there is
// where nobody can be asked what became of it.
func (s *Service) dropCall(ctx context.Context, k vault.Key) error {
	call, c := k.Case.Call, s.callOf(k)
	switch {
	case s.unstored.has(k.ID), c.askable():
		return s.stillUnsure(c, notGivenUp)
	case !k.Case.Leaked.At.IsZero():
		return s.explain(&vault.LeakedError{Name: k.Name})
	case s.p.Now().Sub(call.At).Abs() < settlesAfter:
		return refused("%s may still be at work on what it was asked. Try again in 2 minutes.", s.issuer(k))
	}
	_, err := s.vault.Settle(ctx, k.ID, call)
	return s.explain(err)
}
