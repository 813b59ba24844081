package agent_test

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/keychain/keychaintest"
	"keytray/app/provider"
	"keytray/app/provider/providertest"
	"keytray/app/secret"
)

// prefixed calls with a key of each kind that starts in a way of its own, and is
// a secret.
func prefixed(t *testing.T, with func(t *testing.T, p provider.Provider, key string)) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	for _, p := range provider.New().All() {
		for _, k := range p.Kinds {
			if k.Prefix == "" || k.Strength == provider.Shape || k.Role != provider.Secret {
				continue
			}
			t.Run(p.ID+"/"+k.ID, func(t *testing.T) { with(t, p, providertest.Key(k, r)) })
		}
	}
}

// written tells whether a text stands in any file of the list, or of the settings.
func (f *fixture) written(t *testing.T, text string) bool {
	t.Helper()
	found := false
	for _, dir := range []string{f.paths.Data, f.paths.Config} {
		err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil
			}
			content, err := os.ReadFile(path)
			found = found || strings.Contains(string(content), text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

func TestNoKindOfKeyIsWrittenDown(t *testing.T) {
	f := start(t)
	value := keychaintest.Random()
	f.add(t, "good", value)
	prefixed(t, func(t *testing.T, _ provider.Provider, key string) {
		refuses := func(what string, err error) {
			t.Helper()
			if api.KindOf(err) != api.Refused || strings.Contains(err.Error(), key) {
				t.Errorf("%s: kind %v", what, api.KindOf(err))
			}
		}
		list := []string{"work", key}
		for what, d := range map[string]api.Details{
			"account": {Account: key}, "tag": {Tags: list}, "place": {UsedBy: list}, "link": {UsedBy: []string{"https://x.example/a/" + key + "?b=c"}},
			"scopes": {Scopes: "all, " + key}, "limit": {Limit: key}, "note": {Notes: " " + key + "\n"}, "variable": {Env: key}, "kind": {Kind: key},
		} {
			_, err := f.Add(t.Context(), api.AddRequest{Name: "n", Details: d, Secret: keychaintest.Random()})
			refuses("add, "+what, err)
		}
		_, err := f.Add(t.Context(), api.AddRequest{Name: key, Secret: keychaintest.Random()})
		refuses("add", err)
		for what, r := range map[string]api.EditRequest{
			"name": {NewName: &key}, "account": {Account: &key}, "tag": {Tags: &list}, "place": {UsedBy: &list}, "scopes": {Scopes: &key},
			"limit": {Limit: &key}, "note": {Notes: &key}, "variable": {Env: &key}, "kind": {Kind: &key},
		} {
			r.Name = "good"
			_, err := f.Edit(t.Context(), r)
			refuses("edit, "+what, err)
		}
		_, err = f.Expose(t.Context(), api.ExposeRequest{Name: "good", Note: key})
		refuses("exposed", err)
		for what, p := range map[string]api.Provider{
			"name": {Name: key}, "ID": {Name: "Acme", ID: key}, "variable": {Name: "Acme", Env: key}, "path": {Name: "Acme", Console: "https://acme.example/" + key + "/keys"},
			"query": {Name: "Acme", Revoke: "https://acme.example/?a=b&key=" + key}, "fragment": {Name: "Acme", Usage: "https://acme.example/#" + key},
			"escaped": {Name: "Acme", Docs: "https://acme.example/%3Fkey=" + key}, "pattern": {Name: "Acme", Pattern: key}, "part of a pattern": {Name: "Acme", Pattern: key + "(-[a-z]{3})?"},
		} {
			_, err := f.AddProvider(t.Context(), p)
			if err == nil || strings.Contains(err.Error(), key) {
				t.Errorf("provider, %s: taken, or repeated", what)
			}
		}
		for what, err := range map[string]error{
			"get":             func() error { _, err := f.Find(t.Context(), key); return err }(),
			"setting":         func() error { _, err := f.SetSetting(t.Context(), key, "1"); return err }(),
			"provider of key": func() error { _, err := f.Edit(t.Context(), api.EditRequest{Name: "good", Provider: &key}); return err }(),
		} {
			if err == nil || strings.Contains(err.Error(), key) {
				t.Errorf("%s: repeated", what)
			}
		}
		if f.written(t, key) {
			t.Error("it is written down")
		}
	})
}

func TestAKeyOfOnesOwnProviderIsNoName(t *testing.T) {
	f := start(t)
	if _, err := f.AddProvider(t.Context(), api.Provider{Name: "Acme", Pattern: "zqx_[a-f0-9]{32}"}); err != nil {
		t.Fatal(err)
	}
	key := providertest.Example("zqx_<hex:32>", rand.New(rand.NewPCG(1, 2)))
	if _, err := f.Add(t.Context(), api.AddRequest{Name: key, Secret: keychaintest.Random()}); api.KindOf(err) != api.Refused || strings.Contains(err.Error(), key) {
		t.Errorf("kind %v", api.KindOf(err))
	}
	if _, err := f.Find(t.Context(), key); strings.Contains(err.Error(), key) {
		t.Error("it is repeated")
	}
}

func TestTheValueItselfIsNotWrittenDownWhateverItsForm(t *testing.T) {
	f := start(t)
	value := keychaintest.Random()
	text := string(value.Reveal())
	for what, r := range map[string]api.AddRequest{
		"name": {Name: text}, "part of the name": {Name: "my " + text}, "account": {Name: "n", Details: api.Details{Account: text}},
		"note": {Name: "n", Details: api.Details{Notes: "This is it: " + text + ".\nKeep it well."}},
	} {
		r.Secret = secret.FromString(text)
		if _, err := f.Add(t.Context(), r); api.KindOf(err) != api.Refused || strings.Contains(err.Error(), text) {
			t.Errorf("%s: kind %v", what, api.KindOf(err))
		}
	}
	if f.written(t, text) {
		t.Error("it is written down")
	}
}

func TestWhatIsNoKeyIsTakenAsItIs(t *testing.T) {
	known := provider.New()
	r := rand.New(rand.NewPCG(1, 2))
	p, _ := known.ByID("twilio")
	sid, _ := p.Kind("account-sid")
	d := api.Details{
		Env: "OPENAI_API_KEY", Account: providertest.Key(sid, r), Tags: []string{"work", "sk-proj", "2026-11"}, UsedBy: []string{"~/notes/.env", "https://github.com/acme/site/settings/secrets"},
		Scopes: "models.read, files.write", Limit: "10 USD a month", Notes: "the old one started with sk_live_",
	}
	if err := agent.CheckTexts(known, d, secret.Value{}); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"chat-app", "It's mine", "sk-proj", "openai/production", "my-very-long-name-for-the-newsletter-2026", "f3b0c442-98fc-4c14-9afb-f4c8996fb924"} {
		if err := agent.CheckName(known, name, keychaintest.Random()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAPatternSaysWhatDiffers(t *testing.T) {
	f := start(t)
	for pattern, good := range map[string]bool{
		"acme_[a-z0-9]{20}": true, `acme\.\d+`: true, "(acme|corp)_.{30}": true,
		"acme_0f8b2c9d7e": false, "(acme_0f8b2c|acme_1d3e5f)": false, "(?i)acme-0f8b2c9d7e": false, `acme\.0f8b2c9d7e`: false, "^acme_0f8b2c$": false,
	} {
		_, err := f.AddProvider(t.Context(), api.Provider{ID: "acme", Name: "Acme", Pattern: pattern})
		if good != (err == nil) || err != nil && (api.KindOf(err) != api.Usage || strings.Contains(err.Error(), pattern)) {
			t.Errorf("%s: %v", pattern, err)
		}
	}
}

func TestTheVariableFollowsTheProvider(t *testing.T) {
	f := start(t)
	value := openAI()
	f.add(t, "app", value)
	for _, step := range []struct {
		r    api.EditRequest
		want string
	}{
		{api.EditRequest{Kind: new("admin")}, "OPENAI_ADMIN_KEY"},
		{api.EditRequest{Provider: new("mistral")}, "MISTRAL_API_KEY"},
		{api.EditRequest{Env: new("MY_KEY")}, "MY_KEY"},
		{api.EditRequest{Provider: new("openai")}, "MY_KEY"},
		{api.EditRequest{Provider: new("mistral"), Env: new("OPENAI_API_KEY")}, "OPENAI_API_KEY"},
		{api.EditRequest{Provider: new("anthropic"), Env: new("")}, ""},
		{api.EditRequest{Kind: new("")}, ""},
		{api.EditRequest{Provider: new("openai")}, "OPENAI_API_KEY"},
		{api.EditRequest{Provider: new("other")}, ""},
	} {
		step.r.Name = "app"
		k, err := f.Edit(t.Context(), step.r)
		if err != nil || k.Env != step.want {
			t.Errorf("variable %q, want %q (%v)", k.Env, step.want, err)
		}
	}
}

func TestAProviderIsGuessedFromAFormThatOthersShare(t *testing.T) {
	f := start(t)
	r := rand.New(rand.NewPCG(1, 2))
	for id, want := range map[string]api.Key{
		"stripe/secret-live":     {Provider: "stripe", Kind: "secret-live", Env: "STRIPE_SECRET_KEY", Hint: "sk_live_…"},
		"google-gemini/standard": {Provider: "google-gemini", Kind: "standard", Env: "GEMINI_API_KEY", Hint: "AIza…"},
	} {
		providerID, kind, _ := strings.Cut(id, "/")
		p, _ := provider.New().ByID(providerID)
		form, _ := p.Kind(kind)
		k := f.add(t, providerID, secret.FromString(providertest.Key(form, r)))
		if k.Provider != want.Provider || k.Kind != want.Kind || k.Env != want.Env || !strings.HasPrefix(k.Hint, want.Hint) {
			t.Errorf("%s: provider %s, kind %s, variable %s", id, k.Provider, k.Kind, k.Env)
		}
	}
}

func TestAChangeOfTheFileOfProvidersIsToldAsSoonAsAnybodyLooks(t *testing.T) {
	f := start(t)
	before, err := f.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	told := make(chan api.State, 1)
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		st, err := f.Wait(ctx, before.Revision)
		if err != nil {
			t.Error(err)
		}
		told <- st
	}()
	f.writeProviders(t, `[{"name": "Acme"}]`)
	if _, err := f.State(t.Context()); err != nil { // any look will do
		t.Fatal(err)
	}
	if st := <-told; len(st.Providers) != 1 {
		t.Errorf("told of %v", st.Providers)
	}
	// A file that cannot be read is no news each time.
	f.writeProviders(t, `[`)
	if _, err := f.State(t.Context()); err != nil {
		t.Fatal(err)
	}
	first, _ := f.State(t.Context())
	if again, _ := f.State(t.Context()); again.Revision != first.Revision {
		t.Error("it is told again and again")
	}
}
