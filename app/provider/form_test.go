package provider

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The index leaves a pattern out by these, so they must never say too much.
func TestWhatIsReadFromAPatternHolds(t *testing.T) {
	for _, c := range []struct {
		pattern, start string
		min, max       int
		heads          []string
	}{
		{`^sk-proj-[a-z]{20}$`, "sk-proj-", 28, 28, []string{"sk-proj-"}},
		{`^gh[usr]_[a-z]{2,}$`, "gh", 6, endless, []string{"ghr_", "ghs_", "ghu_"}},
		{`^(?:NRII-[a-z]{3}|NRJS-[a-f]{2})$`, "", 7, 8, []string{"NRII-", "NRJS-"}},
		{`^SG\.[a-z]+$`, "SG.", 4, endless, []string{"SG."}},
		{`^ab?c$`, "a", 2, 3, []string{"a"}},
		{`^a|b$`, "", 1, 1, []string{"a", "b"}},
		{`^a{2}b$`, "", 3, 3, []string{""}},
		{`^\d{3}:x$`, "", 5, 5, []string{""}},
		{`(?s)^\s*\{.*x.*$`, "", 2, endless, []string{""}},
		{`(?i)^key$`, "", 3, 9, []string{""}},
		{`^é$`, "é", 2, 2, []string{"é"}},
	} {
		if got := literalStart(c.pattern); got != c.start {
			t.Errorf("%s starts with %q", c.pattern, got)
		}
		e := measure(c.pattern)
		slices.Sort(e.heads)
		if e.min != c.min || e.max != c.max || !slices.Equal(e.heads, c.heads) {
			t.Errorf("%s has %d to %d bytes and starts with %q", c.pattern, e.min, e.max, e.heads)
		}
	}
	if e := measure("("); e.admits([]byte("x"), &full) {
		t.Error("a broken pattern admits something")
	}
}

func TestABeginningIsToldFromAMistake(t *testing.T) {
	f := &form{kind: &Kind{Regex: `^ab-[0-9]{3}(?:x|yz)$`}}
	for text, want := range map[string]bool{
		"": true, "a": true, "ab-": true, "ab-12": true, "ab-123": true, "ab-123y": true,
		"b": false, "ab-x": false, "ab-1234": false, "ab-123x": false, "ab-123xx": false,
	} {
		if f.continues([]byte(text)) != want {
			t.Errorf("%q could go on: %v", text, !want)
		}
	}
}

// FuzzExtent asks for what the index must never leave out.
func FuzzExtent(f *testing.F) {
	for _, p := range builtin() {
		for _, k := range p.Kinds {
			f.Add(k.Regex, k.Prefix+strings.Repeat("a", 32))
		}
	}
	f.Add(`(?i)^k[^a]\bé+|x*$`, "Kbéé")
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if len(pattern) > 200 || len(text) > 1000 || text == "" {
			return
		}
		regex, err := regexp.Compile(pattern)
		if err != nil || !strings.HasPrefix(pattern, "^") || !strings.HasSuffix(pattern, "$") || !regex.MatchString(text) || regex.FindString(text) != text {
			return
		}
		form := &form{kind: &Kind{Regex: pattern}, start: literalStart(pattern)}
		used := bytesOf([]byte(text))
		if !form.fits([]byte(text), &used) {
			t.Errorf("%q is left out by %s: %+v", text, pattern, form.bounds())
		}
	})
}
