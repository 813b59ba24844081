package agent_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"keytray/app/api"
	"keytray/app/keychain/keychaintest"
)

func (f *fixture) addOf(t *testing.T, name string, d api.Details) api.Key {
	t.Helper()
	k, err := f.Add(t.Context(), api.AddRequest{Name: name, Secret: keychaintest.Random(), Details: d})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func (f *fixture) set(t *testing.T, key, value string) api.Setting {
	t.Helper()
	s, err := f.SetSetting(t.Context(), key, value)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAKeyGoesWithItsProvidersWindow(t *testing.T) {
	f := start(t)
	f.addOf(t, "npm", api.Details{Provider: "npm"})
	f.addOf(t, "chat", api.Details{Provider: "openai"})
	f.addOf(t, "own", api.Details{Provider: "npm", DueAfter: 4, OverdueAfter: 8})
	f.addOf(t, "half", api.Details{Provider: "npm", DueAfter: 1})
	assert := func(when string, want map[string][2]int) {
		t.Helper()
		st, err := f.State(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range st.Keys {
			if got := [2]int{k.DueAfter, k.OverdueAfter}; got != want[k.Name] {
				t.Errorf("%s: %s is rotated between %v, want %v", when, k.Name, got, want[k.Name])
			}
			if k.DueFrom != f.now.Truncate(24*60*60*1e9).AddDate(0, want[k.Name][0], 0) {
				t.Errorf("%s: the window of %s opens on %v", when, k.Name, k.DueFrom)
			}
		}
	}
	assert("at first", map[string][2]int{"npm": {2, 3}, "chat": {3, 6}, "own": {4, 8}, "half": {1, 3}})
	f.set(t, "rotation.provider.npm", "2-5")
	f.set(t, "rotation.provider.OpenAI", "1-2")
	assert("after choices", map[string][2]int{"npm": {2, 5}, "chat": {1, 2}, "own": {4, 8}, "half": {1, 5}})
	f.set(t, "rotation.provider.npm", "default")
	f.set(t, "rotation.provider.openai", "default")
	f.set(t, "rotation.due_after_months", "1")
	f.set(t, "rotation.overdue_after_months", "2")
	assert("for somebody in a hurry", map[string][2]int{"npm": {1, 2}, "chat": {1, 2}, "own": {4, 8}, "half": {1, 2}})
}

func TestAChangedWindowIsPlannedAtOnce(t *testing.T) {
	f := start(t)
	f.addOf(t, "npm", api.Details{Provider: "npm"})
	before, err := f.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f.set(t, "rotation.provider.npm", "1-2")
	after, err := f.Wait(t.Context(), before.Revision)
	if err != nil {
		t.Fatal(err)
	}
	st, err := f.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if want := "2026-12-"; !strings.HasPrefix(st.NextReminder.Format("2006-01-02"), want) || before.NextReminder.Equal(st.NextReminder) || after.Revision == before.Revision {
		t.Errorf("the next reminder was on %v and is on %v", before.NextReminder, st.NextReminder)
	}
}

func TestAWindowThatDoesNotFitTheSettingsKeepsNoKeyFromBeingChanged(t *testing.T) {
	f := start(t)
	f.addOf(t, "late", api.Details{DueAfter: 5})
	f.set(t, "rotation.due_after_months", "1")
	f.set(t, "rotation.overdue_after_months", "2")
	renamed, env := "later", "LATE_KEY"
	k, err := f.Edit(t.Context(), api.EditRequest{Name: "late", NewName: &renamed, Env: &env})
	if err != nil || k.DueAfter != 5 || k.OverdueAfter != 6 {
		t.Errorf("between %d and %d months, %v", k.DueAfter, k.OverdueAfter, err)
	}
	if _, err := f.Rotate(t.Context(), api.RotateRequest{Name: "later", Secret: keychaintest.Random()}); err != nil {
		t.Error(err)
	}
	due := 9
	if _, err := f.Edit(t.Context(), api.EditRequest{Name: "later", DueAfter: &due}); api.KindOf(err) != api.Usage {
		t.Errorf("a new one that does not fit: %v", err)
	}
}

func TestTheSettingOfAProvider(t *testing.T) {
	f := start(t)
	if s := f.set(t, "rotation.provider.Hugging Face", "2-4"); s.Key != "rotation.provider.huggingface" || s.Value != "2-4" || s.Default != "default" {
		t.Errorf("got %+v", s)
	}
	all, err := f.Settings(t.Context())
	if last := all[len(all)-1]; err != nil || last.Key != "rotation.provider.huggingface" || !strings.Contains(last.Help, "huggingface") {
		t.Errorf("the last setting is %+v, %v", last, err)
	}
	value := openAI()
	for name, c := range map[string]struct{ key, value, says string }{
		"no such provider": {"rotation.provider.opnai", "2-3", "Did you mean OpenAI"},
		"none at all":      {"rotation.provider.", "2-3", "no setting"},
		"a key as the ID":  {"rotation.provider." + string(value.Reveal()), "2-3", "No provider is called that."},
		"a key as value":   {"rotation.provider.npm", string(value.Reveal()), "two numbers of months"},
		"upside down":      {"rotation.provider.npm", "3-2", "the second one higher"},
	} {
		_, err := f.SetSetting(t.Context(), c.key, c.value)
		if api.KindOf(err) != api.Usage || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), string(value.Reveal())) {
			t.Errorf("%s: it does not say %q as it should", name, c.says)
		}
	}
}

func TestTheSettingOfAProviderGoesWithIt(t *testing.T) {
	f := start(t)
	if _, err := f.AddProvider(t.Context(), api.Provider{Name: "Acme"}); err != nil {
		t.Fatal(err)
	}
	f.set(t, "rotation.provider.acme", "2-4")
	if err := f.RemoveProvider(t.Context(), "acme"); err != nil {
		t.Fatal(err)
	}
	if all, err := f.Settings(t.Context()); err != nil || slices.ContainsFunc(all, func(s api.Setting) bool { return s.Key == "rotation.provider.acme" }) {
		t.Errorf("it stays: %+v, %v", all, err)
	}
}

// The file of the person's own providers may be another by now: a setting can still be taken back.
func TestTheSettingOfAProviderThatIsGoneIsTakenBack(t *testing.T) {
	f := start(t)
	if err := os.MkdirAll(f.paths.Config, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(f.paths.Settings(), []byte(`{"rotation.provider.acme": "2-4"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	f.set(t, "rotation.provider.acme", "default")
	if _, err := f.SetSetting(t.Context(), "rotation.provider.acme", "default"); api.KindOf(err) != api.Usage {
		t.Errorf("now that it is gone: %v", err)
	}
}
