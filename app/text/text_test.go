package text_test

import (
	"testing"
	"time"

	"keytray/app/text"
)

func TestCountsReadLikeSentences(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{text.Keys(0), "0 keys"},
		{text.Keys(1), "1 key"},
		{text.Keys(2), "2 keys"},
		{text.NeedRotating(0), "All keys are fresh"},
		{text.NeedRotating(1), "1 key needs rotating"},
		{text.NeedRotating(4), "4 keys need rotating"},
		{text.Seconds(17100 * time.Millisecond), "18 s"},
		{text.Seconds(-time.Second), "0 s"},
		{text.Seconds(2 * time.Minute), "2 min"},
		{text.Seconds(90 * time.Second), "90 s"},
		{text.Days(94), "94 d"},
		{text.Plain("a\x1b[2J\nb é"), "a [2J b é"},
		{text.Plain("a\u202eb\u2066c\u2028d \u05d0"), "a b c d \u05d0"},
		{text.Cut("schlüssel", 9), "schlüssel"},
		{text.Cut("schlüssel", 5), "schl…"},
		{text.DayCount(1), "1 day"},
		{text.Age(60), "60 days"},
		{text.Age(92), "3 months"},
		{text.Age(184), "6 months"},
		{text.Age(244), "8 months"},
		{text.Date(time.Date(2027, 2, 19, 23, 0, 0, 0, time.UTC)), "19 Feb 2027"},
		{text.Names([]string{"a", "b"}), "a, b"},
		{text.PreviousHeld(2), "2 earlier values are kept."},
		{text.Kept(1), "1 earlier value kept"},
		{text.Kept(2), "2 earlier values kept"},
		{text.Counted(1, "models"), "1 model"},
		{text.Counted(1, "indexes"), "1 index"},
		{text.Counted(1, "repositories"), "1 repository"},
		{text.Counted(41, "models"), "41 models"},
		{text.Either([]string{"a"}), "a"},
		{text.Either([]string{"a", "b", "c"}), "a, b or c"},
		{text.Names([]string{"a", "b", "c", "d", "e", "f", "g"}), "a, b, c, d and 3 more"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestStandingNamesTheEarlierOfTwoDates(t *testing.T) {
	day := func(m time.Month) time.Time { return time.Date(2026, m, 1, 0, 0, 0, 0, time.UTC) }
	for phase, want := range map[string]string{
		"fresh": "Fresh until 1 Feb 2026, when its provider ends it.", "due": "In its rotation window. Rotate it before 1 Feb 2026.",
	} {
		if got := text.Standing(phase, day(3), day(6), day(2)); got != want {
			t.Errorf("%s: got %q", phase, got)
		}
	}
	if got, want := text.Standing("fresh", day(3), day(6), time.Time{}), "Fresh until 1 Mar 2026."; got != want {
		t.Errorf("without an end: got %q", got)
	}
}

func TestStandingNamesTheDateThatMatters(t *testing.T) {
	day := func(m time.Month) time.Time { return time.Date(2026, m, 1, 0, 0, 0, 0, time.UTC) }
	for phase, want := range map[string]string{
		"fresh": "Fresh until 1 Mar 2026.", "due": "In its rotation window. Rotate it before 1 Jun 2026.", "overdue": "Overdue since 1 Jun 2026.",
		"expired": "Expired: the provider ended it on 1 Sep 2026.", "exposed": "Exposed. Rotate it now and revoke the old value.",
	} {
		if got := text.Standing(phase, day(3), day(6), day(9)); got != want {
			t.Errorf("%s: got %q", phase, got)
		}
	}
}
