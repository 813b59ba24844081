package search_test

import (
	"strings"
	"testing"

	"keytray/app/search"
)

func TestCompletesTheWordBeingTyped(t *testing.T) {
	x := search.New(drawer(), now)
	for typed, want := range map[string]string{
		"pr":                  "provider:",
		"chat -ta":            "chat -tag:",
		"provider:op":         "provider:openai (OpenAI, 2)",
		"provider:OP":         "provider:openai (OpenAI, 2)",
		"a provider:mi":       "a provider:mistral (Mistral, 2)",
		"provider:goo":        "provider:google (Google, 1); provider:google-maps (Google Maps, 1)",
		"tag:o":               "tag:old (old, 2)",
		"-tag:o":              "-tag:old (old, 2)",
		"tag:home":            `tag:"home server" (home server, 1)`,
		`tag:"home s`:         `tag:"home server" (home server, 1)`,
		"account:":            "account:acme-labs (acme-labs, 2); account:jdoe (jdoe, 1); account:ops@example.org (ops@example.org, 1)",
		"env:gh":              "env:GH_TOKEN (GH_TOKEN, 1)",
		"place:bu":            `place:"build server" (build server, 1)`,
		"is:ex":               "is:exposed; is:expired",
		"due:o":               "due:overdue",
		"due:n":               "due:now; due:never",
		"due:":                "due:now; due:overdue; due:7d; due:30d; due:3m; due:never",
		"chat":                "",
		"p":                   "",
		"tag:work ":           "",
		"is:pinned":           "",
		"provider:zzz":        "",
		`tag:"home server"`:   "",
		"provider:openai due": "provider:openai due:",
		"":                    "",
	} {
		var got []string
		for _, c := range x.Complete(typed) {
			shown := strings.TrimSuffix(c.Query, " ")
			if c.Count > 0 {
				shown += " (" + c.Shows + ", " + string(rune('0'+c.Count)) + ")"
			}
			if got = append(got, shown); c.Shows == "" {
				t.Errorf("%q: nothing is said of %q", typed, c.Query)
			}
			if r := x.Find(c.Query); r.Problem != "" || len(r.Hits) == 0 && c.Count > 0 {
				t.Errorf("%q: %q finds %d, %s", typed, c.Query, len(r.Hits), r.Problem)
			}
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%q: %s, want %s", typed, strings.Join(got, "; "), want)
		}
	}
	for _, op := range []string{"du", "pro", "ta", "acc", "en", "pl", "is"} {
		if len(x.Complete(op)) != 1 || x.Complete(op)[0].Shows == "" {
			t.Errorf("%q is not completed", op)
		}
	}
	_ = search.Completion{}
}
