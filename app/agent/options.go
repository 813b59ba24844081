package agent

import (
	"context"
	"slices"
	"strings"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/settings"
	"keytray/app/text"
)

// Settings implements api.Service.
func (s *Service) Settings(context.Context) ([]api.Setting, error) {
	choices, err := s.settings.Load()
	if err != nil {
		return nil, s.explain(err)
	}
	var all []api.Setting
	for _, e := range slices.Concat(settings.Entries, settings.Chosen(choices)) {
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
	if _, there := s.choices().Windows[strings.TrimPrefix(key, settings.WindowPrefix)]; !there { // its provider may be gone
		known, err := KnownSetting(s.catalogue(), key)
		if err != nil {
			return api.Setting{}, err
		}
		key = known
	}
	choices, err := s.settings.Set(key, value)
	if err != nil {
		return api.Setting{}, s.explain(err)
	}
	s.bump()
	e, _ := settings.Find(key)
	return setting(e, choices), nil
}

// KnownSetting names a provider's setting by the provider's ID; others are as they are.
func KnownSetting(known *provider.Catalogue, key string) (string, error) {
	word, ok := strings.CutPrefix(key, settings.WindowPrefix)
	if !ok || word == "" {
		return key, nil
	}
	p, ok := known.Find(word)
	if !ok {
		sentence := "No provider is called " + QuotedFor(known, word) + "."
		if near := known.Nearby(word); len(near) > 0 {
			sentence += " Did you mean " + text.Either(near) + "?"
		}
		return "", usage(sentence + " See them with: keytray providers")
	}
	return settings.WindowPrefix + p.ID, nil
}

func setting(e settings.Entry, choices settings.Settings) api.Setting {
	return api.Setting{Key: e.Key, Value: e.Text(choices), Default: e.Text(settings.Defaults()), Help: e.Help}
}
