package provider_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"keytray/app/provider"
	"keytray/assets"
)

// categories are what the picker groups providers by.
var categories = []string{
	"ai", "chat", "cloud", "code", "commerce", "data", "database", "design", "developer-tools", "finance", "maps", "messaging",
	"network", "observability", "payments", "productivity", "registry", "search", "secrets", "storage",
}

const (
	tileColors  = 21
	mostSteps   = 5
	longestStep = 120 // characters
)

// file is one file of the catalogue.
type file struct {
	id  string
	raw []byte
	provider.Provider
}

// eachFile runs a test for every file of the catalogue.
func eachFile(t *testing.T, test func(t *testing.T, f file)) {
	t.Helper()
	for _, f := range files(t) {
		t.Run(f.id, func(t *testing.T) { test(t, f) })
	}
}

// files are those that can be read; TestEveryFileFitsTheSchema says of the others why not.
func files(t *testing.T) []file {
	t.Helper()
	names, err := fs.Glob(assets.Providers, "providers/*.json")
	if err != nil || len(names) < 60 {
		t.Fatalf("%d providers, %v", len(names), err)
	}
	var all []file
	for _, name := range names {
		raw, err := fs.ReadFile(assets.Providers, name)
		if err != nil {
			t.Fatal(err)
		}
		f := file{id: strings.TrimSuffix(strings.TrimPrefix(name, "providers/"), ".json"), raw: raw}
		if f.Provider, err = parse(raw); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		all = append(all, f)
	}
	return all
}

func TestEveryFileSaysWhoseKeysItIsAbout(t *testing.T) {
	env := regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`)
	eachFile(t, func(t *testing.T, f file) {
		if f.ID != f.id || !regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`).MatchString(f.ID) || f.ID == provider.Other {
			t.Errorf("the ID %q is not its file's name", f.ID)
		}
		if f.Name == "" || f.Name != strings.TrimSpace(f.Name) {
			t.Errorf("the name is %q", f.Name)
		}
		if !slices.Contains(categories, f.Category) {
			t.Errorf("there is no category %q", f.Category)
		}
		if utf8.RuneCountInString(f.Monogram) != 2 {
			t.Errorf("the monogram %q has not two letters", f.Monogram)
		}
		if f.Color < 0 || f.Color >= tileColors {
			t.Errorf("there is no tile colour %d", f.Color)
		}
		names := slices.Clone(f.Env)
		for _, k := range f.Kinds {
			if k.Env != "" {
				names = append(names, k.Env)
			}
		}
		for _, name := range names {
			if !env.MatchString(name) {
				t.Errorf("%q is no environment variable", name)
			}
		}
		if len(f.Sources) == 0 {
			t.Error("there are no sources")
		}
		if w := f.Window; w.DueAfter+w.OverdueAfter != 0 && (w.DueAfter < 1 || w.DueAfter >= w.OverdueAfter) {
			t.Errorf("keys are due after %d months and overdue after %d", w.DueAfter, w.OverdueAfter)
		}
	})
}

func TestNoTwoProvidersShareAnIDANameOrAPlace(t *testing.T) {
	seen := map[any]string{}
	for _, f := range files(t) {
		places := []any{f.ID, strings.ToLower(f.Name)}
		if f.Popular > 0 {
			places = append(places, f.Popular)
		}
		for _, at := range places {
			if other, taken := seen[at]; taken && other != f.id {
				t.Errorf("%s and %s are both %v", f.id, other, at)
			}
			seen[at] = f.id
		}
	}
}

func TestStepsAreFewShortSentences(t *testing.T) {
	eachFile(t, func(t *testing.T, f file) {
		for what, steps := range map[string][]string{"create": f.Steps.Create, "regenerate": f.Steps.Regenerate, "revoke": f.Steps.Revoke} {
			if len(steps) > mostSteps {
				t.Errorf("%d steps to %s a key", len(steps), what)
			}
			for i, s := range steps {
				if n := utf8.RuneCountInString(s); n > longestStep || !strings.HasSuffix(s, ".") {
					t.Errorf("steps.%s.%d has %d characters, or no full stop", what, i+1, n)
				}
			}
		}
		for _, s := range slices.Concat(f.Steps.Create, f.Steps.Regenerate, f.Steps.Revoke, f.Lost, f.Facts, f.Needs) {
			if strings.Count(s, "**")%2 != 0 {
				t.Errorf("** is not closed: %s", s)
			}
		}
		excused := func(field string) bool { return !f.Confirmed(field) || len(f.Needs) > 0 }
		if len(f.Steps.Create) == 0 && !excused("steps.create") {
			t.Error("nothing says how to make a key")
		}
		if f.Links.Console == "" && !excused("links.console") {
			t.Error("nothing says where to make a key")
		}
	})
}

// The catalogue is public, and is made of public facts.
func TestNoFileHoldsAKeyOrAPathOfSomebody(t *testing.T) {
	c := provider.New()
	eachFile(t, func(t *testing.T, f file) {
		for _, path := range []string{"/home/", "/Users/", `C:\\Users`, "@gmail."} {
			if strings.Contains(string(f.raw), path) {
				t.Errorf("it says %q", path)
			}
		}
		var doc any
		if err := json.Unmarshal(f.raw, &doc); err != nil {
			t.Fatal(err)
		}
		eachText(doc, func(text string) {
			if found := c.Recognise([]byte(text)); found.Problem == provider.PrivateKey {
				t.Error("it holds a private key")
			}
			for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,;()'\"", r) }) {
				if _, sure := c.Recognise([]byte(word)).Sure(); sure {
					t.Errorf("%.12s… is a key", word)
				}
			}
		})
	})
}

// eachText calls f for every text in a JSON value but patterns and templates.
func eachText(v any, f func(string)) {
	switch v := v.(type) {
	case string:
		f(v)
	case []any:
		for _, e := range v {
			eachText(e, f)
		}
	case map[string]any:
		for name, e := range v {
			if name != "regex" && name != "example" {
				eachText(e, f)
			}
		}
	}
}

func TestProvidersAreFoundByIDNameAndAlias(t *testing.T) {
	c := provider.New()
	for _, word := range []string{"openai", "OpenAI", " OPENAI\n"} {
		if p, ok := c.Find(word); !ok || p.ID != "openai" {
			t.Errorf("%q was not found", word)
		}
	}
	for _, f := range files(t) {
		for _, alias := range f.Aliases {
			if _, ok := c.Find(alias); !ok {
				t.Errorf("%s: its alias %q does not lead to it", f.id, alias)
			}
		}
	}
	for _, word := range []string{"", " ", "nobody", "../providers/openai", "openai.json"} {
		if _, ok := c.Find(word); ok {
			t.Errorf("%q was found", word)
		}
	}
	if c.Name("nobody") != "nobody" || c.Name("openai") != "OpenAI" {
		t.Error("names are not as they should be")
	}
}

func TestAllIsSortedAndEndsInOther(t *testing.T) {
	own := provider.Provider{ID: "middle", Name: "Middle", Own: true}
	c := provider.New(own)
	all := c.All()
	if all[len(all)-1].ID != provider.Other {
		t.Error("the last is not the other one")
	}
	if !slices.IsSortedFunc(all[:len(all)-1], func(a, b provider.Provider) int {
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	}) {
		t.Error("it is not sorted by name")
	}
	if p, ok := c.ByID("middle"); !ok || !p.Own {
		t.Error("an own provider was not found")
	}
	all[0].Name = "changed"
	if c.All()[0].Name == "changed" || provider.New().All()[0].Name == "changed" {
		t.Error("somebody else's list was changed")
	}
}

// parse reads a provider's file. Unknown fields are mistakes.
func parse(raw []byte) (provider.Provider, error) {
	var p provider.Provider
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	err := d.Decode(&p)
	return p, err
}
