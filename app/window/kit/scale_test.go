package kit

import (
	"testing"
	"time"

	"keytray/app/api"
)

func aScale(now, expires string) Scale {
	k := api.Key{Created: dayOn("2026-01-01"), DueFrom: dayOn("2026-04-01"), OverdueFrom: dayOn("2026-07-01"), Phase: "due", Provider: "openai", ProviderName: "OpenAI"}
	if expires != "" {
		k.Expires = dayOn(expires)
	}
	return ScaleOf(k, dayOn(now))
}

func TestTheSmallBarHasThreeEqualZones(t *testing.T) {
	s := aScale("2026-05-01", "")
	for day, want := range map[string]float32{
		"2025-12-01": 0, "2026-01-01": 0, "2026-02-15": 0.5, "2026-04-01": 1, "2026-07-01": 2, "2026-10-01": 3, "2027-10-01": 3,
	} {
		if got := s.place(dayOn(day)); got < want-0.01 || got > want+0.01 {
			t.Errorf("%s is at %v, want %v", day, got, want)
		}
	}
	if z := smallZones(SmallWidth); z.x(0) != SmallInset || z.x(3) != SmallWidth-SmallInset {
		t.Errorf("the bar goes from %v to %v", z.x(0), z.x(3))
	}
}

func TestTheDiamondKeepsClearOfTheKnob(t *testing.T) {
	for _, c := range []struct{ x, knob, want float32 }{{50, 48, 57.5}, {46, 48, 38.5}, {60, 48, 60}, {48, 48, 57.5}} {
		if got := clearOf(c.x, c.knob); got != c.want {
			t.Errorf("at %v beside %v: got %v, want %v", c.x, c.knob, got, c.want)
		}
	}
}

func TestTheLargeBarHasRoomForEverything(t *testing.T) {
	for _, c := range []struct{ now, expires, want string }{
		{"2026-05-01", "", "2026-10-01"},
		{"2026-05-01", "2026-12-01", "2026-12-13"},
		{"2026-11-01", "", "2026-11-17"},
	} {
		if got := aScale(c.now, c.expires).last().Format(time.DateOnly); got != c.want {
			t.Errorf("today %s, ends %s: ends on %s, want %s", c.now, c.expires, got, c.want)
		}
	}
}

func TestTheBarSaysItsDates(t *testing.T) {
	want := "Created 1 Jan 2026. Window opens 1 Apr 2026. Overdue from 1 Jul 2026. OpenAI ends it 1 Dec 2026."
	if got := aScale("2026-05-01", "2026-12-01").Words(); got != want {
		t.Errorf("got %q", got)
	}
	if got := aScale("2026-05-01", "").day(dayOn("2027-02-19")); got != "19 Feb 2027" {
		t.Errorf("another year: %q", got)
	}
	if got := aScale("2026-05-01", "").day(dayOn("2026-02-19")); got != "19 Feb" {
		t.Errorf("this year: %q", got)
	}
}

func dayOn(s string) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, s, time.Local)
	if err != nil {
		panic(err)
	}
	return t
}
