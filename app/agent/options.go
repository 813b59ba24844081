package agent

import (
	"context"

	"keytray/app/api"
	"keytray/app/settings"
)

// Settings implements api.Service.
func (s *Service) Settings(context.Context) ([]api.Setting, error) {
	choices, err := s.settings.Load()
	if err != nil {
		return nil, s.explain(err)
	}
	var all []api.Setting
	for _, e := range settings.Entries {
		all = append(all, setting(e, choices))
	}
	return all, nil
}

// SetSetting implements api.Service.
func (s *Service) SetSetting(ctx context.Context, key, value string) (api.Setting, error) {
	if key == "keychain" && value != s.choices().Keychain {
		if _, err := s.Move(ctx, api.MoveRequest{To: value}); err != nil {
			return api.Setting{}, err
		}
	}
	choices, err := s.settings.Set(key, value)
	if err != nil {
		return api.Setting{}, s.explain(err)
	}
	s.bump()
	e, _ := settings.Find(key)
	return setting(e, choices), nil
}

func setting(e settings.Entry, choices settings.Settings) api.Setting {
	return api.Setting{Key: e.Key, Value: e.Text(choices), Default: e.Text(settings.Defaults()), Help: e.Help}
}
