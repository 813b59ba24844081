package window

import (
	"strings"
	"testing"
)

// damaged is a key of OpenAI as a hasty hand copies it.
func damaged(key string) map[string]string {
	middle := strings.Index(key, "T3BlbkFJ") + 3
	return map[string]string{
		"a letter less at the end":    key[:len(key)-1],
		"a letter less in the middle": key[:middle] + key[middle+1:],
		"a blank in it":               key[:middle] + " " + key[middle:],
		"a line break in it":          key[:middle] + "\n" + key[middle:],
		"a strange character in it":   key[:middle] + "!" + key[middle+1:],
		"half of it":                  key[:len(key)/2],
	}
}

// Where nobody chose a provider, the start of a key tells it although the rest does not
// look right; and going on anyway keeps it.
func TestADamagedKeyKeepsTheProviderThatItsStartTells(t *testing.T) {
	says := map[string]string{
		"a letter less at the end":    "It has 163 characters; such keys usually have 164, 132 or 56. Copy it again if you can.",
		"a letter less in the middle": "It has 163 characters; such keys usually have 56, 132 or 164. Copy it again if you can.",
		"a blank in it":               "There is a space or line break inside the key. Copy it again.",
		"a line break in it":          "There is a space or line break inside the key. Copy it again.",
		"a strange character in it":   "Something in it is not as in other keys of this kind. Copy it again, or store it as it is.",
		"half of it":                  "Part of the key is missing. It should have 132 or 164 characters.",
	}
	for name, key := range damaged(madeUp("openai", "project")) {
		t.Run(name, func(t *testing.T) {
			r := welcomed(t)
			r.Frame.Resize(usual)
			r.win.pasteText(key)
			s, is := r.win.page.(*setup)
			if !is {
				t.Fatalf("the page is %T", r.win.page)
			}
			what, do, _ := strings.Cut(says[name], ". ") // the first sentence is a bold one
			r.Sees(what+".", do, "It starts like an OpenAI key.")
			r.Misses("Which kind of key is this?", wordsUnknownKind)
			if s.draft.provider.ID != "openai" {
				t.Errorf("the provider is %q", s.draft.provider.ID)
			}
			if s.paste.verdict.stops {
				r.Press(wordsKeepAnyway)
			}
			s.forward()
			if s.at != setupName {
				t.Fatal("it cannot be kept anyway")
			}
			s.name.name.SetText("ours")
			s.forward()
			r.Until("it is stored", func() bool { return s.at == setupDone })
			if added := r.Service.Added[0]; added.Provider != "openai" {
				t.Errorf("it is stored as a key of %q", added.Provider)
			}
		})
	}
}

// What a start alone told holds for its value only: the next one tells anew.
func TestTheNextValueTellsItsProviderAnew(t *testing.T) {
	openai := madeUp("openai", "project")
	for name, c := range map[string]struct{ first, second, want string }{
		"a whole key of another":   {openai[:80], madeUp("anthropic", ""), "anthropic"},
		"a damaged key of another": {openai[:80], madeUp("anthropic", "")[:60], "anthropic"},
		"the same, whole":          {openai[:80], openai, "openai"},
		"no known key":             {openai[:80], filler(40), ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := welcomed(t)
			r.win.pasteText(c.first)
			s := r.win.page.(*setup)
			if s.draft.provider.ID != "openai" {
				t.Fatalf("the first is of %q", s.draft.provider.ID)
			}
			s.paste.field.marked = true // the person replaces it
			s.takes(c.second)
			if s.draft.provider.ID != c.want || s.paste.verdict.switchTo.ID != "" {
				t.Errorf("the second is of %q; the person is asked to switch to %q", s.draft.provider.ID, s.paste.verdict.switchTo.ID)
			}
		})
	}
}

func TestADamagedKeyDoesNotOverruleThePersonsChoice(t *testing.T) {
	r := newRig(t, someState())
	s := r.pasting("anthropic")
	s.takes(madeUp("openai", "project")[:80])
	r.Misses("It starts like")
	if s.draft.provider.ID != "anthropic" {
		t.Errorf("the provider is %q", s.draft.provider.ID)
	}
}
