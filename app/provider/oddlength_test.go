package provider_test

import (
	"slices"
	"strings"
	"testing"

	"keytray/app/provider"
	"keytray/app/provider/providertest"
)

func TestAKeyOfAnOddLengthIsSaid(t *testing.T) {
	key := made(t, "openai", "project")
	for _, c := range []struct {
		what string
		text string
		want provider.Problem
	}{
		{"whole", key, ""},
		{"without its last character", key[:len(key)-1], provider.OddLength},
		{"without its last forty", key[:len(key)-40], provider.OddLength},
		{"with one more", key + "x", provider.OddLength},
	} {
		f := provider.New().Recognise([]byte(c.text))
		m, sure := f.Sure()
		if f.Problem != c.want || !sure || m.Provider.ID != "openai" {
			t.Errorf("%s: %q, sure %v", c.what, f.Problem, sure)
		}
		if c.want != "" && !slices.Contains(f.Lengths, len(key)) {
			t.Errorf("%s: it should have %v characters", c.what, f.Lengths)
		}
	}
}

func TestAKeyInsideSomethingElseIsNotStoredWithIt(t *testing.T) {
	key := made(t, "anthropic", "key")
	for _, text := range []string{
		`OpenAI(api_key="K")`, "https://example.com/v1?key=K", "foo|K", "user:K@host", "key(K)x", "anthropic,K,2026",
	} {
		f := provider.New().Recognise([]byte(strings.ReplaceAll(text, "K", key)))
		_, sure := f.Sure()
		if alone := string(f.Value) == key && sure; !alone && f.Problem == "" {
			t.Errorf("%s is taken as it is", text)
		}
	}
}

// made is a key of a kind.
func made(t *testing.T, id, kind string) string {
	t.Helper()
	p, _ := provider.New().ByID(id)
	k, ok := p.Kind(kind)
	if !ok {
		t.Fatalf("%s has no %s", id, kind)
	}
	return providertest.Key(k, random())
}
