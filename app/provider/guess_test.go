package provider_test

import (
	"testing"

	"keytray/app/provider"
)

func TestTheProviderIsGuessedFromAPrefixAlone(t *testing.T) {
	for template, want := range map[string]string{
		"sk-ant-api03-<b64u:93>AA": "anthropic", "sk_live_<b62:99>": "stripe", "AIza<b64u:35>": "google-gemini", "sk_<hex:48>": "elevenlabs",
		"sk-<hex:32>": "", "<hex:32>": "", "<b62:50>": "", "DD_API_KEY=<hex:32>": "", "sk-...": "",
	} {
		m, ok := provider.Guess(recognise(example(template)))
		if ok != (want != "") || m.Provider.ID != want {
			t.Errorf("%s is guessed to be of %q", template, m.Provider.ID)
		}
	}
}
