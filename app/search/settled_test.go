package search_test

import (
	"testing"

	"keytray/app/search"
)

func TestAWordThatFindsNothingYetIsLeftOut(t *testing.T) {
	x := search.New(drawer(), now)
	for typed, want := range map[string]string{
		"":                "",
		"du":              "", // no key has it, and it becomes due:
		"due":             "",
		"due:":            "",
		"due:o":           "",
		"due:3":           "",
		"due:overdue":     "due:overdue",
		"due:30d":         "due:30d",
		"due:soonish":     "due:soonish", // that is wrong, and the person is told so
		"is:":             "",
		"is:p":            "",
		"is:pinned":       "is:pinned",
		"chat du":         "chat",
		"chat -is:ex":     "chat",
		"provider:":       "",
		"provider:o":      "provider:o", // finds what begins so
		"tag:old account": "tag:old",
		"chat":            "chat",
		"no such key":     "no such key",
		"due ":            "due ", // nobody types on
		`"du`:             `"du`,
	} {
		if got := x.Settled(typed); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}
