package window

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"keytray/app/api"
	"keytray/app/window/kit"
)

func namesOf(rows []row) (names []string) {
	for _, r := range rows {
		if r.head != "" {
			names = append(names, fmt.Sprintf("[%s %d]", r.head, r.count))
		} else {
			names = append(names, r.key.Name)
		}
	}
	return names
}

func rowsOf(keys []api.Key, by filter, query string) []row {
	f := newFinder(keys, today)
	return f.find(by, query).rows
}

func countOf(keys []api.Key, by filter) int {
	f := newFinder(keys, today)
	return f.find(filterAll, "").counts[by]
}

func TestSearchRanksTheBestMatchFirst(t *testing.T) {
	keys := []api.Key{
		{ID: "1", Name: "my openai key", Provider: "openai", ProviderName: "OpenAI"},
		{ID: "2", Name: "chat", Provider: "openai", ProviderName: "OpenAI", Account: "acme-labs"},
		{ID: "3", Name: "OpenAI notes", Provider: "openai", ProviderName: "OpenAI"},
		{ID: "4", Name: "reopen", Provider: "groq", ProviderName: "Groq", Env: "GROQ_API_KEY"},
		{ID: "5", Name: "Ümläut", Provider: "mistral", ProviderName: "Mistral", Tags: []string{"home server"}},
	}
	for query, want := range map[string][]string{
		"open": {"OpenAI notes", "my openai key", "chat", "reopen"}, "OPEN": {"OpenAI notes", "my openai key", "chat", "reopen"},
		"acme": {"chat"}, "groq_api": {"reopen"}, "server": {"Ümläut"}, "umlaut": {"Ümläut"},
		"notes openai": {"OpenAI notes"}, "provider:groq": {"reopen"}, `tag:"home server"`: {"Ümläut"}, "zzzz": nil,
	} {
		if got := namesOf(rowsOf(keys, filterAll, query)); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", query, got, want)
		}
	}
	if got := rowsOf(keys, filterAll, "  "); len(got) != len(keys)+1 {
		t.Error("a blank search hides keys")
	}
}

// Nothing is found yet, and what is typed may become "provider:". Who goes on to the keys
// means them.
func TestEnterIsForTheKeyThatTheArrowsAreOn(t *testing.T) {
	for _, arrow := range []fyne.KeyName{fyne.KeyDown, fyne.KeyPageDown} {
		r := newRig(t, someState())
		l := r.win.keys.list
		r.Frame.Canvas().Focus(l.search)
		l.search.SetText("prov")
		if !l.offers.enter {
			t.Fatal("Enter would not take what is offered")
		}
		r.Key(arrow)
		want := l.selected
		r.Misses("provider:")
		r.Key(fyne.KeyReturn)
		r.UntilAsked("copy " + want)
		if l.search.Text != "prov" {
			t.Errorf("Enter made %q of what is typed", l.search.Text)
		}
	}
}

func TestTheChipsCountWhatASearchFinds(t *testing.T) {
	f := newFinder(someKeys(), today)
	all := f.find(filterOverdue, "bot")
	if all.counts[filterAll] != 1 || all.counts[filterOverdue] != 1 || all.counts[filterDue] != 0 {
		t.Errorf("counts %v", all.counts)
	}
	if got := namesOf(all.rows); !slices.Equal(got, []string{"mirror bot"}) {
		t.Errorf("found %q", got)
	}
}

// The index of so many keys is made elsewhere; who types before it is ready waits for it.
func TestManyKeysAreFoundAsSoonAsTheyAreThere(t *testing.T) {
	keys := manyKeys(makeAhead + 1)
	f := newFinder(keys, today)
	last := keys[makeAhead].Name
	if got := namesOf(f.find(filterAll, last).rows); len(got) == 0 || got[0] != last {
		t.Errorf("%q is not the first of %d found", last, len(got))
	}
}

func TestAllKeysStandInSectionsTheMostUrgentFirst(t *testing.T) {
	want := []string{
		"[Needs rotating 4]", "whisper-cli", "mirror bot", "Home Assistant", "chat-app",
		"[In the rotation window 5]", "dotfiles CI", "podcast intro", "laptop", "launcher", "Obsidian notes",
		"[Fresh 1]", "vercel deploy",
	}
	if got := namesOf(rowsOf(someKeys(), filterAll, "")); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestFiltersKeepOnePhase(t *testing.T) {
	for f, want := range map[filter][]string{
		filterDue:     {"dotfiles CI", "podcast intro", "laptop", "launcher", "Obsidian notes"},
		filterOverdue: {"mirror bot", "Home Assistant", "chat-app"},
		filterExposed: {"whisper-cli"},
		filterPinned:  {"chat-app", "Obsidian notes"},
	} {
		if got := namesOf(rowsOf(someKeys(), f, "")); !slices.Equal(got, want) {
			t.Errorf("%s: got %q", f, got)
		}
		if got := countOf(someKeys(), f); got != len(want) {
			t.Errorf("%s counts %d", f, got)
		}
	}
	if got := namesOf(rowsOf(someKeys(), filterDue, "notes")); !slices.Equal(got, []string{"Obsidian notes"}) {
		t.Errorf("a search within a filter: got %q", got)
	}
}

// A rotation is not over with the new value, and stands where nothing else is counted.
func TestAnUnfinishedRotationDoesNotStandUnderFresh(t *testing.T) {
	keys := append(someKeys(), underWay())
	want := []string{
		"[Needs rotating 4]", "whisper-cli", "mirror bot", "Home Assistant", "chat-app",
		"[Being rotated 1]", "backup bot",
		"[In the rotation window 5]", "dotfiles CI", "podcast intro", "laptop", "launcher", "Obsidian notes",
		"[Fresh 1]", "vercel deploy",
	}
	if got := namesOf(rowsOf(keys, filterAll, "")); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if got := countOf(keys, filterDue); got != 5 {
		t.Errorf("Due counts %d", got)
	}
	old := &keys[len(keys)-1]
	if shape, words, _ := kit.Standing(*old); shape != kit.ShapeCase || strings.Contains(words, "0 d") {
		t.Errorf("its row says %q, %q", shape, words)
	}
	old.Case.Leaked = &api.Exposure{At: today}
	got := namesOf(rowsOf(keys, filterAll, ""))
	if got[0] != "[Needs rotating 5]" || !slices.Contains(got[1:3], "backup bot") {
		t.Errorf("after a leak: %q", got)
	}
	if got := namesOf(rowsOf(keys, filterAll, "bot")); !slices.Equal(got, []string{"backup bot", "mirror bot"}) {
		t.Errorf("a search finds %q", got)
	}
	if shape, words, _ := kit.Standing(*old); shape != "exposed" || words != "leaked" {
		t.Errorf("the row says %q, %q", shape, words)
	}
}
