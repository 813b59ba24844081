package cli

import (
	"bytes"
	"strings"
	"testing"
)

// The places that terminals give these letters stand in
// https://www.unicode.org/reports/tr11/ and in the emoji sequences of Unicode.
func TestColumnsStandBelowEachOther(t *testing.T) {
	for name, wide := range map[string]int{
		"chat-app":                8,
		"Küche":                   5,
		"u\u0308ber":              4, // a letter and a mark
		"我的密钥":                    8,
		"ＡＢ":                      4,
		"🔑 vault":                 8,
		"👩\u200d💻 dev":            6, // one sign made of three characters
		"🇩🇪 bank":                 7,
		"שלום":                    4,
		"":                        0,
		"a\u200bb":                2,
		"…· —":                    4,
		"한국어":                     6,
		strings.Repeat("é́", 3):   3,
		"name with e\u0301 in it": 17,
	} {
		c := columns{gap: 3}
		c.add("NAME", "PROVIDER")
		c.add(name, "OpenAI")
		c.add(strings.Repeat("x", 30), "Groq")
		var out bytes.Buffer
		if err := c.write(&out); err != nil {
			t.Fatal(err)
		}
		line := strings.Split(out.String(), "\n")[1]
		if want := name + strings.Repeat(" ", 33-wide) + "OpenAI"; line != want {
			t.Errorf("%q, want %q", line, want)
		}
	}
}
