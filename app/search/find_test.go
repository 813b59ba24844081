package search_test

import (
	"slices"
	"strings"
	"testing"

	"keytray/app/search"
)

func names(hits []search.Hit) (all []string) {
	for _, h := range hits {
		all = append(all, h.Key.Name)
	}
	return all
}

// What a person types, and what they see first. A list that ends in … may go on; one
// that does not is all there is.
func TestFindsWhatAPersonMeans(t *testing.T) {
	x := search.New(drawer(), now)
	for _, c := range []struct{ query, want string }{
		// names
		{"chat", "chat-app, chatter bot"},
		{"CHAT", "chat-app, chatter bot"},
		{"chat-app", "chat-app"},
		{"chatapp", "chat-app"},
		{"chat app", "chat-app"},
		{"app chat", "chat-app"},
		{"obs", "Obsidian notes"},
		{"notes", "Obsidian notes"},
		{"obsidian notes", "Obsidian notes"},
		{"on", "Obsidian notes, …"},
		{"bot", "chatter bot, mirror bot"},
		{"ca", "Café résumé, chat-app, …"},
		{"through", "walk through"},
		{"probe", "HTTPServer-probe"},
		{"server probe", "HTTPServer-probe"},
		{"s3", "S3 backups"},
		{"3", "S3 backups"},
		{"backups", "S3 backups"},
		{"2026", "maps 2026"},
		// from three letters on inside words
		{"gh", "dotfiles CI"},
		{"open", "chat-app, Obsidian notes, reopen"},
		{"ope", "chat-app, Obsidian notes, reopen"},
		{"schlüssel", "Testschlüssel"},
		{"ssel", "Testschlüssel"},
		{"files", "dotfiles CI"},
		// providers, by name and ID
		{"github", "dotfiles CI"},
		{"git", "dotfiles CI, mirror bot"},
		{"oai", "chat-app, Obsidian notes"},
		{"open ai", "chat-app, Obsidian notes"},
		{"open-ai", "chat-app, Obsidian notes"},
		{"openai", "chat-app, Obsidian notes"},
		{"opnai", "chat-app, Obsidian notes"},
		{"antrpc", "chatter bot"},
		{"hf", "HTTPServer-probe"},
		{"hugging", "HTTPServer-probe"},
		{"google", "gemini test, maps 2026"},
		{"google maps", "maps 2026"},
		{"gm", "maps 2026, …"},
		{"aws", "S3 backups"},
		// accounts
		{"acme", "Küche Österreich, chat-app, Obsidian notes"},
		{"labs", "chat-app, Obsidian notes"},
		{"jdoe", "dotfiles CI"},
		{"ops@example", "S3 backups"},
		{"example.org", "S3 backups"},
		// variables
		{"OPENAI_API_KEY", "chat-app, Obsidian notes"},
		{"oaik", "chat-app, Obsidian notes"},
		{"openai key", "chat-app, Obsidian notes"},
		{"openaikey", "chat-app, Obsidian notes"},
		{"aak", "chatter bot, S3 backups"},
		{"gh_token", "dotfiles CI"},
		{"ghtoken", "dotfiles CI"},
		{"ssk", "Testschlüssel"},
		{"secret", "Testschlüssel"},
		{"access key", "S3 backups"},
		// tags and places
		{"work", "chat-app, Obsidian notes, vercel deploy"},
		{"home server", "chatter bot"},
		{"anna", "chat-app"},
		{"build", "vercel deploy"},
		{"backup.cmd", "S3 backups"},
		{".env", "chat-app"},
		{"~/src", "chat-app"},
		{"src/chat", "chat-app"},
		// notes, by the beginnings of words alone
		{"conference", "walk through"},
		{"ask bertha", "walk through"},
		{"berth", "walk through"},
		{"ertha", ""},
		{"dmcf", ""},
		// letters in other clothes
		{"kuche", "Küche Österreich"},
		{"kueche", "Küche Österreich"},
		{"KÜCHE", "Küche Österreich"},
		{"Küche", "Küche Österreich"},
		{"osterreich", "Küche Österreich"},
		{"oesterreich", "Küche Österreich"},
		{"grösse", "Küche Österreich"},
		{"groesse", "Küche Österreich"},
		{"cafe", "Café résumé"},
		{"cafe\u0301 resume\u0301", "Café résumé"},
		{"ｇｉｔｈｕｂ", "dotfiles CI"},
		{"密钥", "我的密钥"},
		{"我", "我的密钥"},
		// several words: each must be there, anywhere
		{"openai work prod", "chat-app"},
		{"mistral cafe", "Café résumé"},
		{"chat anthropic", "chatter bot"},
		{"chat stripe", ""},
		// nothing by chance
		{"xyz", ""},
		{"tsetse", ""},
		{"obno", "Obsidian notes"},
		{"tke", ""}, // ToKEn in GH_TOKEN: three letters leave none out
		{"tken", "dotfiles CI, HTTPServer-probe, mirror bot, vercel deploy"},
		{"gra", "Küche Österreich, reopen"},            // Größe AG, GROQ_API_KEY
		{"ai", "chat-app, Obsidian notes, S3 backups"}, // not reopen: GROQ_API_KEY has it only with a letter left out
		{"openia", "chat-app, Obsidian notes"},
		// operators
		{"provider:openai", "chat-app, Obsidian notes"},
		{"provider:OpenAI chat", "chat-app"},
		{"provider:g", "dotfiles CI, gemini test, Küche Österreich, maps 2026, mirror bot, reopen"},
		{"provider:google", "gemini test"},
		{"provider:google-maps", "maps 2026"},
		{`provider:"google maps"`, "maps 2026"},
		{`provider:"hugging face`, "HTTPServer-probe"},
		{"provider:pen", ""},
		{"tag:work", "chat-app, Obsidian notes, vercel deploy"},
		{"tag:wor", "chat-app, Obsidian notes, vercel deploy"},
		{"tag:works", "vercel deploy"},
		{"TAG:work", "chat-app, Obsidian notes, vercel deploy"},
		{`tag:"home server"`, "chatter bot"},
		{`tag:„home server“`, "chatter bot"},
		{"tag:", "chat-app, Obsidian notes, Café résumé, chatter bot, …"},
		{"account:acme", "chat-app, Obsidian notes"},
		{"account:example", "S3 backups"},
		{"env:groq", "reopen"},
		{"env:oaik", "chat-app, Obsidian notes"},
		{"place:anna", "chat-app"},
		{"place:server", "vercel deploy"},
		{"place:.env", "chat-app"},
		{"-tag:old g", "dotfiles CI, Küche Österreich, mirror bot, reopen"},
		{"google -tag:test", "maps 2026"},
		{"mistral -café", "walk through"},
		{"mistral -cafe", "walk through"},
		{`mistral -"walk through"`, "Café résumé"},
		{`"acme labs"`, ""},
		{`"acme-labs"`, "chat-app, Obsidian notes"},
		{`"hat app`, ""},
		{"is:pinned", "Obsidian notes"},
		{"is:exposed", "vercel deploy"},
		{"is:expired", "mirror bot"},
		{"is:overdue", "chat-app, mirror bot"},
		{"is:due", "Obsidian notes, dotfiles CI"},
		{"is:fresh is:rotating", "maps 2026"},
		{"is:refused", "mirror bot"},
		{"-is:unchecked", "dotfiles CI, mirror bot"},
		{"is:muted", "walk through"},
		{"is:snoozed", "Küche Österreich"},
		{"is:rotating", "maps 2026"},
		{"due:now", "chat-app, Obsidian notes, dotfiles CI, gemini test, maps 2026, mirror bot, vercel deploy"},
		{"due:yes", "chat-app, Obsidian notes, dotfiles CI, gemini test, maps 2026, mirror bot, vercel deploy"},
		{"due:overdue", "chat-app, mirror bot"},
		{"due:never", "walk through"},
		{"due:30d -due:now", ""},
		{"due:6w -due:now cafe", "Café résumé"},
		{"due:2m -due:now cafe", "Café résumé"},
		{"due:1y cafe", "Café résumé"},
		{"due:2026-12-31 mistral", "Café résumé, walk through"},
		{"due:2026-12 google", "gemini test, maps 2026"},
		{"due:2027 cafe", "Café résumé"},
		{"due:2027-03 cafe", "Café résumé"},
		{"due:2027-02 cafe", ""},
		{"due:2030", ""},
		// what is no operator is a word
		{"C:\\tools", "S3 backups"},
		{"foo:bar", ""},
		{"-", "chat-app, Obsidian notes, …"},
		{"bot -", "chatter bot, mirror bot"},
		{"", "chat-app, Obsidian notes, Café résumé, …"},
		{"   ", "chat-app, Obsidian notes, …"},
	} {
		r := x.Find(c.query)
		got := names(r.Hits)
		want := strings.Split(c.want, ", ")
		if last := len(want) - 1; want[last] == "…" {
			want = want[:last]
			got = got[:min(len(got), last)]
		}
		if strings.Join(got, ", ") != strings.Join(want, ", ") || r.Problem != "" {
			t.Errorf("%q finds %q, want %q %s", c.query, got, want, r.Problem)
		}
	}
}

// Who types the beginning of "tag:" means no letters out of two words.
func TestThreeLettersAreNotGatheredFromInsideWords(t *testing.T) {
	keys := drawer()[:1]
	keys[0].Name = "paper search that goes on"
	x := search.New(keys, now)
	for query, found := range map[string]bool{"tag": false, "pse": true, "tgo": true, "tha": true, "hat": true} {
		if got := names(x.Find(query).Hits); (len(got) > 0) != found {
			t.Errorf("%q finds %q", query, got)
		}
	}
}

func TestOfHitsThatAreAsGoodTheLastCopiedIsFirst(t *testing.T) {
	keys := drawer()[:3]
	for i := range keys {
		keys[i].Name = []string{"b", "c", "a"}[i] + " token"
		keys[i].CopiedAt, keys[i].Pinned = inDays(-5), false
	}
	keys[1].CopiedAt = inDays(-1)
	keys[2].CopiedAt = inDays(-9)
	if got := names(search.New(keys, now).Find("token").Hits); !slices.Equal(got, []string{"c token", "b token", "a token"}) {
		t.Errorf("copied last: %q", got)
	}
	for i := range keys {
		keys[i].CopiedAt = inDays(-5)
	}
	if got := names(search.New(keys, now).Find("token").Hits); !slices.Equal(got, []string{"a token", "b token", "c token"}) {
		t.Errorf("by name: %q", got)
	}
	keys[1].Pinned = true
	if got := names(search.New(keys, now).Find("token").Hits); !slices.Equal(got, []string{"c token", "a token", "b token"}) {
		t.Errorf("pinned: %q", got)
	}
}

// The fields count in their order, whatever was copied last.
func TestTheNameComesBeforeAllElse(t *testing.T) {
	keys := drawer()[:9]
	for i := range keys {
		k := &keys[i]
		*k = keys[0]
		k.ID = string(rune('a' + i))
		k.Name, k.ProviderName, k.Provider, k.Account, k.Env, k.Tags, k.CopiedAt = "key "+k.ID, "Other", "other", "", "", nil, inDays(-20+i)
	}
	keys[0].Name = "vega"
	keys[1].Name = "vega lab"
	keys[2].Name = "my vega"
	keys[3].ProviderName = "Vega"
	keys[4].Account = "vega"
	keys[5].Env = "VEGA_KEY"
	keys[6].Tags = []string{"vega"}
	keys[7].UsedBy = []string{"vega"}
	keys[8].Notes = "not vega"
	hits := search.New(keys, now).Find("vega").Hits
	if got := names(hits); !slices.Equal(got, []string{"vega", "vega lab", "my vega", "key d", "key e", "key f", "key g", "key h", "key i"}) {
		t.Errorf("got %q", got)
	}
	fields := []search.Field{search.Name, search.Name, search.Name, search.Provider, search.Account, search.Env, search.Tag, search.Place, search.Note}
	for i, h := range hits {
		if h.Field != fields[i] {
			t.Errorf("%s is said to be found in %d", h.Key.Name, h.Field)
		}
	}
}

func TestAWrongValueIsAnsweredWithWhatCanFollow(t *testing.T) {
	x := search.New(drawer(), now)
	for query, want := range map[string]string{
		"due:soon":            "After due: comes now, overdue, ",
		"due:2027-13":         "After due: comes now, overdue, ",
		"due:2027-02-30":      "After due: comes now, overdue, ",
		"due:30x":             "After due: comes now, overdue, ",
		"due:-5d":             "After due: comes now, overdue, ",
		"chat -is:green":      "After is: comes exposed, expired, ",
		"is:overdue is:dueue": "After is: comes exposed, expired, ",
	} {
		r := x.Find(query)
		if !strings.HasPrefix(r.Problem, want) || len(r.Hits) > 0 {
			t.Errorf("%q: %q and %d hits", query, r.Problem, len(r.Hits))
		}
		if typed := query[strings.LastIndex(query, ":")+1:]; strings.Contains(r.Problem, " "+typed+" ") {
			t.Errorf("%q: the value is repeated: %q", query, r.Problem)
		}
	}
	// While a value is typed nothing is wrong yet.
	for _, query := range []string{"due:", "due:o", "due:2", "due:20", "due:2027-", "due:2027-0", "due:2027-01-", "due:2027-01-3", "due:30", "is:", "is:p", "-is:"} {
		if r := x.Find(query); r.Problem != "" || !strings.Contains(query, "2027") && len(r.Hits) == 0 {
			t.Errorf("%q: %q and %d hits", query, r.Problem, len(r.Hits))
		}
	}
}
