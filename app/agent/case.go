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
	return s.shownKey(s.vault.Abandon(ctx, k.ID))
}
