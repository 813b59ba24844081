package po_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"keytray/app/text/po"
)

const german = `# Notes of the team.
msgid ""
msgstr ""
"Language: de\n"
"Content-Type: text/plain; charset=UTF-8\n"

# This is a remark.
#. leak
#: app/a.go app/b.go
msgctxt "button"
msgid "Open \"%s\""
msgstr "„%s“ öffnen"

#: app/c.go
#, fuzzy
msgid "1 key"
msgid_plural "%d keys"
msgstr[0] "1 Schlüssel"
msgstr[1] "%d Schlüssel"

msgid ""
"First.\n"
"Second."
msgstr ""

#~ msgid "gone"
#~ msgstr "weg"
`

func TestAPOFileIsReadAsTranslatorsWriteIt(t *testing.T) {
	f, err := po.Parse([]byte(german))
	if err != nil {
		t.Fatal(err)
	}
	want := []po.Entry{
		{Context: "button", ID: `Open "%s"`, Text: []string{"„%s“ öffnen"}, Remarks: []string{"This is a remark."}, Hints: []string{"leak"}, From: []string{"app/a.go", "app/b.go"}},
		{ID: "1 key", Plural: "%d keys", Text: []string{"1 Schlüssel", "%d Schlüssel"}, Fuzzy: true, From: []string{"app/c.go"}},
		{ID: "First.\nSecond.", Text: []string{""}},
	}
	if !reflect.DeepEqual(f.Entries, want) {
		t.Errorf("got %+v", f.Entries)
	}
	again, err := po.Parse(f.Bytes())
	if err != nil || !reflect.DeepEqual(again, f) {
		t.Errorf("written and read again: %+v, %v", again, err)
	}
}

func TestAPOFileThatIsNoneIsRefused(t *testing.T) {
	for _, content := range []string{"msgid", `"text"`, `msgid "a`, `msgfoo "a"`} {
		if f, err := po.Parse([]byte(content)); err == nil {
			t.Errorf("%s: %+v", content, f)
		}
	}
}

func TestTranslationsAreKeptAsLongAsTheirSentencesAreSaid(t *testing.T) {
	f := po.File{Entries: []po.Entry{
		{ID: "stays", Text: []string{"bleibt"}, From: []string{"old.go"}},
		{ID: "goes", Text: []string{"geht"}},
		{ID: "1 key", Plural: "%d keys", Text: []string{"1 S", "%d S"}},
	}}
	got := f.Merge([]po.Entry{{ID: "new", From: []string{"new.go"}}, {ID: "stays", From: []string{"new.go"}}, {ID: "1 key", Plural: "%d more keys"}}).Entries
	want := []po.Entry{
		{ID: "new", Text: []string{""}, From: []string{"new.go"}},
		{ID: "stays", Text: []string{"bleibt"}, From: []string{"new.go"}},
		{ID: "1 key", Plural: "%d more keys", Text: []string{"1 S", "%d S"}, Fuzzy: true},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
}

func TestSentencesAreFoundWhereTheyAreSaid(t *testing.T) {
	root := t.TempDir()
	write := func(name, content string) {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("app/a/a.go", `package a
import "keytray/app/text"
var title = text.Mark("Marked")
func f(n int, v string) {
	text.T("One %s", v)
	text.T(other)
	text.T("joined " + "text")
	text.T(v)
	text.N(n, "1 key", "%d keys", n)
	text.C("button", "Open")
	c.say("Said %s", v)
	heading("Head")
}
func (c *T) say(id text.Sentence, args ...any) {}
func heading(id text.Sentence) {}
`)
	write("app/a/const_windows.go", "package a\nconst other = \"From elsewhere\"\n")
	write("app/b/b.go", "package b\nimport words \"keytray/app/text\"\nfunc g() { words.T(\"One %s\", \"x\"); T(\"not ours\") }\nfunc T(string) {}\n")
	write("app/b/b_test.go", "package b\nimport \"keytray/app/text\"\nfunc h() { text.T(\"in a test\") }\n")
	write("app/b/btest/b.go", "package btest\nimport \"keytray/app/text\"\nfunc H() { text.T(\"for tests\") }\n")
	write("app/text/own.go", "package text\nfunc i() { T(\"at home\") }\nfunc T(string) {}\n")
	write("assets/providers/p.json", `{"name": "P", "kinds": [{"name": "secret key", "note": "Careful."}], "links": {"revoke": "https://p.example"},
		"steps": {"create": ["Open **Keys**."]}, "verify": {"counts": "indexes", "kinds": {"note": {"account_label": "Account ID"}}}}`)
	got, err := po.Sentences(root)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, e := range got {
		said = append(said, strings.TrimSuffix(e.Context+"|"+e.ID+"|"+e.Plural, "|")+" in "+strings.Join(e.From, " "))
	}
	want := []string{
		"|Marked in app/a/a.go", "|One %s in app/a/a.go app/b/b.go", "|From elsewhere in app/a/a.go", "|joined text in app/a/a.go", "|1 key|%d keys in app/a/a.go",
		"button|Open in app/a/a.go", "|Said %s in app/a/a.go", "|Head in app/a/a.go", "|at home in app/text/own.go", "|secret key in assets/providers/p.json", "|Careful. in assets/providers/p.json",
		"|Open **Keys**. in assets/providers/p.json", "|%d index|%d indexes in assets/providers/p.json", "|Account ID in assets/providers/p.json",
	}
	if !reflect.DeepEqual(said, want) {
		t.Errorf("got  %q\nwant %q", said, want)
	}
}

func TestOneSentenceHasOnePlural(t *testing.T) {
	root := t.TempDir()
	content := "package a\nimport \"keytray/app/text\"\nfunc f() { text.N(1, \"1 key\", \"%d keys\"); text.N(1, \"1 key\", \"%d other keys\") }\n"
	if err := os.WriteFile(filepath.Join(root, "a.go"), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := po.Sentences(root); err == nil {
		t.Error("two plurals are taken")
	}
}

func TestVerbsAreComparedByTheirArguments(t *testing.T) {
	for _, c := range []struct {
		original, translation string
		fewer, same           bool
	}{
		{"%s of %d", "%[2]d von %[1]s", false, true},
		{"%s of %d", "%d von %s", false, false},
		{"%s of %d", "%s", false, false},
		{"%s of %d", "%s", true, true},
		{"%d keys", "1 Schlüssel", true, true},
		{"%d keys", "%s Schlüssel", true, false},
		{"100 % of it", "100 % davon", false, true},
		{"%d %% of it", "davon %d %%", false, true},
		{"%-8s|%02d", "%-12s|%02d", false, true},
		{"%d %% of it", "davon %d % der Tage", false, false}, // fmt takes the space for a flag
		{"%d of 100", "%d % (von 100)", false, false},
		{"%d days of 100", "1 % der Tage", true, false},
		{"100 % of it", "davon 100 % (alles)", false, true}, // nothing is shown in it
	} {
		if err := po.SameVerbs(c.original, c.translation, c.fewer); (err == nil) != c.same {
			t.Errorf("%q as %q: %v", c.original, c.translation, err)
		}
	}
}

// The compiled file is the field's own format: gettext reads it.
func TestGettextReadsWhatWasCompiled(t *testing.T) {
	tool, err := exec.LookPath("msgunfmt")
	if err != nil {
		t.Skip("gettext is not installed")
	}
	f, err := po.Parse([]byte(german))
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "de.mo")
	if err := os.WriteFile(name, f.Compile(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, name).CombinedOutput()
	if err != nil || !strings.Contains(string(out), `msgstr "„%s“ öffnen"`) || strings.Contains(string(out), "1 Schlüssel") {
		t.Errorf("%v: %s", err, out)
	}
}
