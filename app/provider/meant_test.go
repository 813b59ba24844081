package provider_test

import (
	"slices"
	"testing"

	"keytray/app/provider"
)

func TestAWordNamesOneProviderOrNone(t *testing.T) {
	c := provider.New(provider.Provider{ID: "acme-cloud", Name: "Acme Cloud", Own: true})
	for word, want := range map[string]string{
		"openai": "openai", "ChatGPT": "openai", " anthrop": "anthropic", "ACME": "acme-cloud", "acme-c": "acme-cloud",
		"acne": "", "dell": "", "cat": "", "test": "", "google": "", "a": "", "": "", "another p": "",
	} {
		if p, _ := c.Meant(word); p.ID != want {
			t.Errorf("%q is %q", word, p.ID)
		}
	}
}

func TestAMistypedWordIsNearToWhatWasMeant(t *testing.T) {
	c := provider.New()
	for word, want := range map[string]string{"opnai": "OpenAI", "openaixyz": "OpenAI", "githbu": "GitHub"} {
		if near := c.Nearby(word); !slices.Contains(near, want) || len(near) > 3 {
			t.Errorf("%q is near to %v", word, near)
		}
	}
	for _, word := range []string{"", "zz", "zzqqzz"} {
		if near := c.Nearby(word); len(near) > 0 {
			t.Errorf("%q is near to %v", word, near)
		}
	}
}
