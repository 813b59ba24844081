package provider_test

import (
	"slices"
	"strings"
	"testing"

	"keytray/app/provider"
)

func TestAnOwnProviderIsMadeOfWhatAPersonGives(t *testing.T) {
	p, err := provider.Custom("", "  Acme Cloud ", "ACME_API_KEY", "https://console.acme.example/keys", "", "", "https://docs.acme.example", `acme_[A-Za-z0-9]{32}`)
	if err != nil {
		t.Fatal(err)
	}
	if p.ID != "acme-cloud" || p.Name != "Acme Cloud" || p.Monogram != "AC" || !p.Own || p.Variable("key") != "ACME_API_KEY" {
		t.Errorf("it is %q, %q, %q", p.ID, p.Name, p.Monogram)
	}
	if !slices.Equal(p.Domains, []string{"console.acme.example", "docs.acme.example"}) {
		t.Errorf("its domains are %v", p.Domains)
	}
	k, ok := p.Kind("key")
	if !ok || k.Prefix != "acme_" || k.Strength != provider.Unique || k.Role != provider.Secret {
		t.Errorf("its kind is %+v", k)
	}
	if p, err := provider.Custom("", "Acme", "acme_key", "", "", "", "", ""); err != nil || p.Variable("") != "acme_key" { // as with keytray add --env
		t.Errorf("its variable is %q, %v", p.Variable(""), err)
	}
	if p, err := provider.Custom("", "Zürich 2", "", "", "", "", "", ""); err != nil || p.ID != "z-rich-2" || p.Monogram != "Z2" || len(p.Kinds) != 0 {
		t.Errorf("with a name alone it is %q, %q, %v", p.ID, p.Monogram, err)
	}
}

func TestAnOwnProviderThatCannotBeIsRefusedInOneSentence(t *testing.T) {
	const link = "https://acme.example"
	for name, args := range map[string][8]string{
		"no name":                   {},
		"blanks for a name":         {1: " \t"},
		"a long name":               {1: strings.Repeat("a", 61)},
		"two lines":                 {1: "Acme\nInc"},
		"a name of a built-in one":  {1: "OpenAI"},
		"the ID of a built-in one":  {"openai", "Mine"},
		"the ID of all others":      {"other", "Mine"},
		"capitals in the ID":        {"Mine", "Mine"},
		"a path for an ID":          {"../mine", "Mine"},
		"a variable with a dash":    {1: "Acme", 2: "acme-key"},
		"a foreign variable":        {1: "Acme", 2: "\u017fchluessel"}, // whose capital is an S
		"a variable with a digit":   {1: "Acme", 2: "1KEY"},
		"an http link":              {1: "Acme", 3: "http://acme.example"},
		"half a link":               {1: "Acme", 4: "acme.example/keys"},
		"a link without a host":     {1: "Acme", 5: "https:///keys"},
		"a link with a password":    {1: "Acme", 6: "https://a:b@acme.example"},
		"a link with a script":      {1: "Acme", 3: "javascript:alert(1)"},
		"a broken pattern":          {1: "Acme", 3: link, 7: "acme_["},
		"a pattern of another kind": {1: "Acme", 7: "(?=acme)"},
		"a long pattern":            {1: "Acme", 7: strings.Repeat("a", 501)},
		"a pattern for all":         {1: "Acme", 7: ".*"},
		"a pattern for nothing":     {1: "Acme", 7: "(acme)?"},
		"a pattern for every key":   {1: "Acme", 7: "[A-Za-z0-9_+/=.-]+"},
	} {
		p, err := provider.Custom(args[0], args[1], args[2], args[3], args[4], args[5], args[6], args[7])
		if err == nil {
			t.Errorf("%s: it is %q", name, p.ID)
			continue
		}
		if s := err.Error(); !strings.HasSuffix(s, ".") || strings.Contains(s, "\n") || len(s) > 150 || strings.ToUpper(s[:1]) != s[:1] {
			t.Errorf("%s: %q", name, s)
		}
	}
}
