package vault_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"keytray/app/keychain/keychaintest"
	"keytray/app/rotation"
	"keytray/app/vault"
)

// Whatever is in the file, the answer is an index or an error, and what could
// not be read is still there.
func FuzzIndex(f *testing.F) {
	f.Add([]byte(`{"schema":1,"revision":7,"keys":[{"id":"a","name":"n","versions":[{"number":1,"state":"current","created":"2026-01-01T00:00:00Z"}]}]}`))
	f.Add([]byte(`{"schema":2,"keys":[{"id":"a","name":"n","versions":[{"number":1,"state":"pending","holder":"file","moving_to":"keychain"}]}]}`))
	f.Add([]byte(`{"schema":3,"keys":[{"id":"a","name":"n","kind":"project","verified":{"at":"2026-01-01T00:00:00Z","result":"accepted"},"versions":[{"number":1,"state":"current","kind":"project"}]}]}`))
	f.Add([]byte(`{"schema":4,"keys":[{"id":"a","name":"n","used_by":[{"location":"s","has":1}],"versions":[{"number":2,"state":"current"},{"number":1,"state":"previous"}],"case":{"started":"2026-01-01T00:00:00Z","step":"places","new":2,"leaked":{"at":"2026-01-01T00:00:00Z","where":"chat"},"asked":{"at":"2026-01-01T00:00:00Z","result":"accepted"},"call":{"what":"revoke","version":1}}}]}`))
	f.Add([]byte(`{"schema":4,"keys":[{"id":"a","name":"n","versions":[{"number":1,"state":"current"}],"case":{"started":"2026-01-01T00:00:00Z","step":"no such step","new":7,"dead":true}}]}`))
	for _, seed := range []string{"", "null", "{}", "{", `{"schema":99}`, `{"schema":2,"keys":null}`, `{"schema":2,"keys":[{}]}`, `{"schema":2,"keys":[{"versions":`, "\x00\x00", `{"schema":-1}`, `[]`} {
		f.Add([]byte(seed))
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, content []byte) {
		path := filepath.Join(dir, "index.json")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		v := vault.New(vault.Params{Dir: dir, Store: keychaintest.New(), Now: nowFunc})
		x, err := v.Index(t.Context())
		if err != nil {
			if left, _ := os.ReadFile(path); string(left) != string(content) {
				t.Errorf("an index that cannot be read (%v) was changed", err)
			}
			return
		}
		for _, k := range x.Keys {
			if k.ID == "" || k.Name == "" || len(k.Versions) == 0 {
				t.Errorf("a key without ID, name or version: %+v", k)
			}
			if _, err := x.Find(k.ID, func(vault.Key) bool { return true }); err != nil && !errors.As(err, new(*vault.NotFoundError)) {
				t.Errorf("find: %v", err)
			}
		}
		_ = x.Unfinished()
		_, _ = v.Compare(t.Context())
		for _, k := range x.Keys[:min(len(x.Keys), 3)] {
			goThrough(t, v, k)
		}
	})
}

// goThrough takes whatever rotation a key is said to have to its end.
func goThrough(t *testing.T, v *vault.Vault, k vault.Key) {
	t.Helper()
	if k.Case.Open() && !slices.Contains(vault.Steps, k.Case.Step) {
		t.Errorf("a rotation at no step: %+v", k.Case)
	}
	_ = k.Life(rotation.Default)
	for _, step := range vault.Steps {
		_, _ = v.Turn(t.Context(), k.ID, step)
	}
	for _, p := range k.UsedBy {
		_ = p.Person()
		_, _ = v.Tick(t.Context(), k.ID, p.Location, true)
	}
	_, _ = v.Says(t.Context(), k.ID, k.Asked(), "accepted", true)
	if left, err := v.Abandon(t.Context(), k.ID); err == nil && left.Case.Open() {
		t.Errorf("given up, and not over: %+v", left.Case)
	}
}

// Events that can be read are read, whatever stands between them.
func FuzzHistory(f *testing.F) {
	f.Add([]byte(""))
	f.Add([]byte(`{"at":"2026-01-01T00:00:00Z","event":"copied","id":"a"}` + "\n"))
	f.Add([]byte(`{"at":"2026-01-0` + "\n\n\x00{}\n[]\n"))
	f.Add([]byte("\xff\xfe{\"event\":1}\n"))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, content []byte) {
		if err := os.WriteFile(filepath.Join(dir, "history.jsonl"), content, 0o600); err != nil {
			t.Fatal(err)
		}
		v := vault.New(vault.Params{Dir: dir, Store: keychaintest.New(), Now: nowFunc})
		v.Log(vault.Event{What: "copied", ID: "last"})
		events, err := v.History("last")
		if err != nil || len(events) == 0 || events[len(events)-1].What != "copied" {
			t.Errorf("the last event is lost behind %q: %+v (%v)", content, events, err)
		}
	})
}

// A sealed file gives the value or an error, never something else.
func FuzzSealed(f *testing.F) {
	w := &fixture{dir: filepath.Join(f.TempDir(), "keytray"), store: keychaintest.New(), target: vault.InKeychain, clock: now}
	w.Vault = w.again()
	value := long(3000)
	k, err := w.Add(f.Context(), vault.Key{Name: "n"}, vault.Version{Created: now}, value)
	if err != nil {
		f.Fatal(err)
	}
	path := filepath.Join(w.dir, "sealed", k.Item(1))
	good, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add(good[:len(good)-1])
	f.Add(good[:25])
	f.Add([]byte{})
	f.Add([]byte{1})
	f.Fuzz(func(t *testing.T, content []byte) {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := w.Value(t.Context(), k.ID)
		switch {
		case err == nil && !got.Equal(value):
			t.Error("a changed file gave another value")
		case err != nil && !errors.Is(err, vault.ErrSealed):
			t.Errorf("got %v", err)
		case err != nil && string(content) == string(good):
			t.Errorf("the good file does not open: %v", err)
		}
	})
}
