package calendar_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"keytray/app/api"
	"keytray/app/calendar"
)

var (
	berlin = time.FixedZone("CET", 60*60)
	now    = time.Date(2026, 11, 22, 0, 30, 0, 0, berlin) // the day before in UTC
)

func date(s string) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, s, berlin)
	if err != nil {
		panic(err)
	}
	return t
}

func key() api.Key {
	return api.Key{
		ID: "abc", Name: "chat-app", Provider: "openai", ProviderName: "OpenAI", Notes: "a note", Hint: "a hint", Account: "an account", Env: "A_VARIABLE",
		Phase: "fresh", DueFrom: date("2027-02-22"), OverdueFrom: date("2027-05-22"), Expires: date("2027-11-21"),
	}
}

// unfolded are the lines of a file as they are meant.
func unfolded(t *testing.T, content []byte) []string {
	t.Helper()
	s := string(content)
	if !strings.HasSuffix(s, "\r\n") || strings.Count(s, "\n") != strings.Count(s, "\r\n") || strings.Count(s, "\r") != strings.Count(s, "\r\n") {
		t.Fatalf("its lines do not end as they should: %q", s)
	}
	for _, line := range strings.Split(s, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("a line of %d bytes: %q", len(line), line)
		}
	}
	return strings.Split(strings.TrimSuffix(strings.ReplaceAll(s, "\r\n ", ""), "\r\n"), "\r\n")
}

func has(lines []string, want string) bool {
	for _, line := range lines {
		if line == want {
			return true
		}
	}
	return false
}

func TestEachDateIsADayInTheCalendar(t *testing.T) {
	entries := calendar.Entries([]api.Key{key()})
	lines := unfolded(t, calendar.File(entries, true, now))
	for _, want := range []string{
		"UID:abc-opens@keytray", "DTSTART;VALUE=DATE:20270222", "DTEND;VALUE=DATE:20270223", "SUMMARY:chat-app (OpenAI): its rotation window opens",
		"DESCRIPTION:Rotate it before 22 May 2027.",
		"UID:abc-overdue@keytray", "DTSTART;VALUE=DATE:20270522", "SUMMARY:chat-app (OpenAI) is overdue: rotate it",
		"UID:abc-ends@keytray", "DTSTART;VALUE=DATE:20271121", "SUMMARY:chat-app (OpenAI) ends today",
		"DTSTAMP:20261121T233000Z", "TRANSP:TRANSPARENT",
	} {
		if !has(lines, want) {
			t.Errorf("%q is missing in\n%s", want, strings.Join(lines, "\n"))
		}
	}
	if got := calendar.Count(entries); got != 3 {
		t.Errorf("it counts %d", got)
	}
}

func TestWhatAKeyNeedsNowIsToday(t *testing.T) {
	exposed, leaked, unfinished := key(), key(), key()
	exposed.Phase = "exposed"
	leaked.Case, unfinished.Case = &api.Case{Leaked: &api.Exposure{At: now}}, &api.Case{}
	for want, k := range map[string]api.Key{
		"SUMMARY:chat-app (OpenAI) is exposed: rotate it and revoke the old value":        exposed,
		"SUMMARY:chat-app (OpenAI) leaked\\, and the old value may still work: revoke it": leaked,
		"SUMMARY:chat-app (OpenAI): finish its rotation":                                  unfinished,
	} {
		lines := unfolded(t, calendar.File(calendar.Entries([]api.Key{k}), true, now))
		if !has(lines, want) || !has(lines, "UID:abc-today@keytray") || !has(lines, "DTSTART;VALUE=DATE:20261122") {
			t.Errorf("%q is not today in\n%s", want, strings.Join(lines, "\n"))
		}
	}
}

func TestNothingPrivateIsInTheFile(t *testing.T) {
	content := string(calendar.File(calendar.Entries([]api.Key{key()}), false, now))
	for _, private := range []string{"chat-app", "OpenAI", "openai", "a note", "a hint", "an account", "A_VARIABLE"} {
		if strings.Contains(content, private) {
			t.Errorf("without names it tells %q", private)
		}
	}
	if !strings.Contains(content, "SUMMARY:An API key is overdue") {
		t.Errorf("it is\n%s", content)
	}
	content = string(calendar.File(calendar.Entries([]api.Key{key()}), true, now))
	for _, private := range []string{"a note", "a hint", "an account", "A_VARIABLE"} {
		if strings.Contains(content, private) {
			t.Errorf("with names it tells %q", private)
		}
	}
}

func TestAnyNameFitsTheFile(t *testing.T) {
	for _, name := range []string{
		`back\slash; semi, comma: colon "quotes"`, "two\r\nEND:VEVENT", strings.Repeat("ü", 80), strings.Repeat("🔑 ", 40), "\x00\x1b[2J", "a\xffb", "", strings.Repeat("x", 5000), "a\u202eb\u2028c",
	} {
		k := key()
		k.Name = name
		lines := unfolded(t, calendar.File(calendar.Entries([]api.Key{k}), true, now))
		ends := 0
		for _, line := range lines {
			if line == "END:VEVENT" {
				ends++
			}
		}
		if ends != 3 || lines[len(lines)-1] != "END:VCALENDAR" {
			t.Errorf("%q makes %d events", name, ends)
		}
	}
}

func TestALaterFileCountsMoreThanAnEarlierOne(t *testing.T) {
	entries := calendar.Entries([]api.Key{key()})
	before := unfolded(t, calendar.File(entries, true, now))
	again := unfolded(t, calendar.File(entries, true, now.Add(time.Minute)))
	var was, is string
	for i, line := range before {
		if strings.HasPrefix(line, "SEQUENCE:") {
			was, is = line, again[i]
		}
	}
	if len(was) != len(is) || is <= was {
		t.Errorf("%s is followed by %s", was, is)
	}
}

func TestAnotherProviderIsNotNamed(t *testing.T) {
	k := key()
	k.Provider, k.ProviderName = "other", "Another provider"
	if content := string(calendar.File(calendar.Entries([]api.Key{k}), true, now)); strings.Contains(content, "Another") {
		t.Errorf("it is\n%s", content)
	}
}

func FuzzFile(f *testing.F) {
	f.Add("chat-app", "OpenAI")
	f.Add("ü\r\n ,;\\", "\xff")
	f.Fuzz(func(t *testing.T, name, provider string) {
		k := key()
		k.Name, k.ProviderName = name, provider
		lines := unfolded(t, calendar.File(calendar.Entries([]api.Key{k}), true, now))
		if len(lines) != 7+3*11+1 {
			t.Errorf("%d lines", len(lines))
		}
	})
}
