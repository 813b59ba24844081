package kit

import (
	"slices"
	"strings"
	"testing"
)

// In a piece the letters stand as they are stored: Fyne turns a word in Hebrew by itself.
func TestPiecesStandInTheOrderInWhichTheyAreRead(t *testing.T) {
	for text, want := range map[string][]string{
		"chat-app (old)":     {"chat-app (old)"},
		"":                   {""},
		"מפתח":               {"מפתח"},
		"מפתח (ישן) [2]":     {"[2] (", "ישן", ") ", "מפתח"},
		"مفتاح (قديم) API":   {"API (", "قديم", ") ", "مفتاح"},
		"API (مفتاح) key":    {"API (", "مفتاح", ") key"},
		"key [שלום] 12":      {"key [", "שלום", "] 12"},
		"key שלום 12 עולם x": {"key ", "עולם", " 12 ", "שלום", " x"},
		"בית 1.5 קטן":        {"קטן", " 1.5 ", "בית"},
		"Google · בית":       {"Google · ", "בית"},
		"מפתח…":              {"…", "מפתח"},
		"שָׁלוֹם (רב":        {"רב", ") ", "שָׁלוֹם"},
	} {
		if got := inSight(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// Nothing of a name is lost, and nothing is added.
func FuzzPiecesKeepEveryLetter(f *testing.F) {
	for _, s := range []string{"מפתח (ישן) [2]", "a ب 1", "((( א", "\u0301א", "1 א 2 b ) ("} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		sorted := func(s string) []rune {
			runes := []rune(s)
			for i, r := range runes {
				runes[i] = max(r, turned(r))
			}
			slices.Sort(runes)
			return runes
		}
		if got := strings.Join(inSight(s), ""); !slices.Equal(sorted(got), sorted(s)) {
			t.Errorf("%q becomes %q", s, got)
		}
	})
}
