package search_test

import (
	"testing"

	"keytray/app/search"
)

func TestArgumentsGetTheirQuotesBack(t *testing.T) {
	for _, c := range []struct {
		given []string
		want  string
	}{
		{nil, ""},
		{[]string{"chat", "tag:work"}, "chat tag:work"},
		{[]string{"tag:home server", "x"}, `tag:"home server" x`},
		{[]string{"-tag:home server"}, `-tag:"home server"`},
		{[]string{"walk through"}, `"walk through"`},
		{[]string{`tag:"home server"`}, `tag:"home server"`},
		{[]string{"foo:a b"}, `"foo:a b"`},
		{[]string{"tag:work provider:groq"}, "tag:work provider:groq"},
		{[]string{"chat -tag:old", "x y"}, `chat -tag:old "x y"`},
	} {
		if got := search.Join(c.given); got != c.want {
			t.Errorf("%q: %s, want %s", c.given, got, c.want)
		}
	}
}
