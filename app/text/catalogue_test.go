package text_test

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"keytray/app/text/po"
)

const root = "../.."

// catalogue is the German PO file.
func catalogue(t *testing.T) po.File {
	t.Helper()
	content, err := os.ReadFile("po/de.po")
	if err != nil {
		t.Fatal(err)
	}
	f, err := po.Parse(content)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// update is what to do when these tests fail.
const update = "run: go run ./app/text/po/update"

func TestTheTranslationHasEverySentenceAndNoOther(t *testing.T) {
	said, err := po.Sentences(root)
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	key := func(e po.Entry) string { return e.Context + "\x04" + e.ID + "\x00" + e.Plural }
	for _, e := range catalogue(t).Entries {
		have[key(e)] = true
	}
	for _, e := range said {
		if !have[key(e)] {
			t.Errorf("%s: %q is not in de.po: %s", e.From[0], e.ID, update)
		}
		delete(have, key(e))
	}
	for k := range have {
		t.Errorf("nobody says %q any more: %s", k, update)
	}
}

func TestTheProgramCarriesWhatTheTranslatorsWrote(t *testing.T) {
	f := catalogue(t)
	compiled, err := os.ReadFile("po/de.mo")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(compiled, f.Compile()) {
		t.Errorf("de.mo is older than de.po: %s", update)
	}
}

func TestEverySentenceIsTranslated(t *testing.T) {
	for _, e := range catalogue(t).Missing() {
		t.Errorf("%s: %q has no translation", e.From[0], e.ID)
	}
}

func TestATranslationSaysWithTheSameVerbsWhatTheOriginalSays(t *testing.T) {
	for _, e := range catalogue(t).Entries {
		if !e.Translated() {
			continue
		}
		for i, said := range e.Text {
			original := e.ID
			if e.Plural != "" {
				original = e.Plural // the one with all verbs
			}
			if err := po.SameVerbs(original, said, e.Plural != "" && i == 0); err != nil {
				t.Errorf("%q as %q: %v", original, said, err)
			}
		}
	}
}

// command is something to type: it stays as it is.
var command = regexp.MustCompile(`keytray [a-z-]{2,}( --[a-z-]+)?|https?://\w[^\s]*|--[a-z][a-z-]+|\bKEYTRAY_[A-Z_]+`)

func TestATranslationLeavesCommandsAndTheEdgesOfASentenceAsTheyAre(t *testing.T) {
	space := func(s string) string {
		return s[:len(s)-len(strings.TrimLeft(s, " \n"))] + "…" + s[len(strings.TrimRight(s, " \n")):]
	}
	for _, e := range catalogue(t).Entries {
		if !e.Translated() {
			continue
		}
		for i, said := range e.Text {
			original := []string{e.ID, e.Plural}[i]
			want, got := command.FindAllString(original, -1), command.FindAllString(said, -1)
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(want, got) {
				t.Errorf("%q as %q: commands %q", original, said, got)
			}
			if space(original) != space(said) {
				t.Errorf("%q as %q: the spaces or line breaks around it differ", original, said)
			}
			if strings.Count(original, "**") != strings.Count(said, "**") {
				t.Errorf("%q as %q: the words that stand out differ", original, said)
			}
		}
	}
}
