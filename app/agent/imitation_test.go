package agent_test

import (
	"strings"
	"testing"

	"keytray/app/api"
)

func TestNobodyIsTakenForABuiltInProvider(t *testing.T) {
	f := start(t)
	for _, name := range []string{
		"ChatGPT", "Chat GPT", "claude", // aliases
		"Open AI", "open-ai", "O P E N A I", "Git_Hub", "ＯｐｅｎＡＩ", "Another  provider",
		"\u041epenAI", "G\u0456tHub", "Acme \u0421loud", // Cyrillic letters among Latin ones
	} {
		p, err := f.AddProvider(t.Context(), api.Provider{Name: name})
		if api.KindOf(err) != api.Refused || err == nil || !strings.HasSuffix(err.Error(), ".") {
			t.Errorf("%q: %+v, %v", name, p, err)
		}
	}
	for _, name := range []string{"Acme", "OpenAI of Acme", "Яндекс", "智谱 AI", "さくらインターネット 東京", "Zürich 2"} {
		if _, err := f.AddProvider(t.Context(), api.Provider{Name: name}); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestAProviderThatWasThereBeforeItsNameWasTakenCanBeChanged(t *testing.T) {
	f := start(t)
	f.writeProviders(t, `[{"id": "mine", "name": "ChatGPT"}]`)
	if _, err := f.AddProvider(t.Context(), api.Provider{ID: "mine", Name: "ChatGPT", Env: "MINE"}); err != nil {
		t.Error(err)
	}
	if _, err := f.AddProvider(t.Context(), api.Provider{ID: "mine", Name: "Open AI"}); api.KindOf(err) != api.Refused {
		t.Errorf("another such name: %v", err)
	}
}
