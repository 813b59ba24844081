package agent

import (
	"context"
	"slices"
	"strconv"
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
	return s.noted(all), nil
}

// brief are the settings as a state has them: what they mean is asked for where it
// is shown.
func brief(choices settings.Settings) (all []api.Setting) {
	for _, e := range slices.Concat(settings.Entries, settings.Chosen(choices)) {
		s := setting(e, choices)
		s.Help = ""
		all = append(all, s)
	}
	return all
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
	if on, err := strconv.ParseBool(value); key == startAtLogin && err == nil {
		if err := s.applyLogin(on); err != nil { // then the setting stays as it is
			return api.Setting{}, s.explain(err)
		}
	}
	choices, err := s.settings.Set(key, value)
	if err != nil {
		return api.Setting{}, s.explain(err)
	}
	s.speak(choices)
	s.tryShortcut()
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
		sentence := text.T("No provider is called %s.", QuotedFor(known, word))
		if near := known.Nearby(word); len(near) > 0 {
			sentence = text.Sentences(sentence, text.T("Did you mean %s?", text.Either(near)))
		}
		return "", wrongUsage(text.Sentences(sentence, text.T("See them with: keytray providers")))
	}
	return settings.WindowPrefix + p.ID, nil
}

func setting(e settings.Entry, choices settings.Settings) api.Setting {
	return api.Setting{
		Key: e.Key, Value: e.Text(choices), Default: e.Text(settings.Defaults()), Help: text.T(e.Help), Chosen: choices.Chose[e.Key],
	}
}
