package provider_test

import (
	"slices"
	"strings"
	"testing"

	"keytray/app/provider"
	"keytray/app/provider/providertest"
)

const (
	quoted   = "quotes around the key"
	variable = "the variable name"
	bearer   = "the word Bearer"
	header   = "the header name"
	label    = "the words before the key"
	signs    = "the signs around the key"
	command  = "the curl command"
	comma    = "the comma behind the key"
	semi     = "the semicolon behind the key"
	comment  = "the comment behind the key"
	scheme   = "the word before the key"
)

// wraps are ways in which a key, here @, stands in what people copy.
var wraps = []struct {
	name, form string
	peeled     []string
	env        string
}{
	{"spaces and a line end", "  @ \r\n", nil, ""},
	{"what cannot be seen", "\ufeff\u200b@\u00a0\u2060", nil, ""},
	{"double quotes", `"@"`, []string{quoted}, ""},
	{"single quotes", "'@'", []string{quoted}, ""},
	{"backticks", "`@`", []string{quoted}, ""},
	{"English quotes", "“@”", []string{quoted}, ""},
	{"German quotes", "„@“", []string{quoted}, ""},
	{"French quotes", "« @ »", []string{quoted}, ""},
	{"one quote, for the other was not selected", `"@`, []string{quoted}, ""},
	{"a comma", "@,", []string{comma}, ""},
	{"an end of a row of a table", `"@",,,,,,,,,,`, []string{quoted, comma}, ""},
	{"a semicolon", `"@";`, []string{quoted, semi}, ""},
	{"a line of .env", "SOME_API_KEY=@", []string{variable}, "SOME_API_KEY"},
	{"the same in quotes", `SOME_API_KEY="@"`, []string{variable, quoted}, "SOME_API_KEY"},
	{"an export", "export SOME_API_KEY=@", []string{variable}, "SOME_API_KEY"},
	{"an export with a semicolon", "export SOME_API_KEY='@';", []string{variable, quoted, semi}, "SOME_API_KEY"},
	{"Windows' set", "set SOME_API_KEY=@", []string{variable}, "SOME_API_KEY"},
	{"Windows' setx", `setx SOME_API_KEY "@"`, []string{variable, quoted}, "SOME_API_KEY"},
	{"Windows' set in quotes", `set "SOME_API_KEY=@"`, []string{variable}, "SOME_API_KEY"},
	{"fish", "set -gx SOME_API_KEY @", []string{variable}, "SOME_API_KEY"},
	{"a list of YAML", "- SOME_API_KEY=@", []string{variable}, "SOME_API_KEY"},
	{"JavaScript", "const SOME_API_KEY = '@';", []string{variable, quoted, semi}, "SOME_API_KEY"},
	{"a comment behind it", "SOME_API_KEY=@ # of the build server", []string{variable, comment}, "SOME_API_KEY"},
	{"a comment behind quotes", `SOME_API_KEY="@"  # of the build server`, []string{variable, quoted, comment}, "SOME_API_KEY"},
	{"brackets", "(@)", []string{signs}, ""},
	{"signs of Markdown", "**`@`**.", []string{signs}, ""},
	{"the end of a sentence", "@.", []string{signs}, ""},
	{"quotes in quotes", `\"@\"`, []string{signs}, ""},
	{"a label in the line above", "SOME_API_KEY\n@", []string{label}, "SOME_API_KEY"},
	{"words before it", "My secret key @", []string{label}, ""},
	{"a page's label", "Secret access key: @", []string{label}, ""},
	{"PowerShell", `$env:SOME_API_KEY = "@"`, []string{variable, quoted}, "SOME_API_KEY"},
	{"YAML", `SOME_API_KEY: "@",`, []string{variable, quoted, comma}, "SOME_API_KEY"},
	{"YAML without quotes", "some_key: @", []string{variable}, ""},
	{"a line of JSON", `  "SOME_API_KEY": "@",`, []string{variable, quoted, comma}, "SOME_API_KEY"},
	{"TOML", `api-key = "@"`, []string{variable, quoted}, ""},
	{"Ruby and PHP", `'SOME_API_KEY' => '@',`, []string{variable, quoted, comma}, "SOME_API_KEY"},
	{"a bearer", "Bearer @", []string{bearer}, ""},
	{"a header", "Authorization: Bearer @", []string{header, bearer}, ""},
	{"a header of GitHub's", "Authorization: token @", []string{header, scheme}, ""},
	{"a header of its own", "x-api-key: @", []string{header}, ""},
	{"a header in code", `"Authorization": "Bearer @",`, []string{variable, quoted, comma, bearer}, ""},
	{"an option of curl", `-H "Authorization: Bearer @"`, []string{command, header, bearer}, ""},
	{"a curl command", `curl https://api.example.com/v1/models -H "Authorization: Bearer @"`, []string{command, header, bearer}, ""},
	{"a curl command of several lines", "curl https://api.example.com/v1 \\\n  -H 'content-type: application/json' \\\n  -H 'x-api-key: @' \\\n  -d '{\"a\": 1}'", []string{command, header}, ""},
	{"a curl command with a user", "curl https://api.example.com/v1/charges -u @:", []string{command}, ""},
}

// onlyKnown are those in which nobody can say where a key of unknown form begins.
var onlyKnown = []string{"one quote, for the other was not selected", "a comma", "brackets", "signs of Markdown", "the end of a sentence", "quotes in quotes", "a label in the line above", "words before it"}

func TestWhatStandsAroundAKeyIsTakenAway(t *testing.T) {
	r := random()
	kinds(func(p provider.Provider, k provider.Kind) {
		if strings.HasPrefix(k.Example, "{") {
			return // a file
		}
		for _, w := range wraps {
			key := providertest.Key(k, r)
			if w.name == "a curl command with a user" && strings.Contains(key, ":") {
				continue // the user ends there
			}
			if !ownStart(k) && slices.Contains(onlyKnown, w.name) {
				continue
			}
			f := recognise(strings.Replace(w.form, "@", key, 1))
			if string(f.Value) != key || !sameWords(f.Peeled, w.peeled) || f.Env != w.env || f.Problem != "" || !lists(f, p.ID, k.ID) {
				t.Errorf("%s %s, %s: %d characters of %d are left, peeled %q and %q, %s",
					p.ID, k.ID, w.name, len(f.Value), len(key), f.Peeled, f.Env, said(f))
				return // the other ways say the same
			}
		}
	})
}

// sameWords tells whether lists hold the same, in whatever order.
func sameWords(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

func TestKeysOfUnknownFormsKeepAllTheirCharacters(t *testing.T) {
	for _, template := range []string{
		"<b62:44>==", "<b64:43>=", "<b64u:20>.<b64u:40>", "<hex:24>:<hex:64>", "<b62:60>=<b62:8>", "<b62:20>:<b62:20>",
		"https://hooks.example.com/services/<up36:9>/<b62:24>",
	} {
		key := example(template)
		for _, w := range wraps {
			if w.name == "a curl command with a user" && strings.Contains(key, ":") {
				continue // it ends where the password begins
			}
			if slices.Contains(onlyKnown, w.name) {
				continue
			}
			if f := recognise(strings.Replace(w.form, "@", key, 1)); string(f.Value) != key {
				t.Errorf("%s, %s: %d characters of %d are left", template, w.name, len(f.Value), len(key))
			}
		}
	}
}

// ATATT3…=1A2B3C4D is a whole key and no assignment.
func TestAKeyWithAnEqualsSignIsNoAssignment(t *testing.T) {
	key := example("ATATT3xFfGF0<b64u:170>=<HEX:8>")
	if f := recognise(key); string(f.Value) != key || f.Env != "" {
		t.Errorf("%d characters of %d are left", len(f.Value), len(key))
	}
}

func TestAServiceAccountFileIsAValue(t *testing.T) {
	r := random()
	kinds(func(p provider.Provider, k provider.Kind) {
		if !strings.HasPrefix(k.Example, "{") {
			return
		}
		file := providertest.Key(k, r)
		for name, text := range map[string]string{"as it is": file, "with lines": strings.ReplaceAll(file, ",", ",\n  ") + "\n"} {
			if m, sure := recognise(text).Sure(); !sure || m.Provider.ID != p.ID || recognise(text).Problem != "" {
				t.Errorf("%s: %s", name, said(recognise(text)))
			}
		}
	})
}
