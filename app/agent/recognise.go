package agent

import (
	"context"

	"keytray/app/api"
	"keytray/app/secret"
	"keytray/app/vault"
)

// Recognise implements api.Service.
func (s *Service) Recognise(ctx context.Context, value secret.Value) (api.Holding, error) {
	k, version, found, err := s.vault.Recognise(ctx, value)
	if err != nil || !found {
		return api.Holding{}, s.explain(err)
	}
	return api.Holding{ID: k.ID, Name: k.Name, Binned: !k.Deleted.IsZero(), Current: version.State == vault.Current}, nil
}
