package kit

import "testing"

func TestAMonogramIsMadeOfLetters(t *testing.T) {
	for name, want := range map[string]string{
		"OpenAI":               "OA",
		"chat-app":             "ch",
		"n8n":                  "n8",
		"S3 backups":           "S3",
		"03 production":        "pr",
		"2026 OpenAI":          "OA",
		"1Password":            "1P",
		"42":                   "4",
		"\u0301\u0300ecole":    "ec", // marks that stand on nothing
		"e\u0301cole":          "e\u0301c",
		"🔑 vault":              "va",
		"\u0308 7":             "7",
		"מפתח":                 "מפ",
		"我的密钥":                 "我的",
		"🔑🔑":                   "•",
		"":                     "•",
		"--":                   "•",
		"\u200f\u202eabc":      "ab",
		"\u0301\u030303\u0301": "0", // the marks of the second digit go with it
	} {
		if got := Monogram(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
