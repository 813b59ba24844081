package search_test

import (
	"testing"

	"keytray/app/search"
)

func TestSuggestsWhatWasMeant(t *testing.T) {
	x := search.New(drawer(), now)
	for _, c := range []struct{ typed, query, shows string }{
		{"poenai", "OpenAI", "OpenAI"},
		{"gihtub", "GitHub", "GitHub"},
		{"anthorpic", "Anthropic", "Anthropic"},
		{"anthorp", "Anthropic", "Anthropic"},
		{"mitsarl", "Mistral", "Mistral"},
		{"Obsidain", "Obsidian", "Obsidian"},
		{"vercle deploy", "Vercel deploy", "Vercel"},
		{"poenai noets", "OpenAI notes", "OpenAI"},
		{"kücge", "Küche", "Küche"},
		{"provider:opebai", "provider:OpenAI", "OpenAI"},
		{"provider:huging-fase", "", ""},
		{"tag:wrok chat", "tag:work chat", "work"},
		{"openai", "", ""},         // finds something
		{"xq", "", ""},             // too short for a guess
		{"chat stripe", "", ""},    // no letter is wrong
		{"zzzzzzzz", "", ""},       // nothing is near
		{"poenai stripe", "", ""},  // finds nothing either
		{"due:nwo", "", ""},        // has a sentence of its own
		{"-poenai zzzzzz", "", ""}, // leaves out nothing
		{"correct horse", "", ""},  // two words that nobody has
		{"xhat-app", "chat-app", "chat-app"},
	} {
		s, ok := x.Suggest(c.typed)
		if ok != (c.query != "") || s.Query != c.query || s.Shows != c.shows {
			t.Errorf("%q: %+v", c.typed, s)
		}
		if ok && len(x.Find(s.Query).Hits) == 0 {
			t.Errorf("%q: %q finds nothing", c.typed, s.Query)
		}
	}
	if got := search.DidYouMean(search.Suggestion{Shows: "OpenAI"}); got != "Did you mean OpenAI?" {
		t.Error(got)
	}
}
