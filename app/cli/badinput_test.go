package cli

import (
	"slices"
	"testing"

	"keytray/app/api"
)

func TestTheLineForScriptsNamesVariableAndKey(t *testing.T) {
	for want, k := range map[string]api.Key{
		`export A_KEY="$(keytray get chat-app)"`: {Name: "chat-app", Env: "A_KEY"},
		`export A_KEY="$(keytray get -- '-x')"`:  {Name: "-x", Env: "A_KEY"},
		`keytray get 'my app' | your-program`:    {Name: "my app"},
	} {
		if got := inScripts(k); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestLinesAreBrokenBetweenWords(t *testing.T) {
	for _, c := range []struct {
		words string
		want  []string
	}{
		{"one two three", []string{"one two", "three"}},
		{"https://example.org/a/long/link it is", []string{"https://example.org/a/long/link", "it is"}},
		{"ein schönes", []string{"ein", "schönes"}},
		{"", []string{""}},
	} {
		if got := wrap(c.words, 8); !slices.Equal(got, c.want) {
			t.Errorf("%q becomes %q", c.words, got)
		}
	}
}
