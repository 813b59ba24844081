package text_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"keytray/app/text"
	"keytray/app/text/po"
)

// speak translates some sentences until the test ends.
func speak(t *testing.T, entries ...po.Entry) {
	f := po.File{Head: po.Entry{Text: []string{"Language: xx\n"}}, Entries: entries}
	text.Speak(t, f.Compile())
}

func TestASentenceIsSaidInThePersonsLanguage(t *testing.T) {
	speak(t,
		po.Entry{ID: "Copy %s to %s", Text: []string{"Nach %[2]s kopiere %[1]s"}},
		po.Entry{ID: "100 %", Text: []string{"hundert %"}},
		po.Entry{ID: "Open", Text: []string{"Öffnen"}},
		po.Entry{Context: "state", ID: "Open", Text: []string{"Offen"}},
		po.Entry{ID: "unsure", Text: []string{"unklar"}, Fuzzy: true},
		po.Entry{ID: "empty", Text: []string{""}},
		po.Entry{ID: "1 key", Plural: "%d keys", Text: []string{"1 Schlüssel", "%d Schlüssel"}},
		po.Entry{ID: "1 of %[2]s", Plural: "%d of %s", Text: []string{"einer von %[2]s", "%d von %s"}},
		po.Entry{ID: "half", Plural: "%d halves", Text: []string{"halb", ""}},
	)
	for _, c := range []struct{ got, want string }{
		{text.T("Copy %s to %s", "a", "b"), "Nach b kopiere a"},
		{text.T("100 %"), "hundert %"},
		{text.T("Open"), "Öffnen"},
		{text.C("state", "Open"), "Offen"},
		{text.C("button", "Open"), "Open"},
		{text.T("%-*s|", 4, "a"), "a   |"},
		{text.T("nobody translated %s", "this"), "nobody translated this"},
		{text.T("unsure"), "unsure"},
		{text.T("empty"), "empty"},
		{text.T(text.Mark("Open")), "Öffnen"},
		{text.Of("Open"), "Öffnen"},
		{text.Of("100% of a person's own %s"), "100% of a person's own %s"},
		{text.Of(""), ""},
		{text.N(1, "1 key", "%d keys", 1), "1 Schlüssel"},
		{text.N(0, "1 key", "%d keys", 0), "0 Schlüssel"},
		{text.N(7, "1 key", "%d keys", 7), "7 Schlüssel"},
		{text.N(1, "1 of %[2]s", "%d of %s", 1, "x"), "einer von x"},
		{text.N(3, "1 of %[2]s", "%d of %s", 3, "x"), "3 von x"},
		{text.N(2, "half", "%d halves", 2), "2 halves"},
		{text.N(1, "1 thing", "%d things", 1), "1 thing"},
		{text.N(2, "1 thing", "%d things", 2), "2 things"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if text.Language() != "xx" {
		t.Errorf("the language is %s", text.Language())
	}
}

func TestAnErrorIsSaidWhenItIsRead(t *testing.T) {
	const locked = text.Error("locked")
	stuck := text.Error("locked: stuck").Under(locked)
	wrapped := text.Errorf("read %s: %w", "a", stuck)
	speak(t, po.Entry{ID: "locked", Text: []string{"gesperrt"}}, po.Entry{ID: "locked: stuck", Text: []string{"gesperrt: klemmt"}},
		po.Entry{ID: "read %s: %w", Text: []string{"%[2]w beim Lesen von %[1]s"}})
	for _, c := range []struct{ got, want string }{
		{locked.Error(), "gesperrt"}, {stuck.Error(), "gesperrt: klemmt"}, {text.Errorf("read %s: %w", "a", stuck).Error(), "gesperrt: klemmt beim Lesen von a"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if !errors.Is(wrapped, stuck) || !errors.Is(stuck, locked) || errors.Is(locked, stuck) {
		t.Error("an error is not found by its kind")
	}
}

func TestEverySentenceOfACatalogueIsFound(t *testing.T) {
	content := catalogue(t)
	var entries []po.Entry
	for _, e := range content.Entries {
		e.Text = []string{"<" + e.ID + ">", "<" + e.Plural + ">"}[:e.Forms()]
		e.Fuzzy = false
		entries = append(entries, e)
	}
	speak(t, entries...)
	for _, e := range entries {
		got := text.Of(e.ID)
		if e.Context != "" {
			got = text.C(e.Context, e.ID)
		}
		if got != e.Text[0] {
			t.Errorf("%q is said as %q", e.ID, got)
		}
	}
}

func TestEnglishCostsNothing(t *testing.T) {
	text.SpeakTag(t, "de")
	for name, say := range map[string]func(){
		"found": func() { text.T("Quit") }, "missing": func() { text.T("said by nobody") }, "counted": func() { text.N(2, "a", "b") },
	} {
		if n := testing.AllocsPerRun(100, say); n > 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

func TestTheLanguageIsTheOneOfTheSettingOrOfTheEnvironment(t *testing.T) {
	for _, c := range []struct {
		setting string
		environ []string
		want    string
	}{
		{"system", []string{"LANG", "de_DE.UTF-8"}, "de"},
		{"system", []string{"LANG", "de_AT@euro"}, "de"},
		{"", []string{"LANG", "de"}, "de"},
		{"system", []string{"LANG", "en_US.UTF-8"}, "en-US"},
		{"system", []string{"LANG", "en_US.UTF-8", "LC_TIME", "en_GB.UTF-8"}, "en"},
		{"system", []string{"LANG", "en_GB.UTF-8", "LC_TIME", "en_US.UTF-8"}, "en-US"},
		{"system", []string{"LANG", "C.UTF-8"}, "en"},
		{"system", []string{"LANG", "POSIX"}, "en"},
		{"system", []string{"LANG", "de_DE", "LC_MESSAGES", "en_GB"}, "en"},
		{"system", []string{"LANG", "de_DE", "LC_ALL", "C"}, "en"},
		{"system", []string{"LANG", "en_US", "LANGUAGE", "fr:de:en"}, "de"},
		{"system", []string{"LANG", "C", "LANGUAGE", "de"}, "en"},
		{"system", []string{"LANG", "ja_JP.UTF-8"}, "en"},
		{"system", []string{"LANG", "nonsense"}, "en"},
		{"de", []string{"LANG", "en_US"}, "de"},
		{"en", []string{"LANG", "de_DE"}, "en"},
		{"en", []string{"LANG", "en_US"}, "en-US"},
	} {
		environ := func(name string) string {
			if i := slices.Index(c.environ, name); i >= 0 {
				return c.environ[i+1]
			}
			return ""
		}
		if got := text.Choose(c.setting, environ); got != c.want {
			t.Errorf("%s, %v: got %s, want %s", c.setting, c.environ, got, c.want)
		}
	}
}

func TestALanguageThatNobodyTranslatedIsEnglish(t *testing.T) {
	for tag, want := range map[string]string{"de": "de", "de-CH": "de", "de_AT.UTF-8": "de", "en": "en", "en-US": "en", "fr": "en", "": "en", "C": "en"} {
		text.SpeakTag(t, tag)
		if got := text.Language(); got != want {
			t.Errorf("%s: %s", tag, got)
		}
	}
}

func TestALogIsEnglish(t *testing.T) {
	speak(t,
		po.Entry{ID: "no such item", Text: []string{"nichts da"}},
		po.Entry{ID: "%s is damaged: %w", Text: []string{"%s ist kaputt: %w"}},
	)
	missing := text.Error("no such item")
	for want, err := range map[string]error{
		"no such item":                      missing,
		"no such item\nno such item":        errors.Join(missing, missing),
		"read it: no such item":             fmt.Errorf("read it: %w", missing),
		"the list is damaged: no such item": text.Errorf("%s is damaged: %w", "the list", missing),
		"twice: the list is damaged: at the start: no such item": fmt.Errorf("twice: %w",
			text.Errorf("%s is damaged: %w", "the list", fmt.Errorf("at the start: %w", missing))),
		"nothing of ours": errors.New("nothing of ours"),
	} {
		if got := text.English(err); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if err.Error() == want && want != "nothing of ours" {
			t.Errorf("the person reads English: %q", want)
		}
		if want != "nothing of ours" && !errors.Is(err, missing) {
			t.Errorf("%q hides its cause", want)
		}
	}
}
