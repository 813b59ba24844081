package agent

import (
	"context"

	"keytray/app/api"
)

// Call implements api.Service.
func (s *Service) Call(context.Context, api.CallRequest) (api.Called, error) {
	return api.Called{}, refused("No provider can do that by itself yet.")
}
