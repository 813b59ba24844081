package search_test

import (
	"testing"

	"keytray/app/api"
	"keytray/app/search"
)

func TestNamedIsWhatStandsInAName(t *testing.T) {
	keys := []api.Key{
		{Name: "chat-app", Env: "OPENAI_API_KEY", Account: "acme-labs", UsedBy: []string{"~/code/chat-app/.env"}},
		{Name: "backup", Notes: "the long one of 2024", Tags: []string{"nightly"}},
	}
	for text, want := range map[string]bool{
		"chat-app": true, " CHAT-app\n": true, "openai_api": true, "acme-labs": true, "code/chat-app": true,
		"the long one": false, "nightly": false, "-due:now": false, "chat-apps": false,
	} {
		if got := search.Named(keys, text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
