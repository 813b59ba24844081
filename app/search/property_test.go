package search_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"keytray/app/api"
	"keytray/app/search"
)

func TestEveryKeyIsFoundByItsNameFirst(t *testing.T) {
	keys := append(drawer(), many(300)...)
	for i, odd := range []string{
		"-old", `say "hi"`, "due:now", "due:xyz", "tag:work", "is:", "a", "ä", "C++ (old)", "  two  spaces ", "!", "prod: main", "a -b", "„quoted“",
		"ＷＩＤＥ", "one two three four five six seven eight nine ten eleven twelve thirteen", strings.Repeat("long ", 20), "e\u0301", "Å", "İstanbul", "ﬁ", "🔑", "🔑 key",
	} {
		keys = append(keys, api.Key{ID: "odd" + string(rune('a'+i)), Name: odd})
	}
	x := search.New(keys, now)
	for _, k := range keys {
		hits := x.Find(k.Name).Hits
		if len(hits) == 0 || hits[0].Key.Name != k.Name {
			t.Errorf("%q finds %q", k.Name, names(hits[:min(len(hits), 3)]))
			continue
		}
		if strings.TrimSpace(k.Name) != "" {
			hits[0].Marks() // of any name
		}
	}
}

// Typing on never brings a key back. Two things may: the third and the fourth letter of a
// word, from which on words are looked into and letters left out, and syntax that a letter
// begins or ends.
func TestTypingOnOnlyNarrows(t *testing.T) {
	keys := append(drawer(), many(60)...)
	typed := []string{
		"openai api key", "obsidian", "kueche oesterreich", "Küche", "ops@example.org", "google maps key", "gh_token", "conference ask", "testschluessel",
		"C:\\tools\\backup", "(old) c++", "open-ai chat", "home server", "~/src/chat-app/.env", "我的密钥",
	}
	for _, k := range keys {
		typed = append(typed, k.Name, k.Env)
	}
	for _, query := range typed {
		x := search.New(keys, now)
		var before map[string]bool
		letters := 0
		for i, r := range query {
			hits := x.Find(query[:i+utf8.RuneLen(r)]).Hits
			fresh := search.New(keys, now).Find(query[:i+utf8.RuneLen(r)]).Hits
			if len(fresh) != len(hits) {
				t.Fatalf("%q: %d hits typed letter by letter, %d at once", query[:i+utf8.RuneLen(r)], len(hits), len(fresh))
			}
			now := map[string]bool{}
			for n, h := range hits {
				if now[h.Key.ID] = true; fresh[n].Key.ID != h.Key.ID {
					t.Fatalf("%q: typed letter by letter %s stands where %s belongs", query, h.Key.Name, fresh[n].Key.Name)
				}
			}
			if letters++; r == ' ' {
				letters = 0
			}
			// An umlaut may be two letters.
			for id := range now {
				if before != nil && !before[id] && (letters < 2 || letters > 4) {
					t.Fatalf("%q brings back %s", query[:i+utf8.RuneLen(r)], id)
				}
			}
			before = now
		}
	}
}

// What is marked is what was typed: the letters of a word in their order.
func TestMarksSpellTheWord(t *testing.T) {
	keys := many(400)
	x := search.New(keys, now)
	for _, query := range []string{"chat", "op", "oaik", "gtlb", "dpl", "team", "ask", "kue", "7", "env", "src"} {
		for _, h := range x.Find(query).Hits {
			marks := h.Marks()
			if len(marks) != 1 || marks[0].Field != h.Field {
				t.Fatalf("%q in %q: %v, found in %d", query, h.Key.Name, marks, h.Field)
			}
			var got string
			runes := []rune(strings.ToLower(strings.NewReplacer("ü", "ue", "Ü", "ue").Replace(marks[0].Text)))
			if query == "kue" {
				continue // a rune that is two letters
			}
			for _, s := range marks[0].Spans {
				got += string(runes[s.From:min(s.To, len(runes))])
			}
			if got != query && !strings.ContainsAny(marks[0].Text, "üÜ") {
				t.Errorf("%q marks %q in %q", query, got, marks[0].Text)
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, query := range []string{"due:30d", `tag:"a b`, "-is:x -", "„“", "provider：open", "a\xff\xfe", ":::", "-\"", "due:é", "is:\u0301", "Ü", "due:2027-0"} {
		f.Add(query, "name "+query)
	}
	f.Fuzz(func(t *testing.T, query, name string) {
		keys := append(drawer(), api.Key{ID: "f", Name: name, Notes: name, Tags: []string{name}, Env: name})
		x := search.New(keys, now)
		for _, h := range x.Find(query).Hits {
			for _, m := range h.Marks() {
				at := 0
				for _, s := range m.Spans {
					if s.From < at || s.To <= s.From || s.To > utf8.RuneCountInString(m.Text) {
						t.Fatalf("%q in %q: %v", query, m.Text, m.Spans)
					}
					at = s.To + 1
				}
			}
		}
		x.Suggest(query)
		for _, c := range x.Complete(query) {
			if r := x.Find(c.Query); r.Problem != "" && x.Find(query).Problem == "" {
				t.Fatalf("%q is completed to %q: %s", query, c.Query, r.Problem)
			}
		}
		if utf8.ValidString(name) && strings.TrimSpace(name) == name && utf8.RuneCountInString(name) < 100 {
			if hits := x.Find(name).Hits; name != "" && (len(hits) == 0 || hits[0].Key.Name != name && hits[0].Rank > 1) && visible(name) {
				t.Fatalf("%q does not find itself: %q", name, names(hits))
			}
		}
	})
}

func visible(name string) bool {
	return strings.ContainsFunc(name, func(r rune) bool { return r > ' ' && r < 0x7f })
}
