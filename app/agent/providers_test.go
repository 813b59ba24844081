package agent_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"keytray/app/api"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
)

func (f *fixture) providers(t *testing.T) (names []string) {
	t.Helper()
	st, err := f.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range st.Providers {
		names = append(names, p.Name)
	}
	return names
}

func (f *fixture) writeProviders(t *testing.T, content string) {
	t.Helper()
	if err := os.MkdirAll(f.paths.Config, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(f.paths.Providers(), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestAProviderOfOnesOwnIsKnownToAll(t *testing.T) {
	f := start(t)
	other := f.again(t) // another process, which has looked already
	if got := other.providers(t); len(got) != 0 {
		t.Fatalf("there are %v", got)
	}
	before, err := f.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p, err := f.AddProvider(t.Context(), api.Provider{Name: " Acme Cloud ", Env: "ACME_KEY", Console: "https://acme.example/keys", Pattern: "acme_[a-z0-9]{20,40}"})
	if err != nil || p.ID != "acme-cloud" || p.Name != "Acme Cloud" {
		t.Fatalf("got %+v, %v", p, err)
	}
	after, err := f.State(t.Context())
	if err != nil || after.Revision == before.Revision {
		t.Errorf("nobody is told (%v)", err)
	}
	if got := other.providers(t); !slices.Equal(got, []string{"Acme Cloud"}) {
		t.Errorf("another process knows %v", got)
	}
	value := secret.FromString("acme_" + strings.ToLower(string(keychaintest.Random().Reveal()))[:20])
	if k := other.add(t, "robot", value); k.Provider != p.ID || k.ProviderName != "Acme Cloud" || k.Env != "ACME_KEY" {
		t.Errorf("its key is of %s, variable %s", k.Provider, k.Env)
	}
	info, err := os.Stat(f.paths.Providers())
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}

	// The same ID changes it; a name is in use once.
	p.Name, p.Env = "Acme", "ACME_TOKEN"
	if p, err = f.AddProvider(t.Context(), p); err != nil || p.ID != "acme-cloud" {
		t.Errorf("got %+v, %v", p, err)
	}
	if got := other.providers(t); !slices.Equal(got, []string{"Acme"}) {
		t.Errorf("another process knows %v", got)
	}
	if _, err := f.AddProvider(t.Context(), api.Provider{ID: "second", Name: "ACME"}); api.KindOf(err) != api.Refused {
		t.Errorf("a second one with the name: %v", err)
	}
	if p, err := f.AddProvider(t.Context(), api.Provider{Name: "Acme, Cloud"}); err != nil || p.ID != "acme-cloud-2" {
		t.Errorf("another name that makes the same ID: %s, %v", p.ID, err)
	}
	if p, err := f.AddProvider(t.Context(), api.Provider{Name: "智谱"}); err != nil || p.ID != "own" {
		t.Errorf("a name without Latin letters: %s, %v", p.ID, err)
	}

	// It goes when no key uses it.
	if err := f.RemoveProvider(t.Context(), "acme-cloud"); api.KindOf(err) != api.Refused || !strings.Contains(err.Error(), "Acme has 1 key.") {
		t.Errorf("in use: %v", err)
	}
	if _, err := f.Remove(t.Context(), api.RemoveRequest{Name: "robot", Forever: true}); err != nil {
		t.Fatal(err)
	}
	if err := f.RemoveProvider(t.Context(), "acme-cloud"); err != nil {
		t.Error(err)
	}
	if err := f.RemoveProvider(t.Context(), "acme-cloud"); api.KindOf(err) != api.NotFound {
		t.Errorf("once more: %v", err)
	}
}

func TestBuiltInProvidersStayAsTheyAre(t *testing.T) {
	f := start(t)
	for _, p := range []api.Provider{{Name: "OpenAI"}, {Name: " openai "}, {ID: "openai", Name: "Mine"}, {ID: "mine", Name: "GITHUB"}, {ID: "other", Name: "Mine"}, {Name: "Other"}, {Name: "OpenAI!"}} {
		if _, err := f.AddProvider(t.Context(), p); api.KindOf(err) != api.Refused || err == nil {
			t.Errorf("%+v: %v", p, err)
		}
	}
	if err := f.RemoveProvider(t.Context(), "openai"); api.KindOf(err) != api.Refused {
		t.Errorf("removed: %v", err)
	}
	// One that became part of the catalogue since: the built-in one counts.
	f.writeProviders(t, `[{"id": "openai", "name": "OpenAI", "console": "https://evil.example"}, {"id": "acme", "name": "Acme"}]`)
	if got := f.providers(t); !slices.Equal(got, []string{"Acme"}) {
		t.Errorf("known are %v", got)
	}
	if _, err := f.AddProvider(t.Context(), api.Provider{Name: "Globex"}); err != nil {
		t.Error(err)
	}
	if content, _ := os.ReadFile(f.paths.Providers()); !strings.Contains(string(content), "evil.example") {
		t.Error("an entry is lost")
	}
}

func TestNoSecretIsWrittenAsAProvider(t *testing.T) {
	f := start(t)
	value := string(openAI().Reveal())
	for _, p := range []api.Provider{{Name: value}, {ID: value, Name: "Acme"}, {Name: "Acme", Env: value}} {
		if _, err := f.AddProvider(t.Context(), p); err == nil || strings.Contains(err.Error(), value) {
			t.Error("a key was taken, or repeated")
		}
	}
	if err := f.RemoveProvider(t.Context(), value); err == nil || strings.Contains(err.Error(), value) {
		t.Error("a key was repeated")
	}
}

func TestABrokenFileOfProvidersLosesNothing(t *testing.T) {
	for name, broken := range map[string]string{
		"cut off":      `[{"id": "acme"`,
		"another form": `{"id": "acme"}`,
		"no name":      `[{"id": "acme"}]`,
		"no link":      `[{"name": "Acme", "console": "javascript:alert(1)"}]`,
		"no pattern":   `[{"name": "Acme", "pattern": "("}]`,
		"twice":        `[{"id": "acme", "name": "A"}, {"id": "acme", "name": "B"}]`,
		"an object":    `{}`,
		"UTF-16":       "\xff\xfe[\x00]\x00",
		"other fields": `[{"name": 1}]`,
		"no object":    `["Acme"]`,
		"too many":     "[" + strings.Repeat(`{"name": "Acme"},`, 200) + `{"name": "Acme"}]`,
		"too long":     strings.Repeat(" ", 1<<20+1),
	} {
		t.Run(name, func(t *testing.T) {
			f := start(t)
			f.writeProviders(t, broken)
			for what, err := range map[string]error{
				"add":    func() error { _, err := f.AddProvider(t.Context(), api.Provider{Name: "Globex"}); return err }(),
				"remove": f.RemoveProvider(t.Context(), "acme"),
			} {
				if said := fmt.Sprint(err); api.KindOf(err) != api.Failed || !strings.Contains(said, f.paths.Providers()) || strings.Contains(said, "json:") || strings.Contains(said, "JSON input") {
					t.Errorf("%s: %v", what, err)
				}
			}
			if content, _ := os.ReadFile(f.paths.Providers()); string(content) != broken {
				t.Errorf("the file is now %s", content)
			}
			if k := f.add(t, "chat-app", openAI()); k.Provider != "openai" {
				t.Errorf("built-in providers are not known: %s", k.Provider)
			}
			st, err := f.State(t.Context())
			if err != nil || !strings.Contains(st.Notice, f.paths.Providers()) || len(st.Providers) != 0 || strings.Contains(st.Notice, "..") {
				t.Errorf("notice: %q, %v", st.Notice, err)
			}
			all, err := f.Doctor(t.Context())
			if err != nil || !slices.ContainsFunc(all, func(f api.Finding) bool { return f.Check == "providers" && f.Result == api.FindingWarning }) {
				t.Errorf("the doctor says %+v, %v", all, err)
			}
			// Mended, it counts at once.
			f.writeProviders(t, `[{"name": "Acme"}]`)
			if got := f.providers(t); !slices.Equal(got, []string{"Acme"}) {
				t.Errorf("known are %v", got)
			}
		})
	}
}

func TestProvidersAddedAtOnceAreAllKept(t *testing.T) {
	f := start(t)
	const n = 12
	var all sync.WaitGroup
	for i := range n {
		process := f.again(t)
		all.Go(func() {
			if _, err := process.AddProvider(t.Context(), api.Provider{Name: fmt.Sprintf("Acme %d", i)}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got := f.providers(t); len(got) != n {
		t.Errorf("%d are kept of %d: %v", len(got), n, got)
	}
}

func TestWhatANewerKeytrayWroteOfAProviderStays(t *testing.T) {
	f := start(t)
	f.writeProviders(t, `[{"id": "acme", "name": "Acme", "env": "OLD", "mood": {"good": 1}}, {"name": "Globex", "more": true}]`)
	if _, err := f.AddProvider(t.Context(), api.Provider{ID: "acme", Name: "Acme"}); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(f.paths.Providers())
	if err != nil {
		t.Fatal(err)
	}
	var got []map[string]any
	if err := json.Unmarshal(content, &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0]["mood"] == nil || got[0]["env"] != nil || got[1]["more"] != true {
		t.Errorf("got %s", content)
	}
}
