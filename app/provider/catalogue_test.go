package provider_test

import (
	"regexp"
	"strings"
	"testing"

	"keytray/app/provider"
)

func TestTheCatalogueIsWhole(t *testing.T) {
	seen := map[string]bool{}
	id := regexp.MustCompile(`^[a-z0-9-]+$`)
	env := regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`)
	for _, p := range provider.All() {
		if !id.MatchString(p.ID) || p.Name == "" || seen[p.ID] {
			t.Errorf("%q: bad ID, no name, or twice", p.ID)
		}
		seen[p.ID] = true
		if p.Env != "" && !env.MatchString(p.Env) {
			t.Errorf("%s: %q is no environment variable", p.ID, p.Env)
		}
		if p.Console != "" && !strings.HasPrefix(p.Console, "https://") {
			t.Errorf("%s: %q is no https link", p.ID, p.Console)
		}
		for _, pattern := range p.Patterns {
			if _, err := regexp.Compile(pattern.Regex); err != nil {
				t.Errorf("%s: %v", p.ID, err)
			}
		}
	}
	if !seen["openai"] || !seen["anthropic"] || len(seen) < 60 {
		t.Errorf("%d providers, or the most used are missing", len(seen))
	}
}

func TestAPastedKeyIsRecognised(t *testing.T) {
	fill := strings.Repeat("aB3", 25)[:74]
	for _, c := range []struct{ value, id, prefix string }{
		{"sk-proj-" + fill + "T3Blb" + "kFJ" + fill, "openai", "sk-proj-"},
		{"gsk" + "_" + (fill + fill)[:52], "groq", "gsk_"},
	} {
		p, prefix, ok := provider.Recognise([]byte(c.value))
		if !ok || p.ID != c.id || prefix != c.prefix {
			t.Errorf("a %s key was taken for %q, prefix %q", c.id, p.ID, prefix)
		}
	}
	for _, none := range []string{"", "hello", strings.Repeat("a", 32), "sk-" + fill} {
		if p, _, ok := provider.Recognise([]byte(none)); ok {
			t.Errorf("%d characters without a form were taken for %s", len(none), p.ID)
		}
	}
}

func TestProvidersAreFoundByIDAndName(t *testing.T) {
	for _, in := range []string{"openai", "OpenAI", "OPENAI"} {
		if p, ok := provider.ByID(in); !ok || p.ID != "openai" {
			t.Errorf("%q was not found", in)
		}
	}
	if _, ok := provider.ByID("nobody"); ok {
		t.Error("an unknown provider was found")
	}
	if provider.Name("nobody") != "nobody" {
		t.Error("an unknown provider has no name")
	}
}
