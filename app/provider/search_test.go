package provider_test

import (
	"slices"
	"testing"

	"keytray/app/provider"
)

func TestSearchFindsWhatWasMeant(t *testing.T) {
	c := provider.New()
	for _, s := range []struct{ query, first string }{
		{"OpenAI", "openai"},
		{"open", "openai"},
		{"  OPEN  ai ", "openai"},
		{"github", "github"},
		{"git", "github"},
		{"hugging face", "huggingface"},
		{"gemini", "google-gemini"},
		{"claude", "anthropic"},
		{"chatgpt", "openai"},
		{"opnai", "openai"},
		{"openia", "openai"},
		{"anthropc", "anthropic"},
		{"antrophic", ""},
		{"githb", "github"},
		{"zzzz", ""},
		{"open zzzz", ""},
	} {
		found := c.Search(s.query)
		got := ""
		if len(found) > 0 {
			got = found[0].ID
		}
		if got != s.first {
			t.Errorf("%q finds %q first", s.query, got)
		}
	}
}

func TestAnEmptyQueryFindsAll(t *testing.T) {
	c := provider.New()
	if all := c.Search(" "); len(all) != len(c.All()) || all[len(all)-1].ID != provider.Other {
		t.Errorf("it finds %d of %d", len(all), len(c.All()))
	}
}

func TestTheBestFitIsFirst(t *testing.T) {
	own := func(id, name string, popular int, aliases ...string) provider.Provider {
		return provider.Provider{ID: id, Name: name, Popular: popular, Aliases: aliases}
	}
	c := provider.New(
		own("a-inside", "Gequuxy", 0),
		own("b-alias", "Zeta", 1, "Quux cloud"),
		own("quux-id", "Zed", 1),
		own("d-word", "The Quux", 9),
		own("e-name", "Quuxly", 0),
		own("f-popular", "Quux Works", 8),
	)
	var got []string
	for _, p := range c.Search("quux") {
		got = append(got, p.ID)
	}
	if want := []string{"f-popular", "e-name", "d-word", "b-alias", "quux-id", "a-inside"}; !slices.Equal(got, want) {
		t.Errorf("the order is %v", got)
	}
	if found := c.Search("works quux"); len(found) != 1 || found[0].ID != "f-popular" {
		t.Errorf("two words find %d", len(found))
	}
}
