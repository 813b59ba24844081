package search_test

import (
	"strings"
	"testing"

	"keytray/app/api"
	"keytray/app/search"
)

// shown is the first hit with what is marked in brackets.
func shown(h search.Hit) string {
	var all []string
	for _, m := range h.Marks() {
		runes, at := []rune(m.Text), 0
		var b strings.Builder
		for _, s := range m.Spans {
			b.WriteString(string(runes[at:s.From]) + "[" + string(runes[s.From:s.To]) + "]")
			at = s.To
		}
		all = append(all, b.String()+string(runes[at:]))
	}
	return strings.Join(all, " | ")
}

func TestWhatWasFoundIsMarked(t *testing.T) {
	x := search.New(drawer(), now)
	for query, want := range map[string]string{
		"chat":              "[chat]-app",
		"chatapp":           "[chat]-[app]",
		"chat app":          "[chat]-[app]",
		"app":               "chat-[app]",
		"chat-app":          "[chat-app]",
		"obsidian notes":    "[Obsidian notes]",
		"obsidian no":       "[Obsidian no]tes",
		"on":                "[O]bsidian [n]otes",
		"schlüs":            "Test[schlüs]sel",
		"gh":                "[G]it[H]ub",
		"antrpc":            "[Ant]h[r]o[p]i[c]",
		"oaik":              "[O]PENAI_[A]P[I]_[K]EY",
		"openai key":        "[OpenAI] | OPENAI_API_[KEY]",
		"chat labs":         "[chat]-app | acme-[labs]",
		"tag:prod":          "[prod]",
		"gemini test":       "[gemini test]",
		"old google gemini": "[gemini] test | [Google] | [old]",
		"place:anna":        "[Anna]",
		"kueche":            "[Küche] Österreich",
		"groesse osterr":    "Küche [Österr]eich | [Größe] AG",
		"grosse":            "[Größe] AG",
		"密钥":                "我的[密钥]",
		"bertha":            "Only for the demo at the conference. Ask [Bertha] before it is renewed.",
		"is:pinned":         "",
	} {
		hits := x.Find(query).Hits
		if len(hits) == 0 {
			t.Errorf("%q finds nothing", query)
			continue
		}
		if got := shown(hits[0]); got != want {
			t.Errorf("%q marks %s, want %s", query, got, want)
		}
	}
}

func TestANoteIsShownAroundWhatWasFound(t *testing.T) {
	k := api.Key{ID: "1", Name: "k", Notes: strings.Repeat("before\n", 50) + "the needle\tis here " + strings.Repeat("after ", 50)}
	hits := search.New([]api.Key{k}, now).Find("needle").Hits
	want := "…re before before the [needle] is here after after after after after after after a…"
	got := shown(hits[0])
	if hits[0].Field != search.Note || !strings.Contains(got, " the [needle] is here ") || strings.Contains(got, "\n") || len([]rune(got)) > 90 {
		t.Errorf("got %q, like %q", got, want)
	}
	if spans := hits[0].Spans(search.Name); spans != nil {
		t.Errorf("the name is marked: %v", spans)
	}
}
