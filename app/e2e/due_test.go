//go:build linux

package e2e_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
)

// reader is a program that knows calendar files far better than we do. It fails at
// what it cannot read, and keeps of several events with one UID the newest, as
// calendars do with what is imported again.
const reader = `
import icalendar, json, sys
kept = {}
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    assert calendar["VERSION"] == "2.0", "no version"
    for event in calendar.walk("VEVENT"):
        assert not event.errors, event.errors
        uid = str(event["UID"])
        assert (event["DTEND"].dt - event["DTSTART"].dt).days == 1, "not one day"
        rank = (int(event["SEQUENCE"]), event["DTSTAMP"].dt)
        if uid not in kept or rank >= kept[uid][0]:
            kept[uid] = (rank, event["DTSTART"].dt.isoformat(), str(event["SUMMARY"]))
json.dump({uid: [day, summary] for uid, (rank, day, summary) in kept.items()}, sys.stdout)
`

// calendar is what a calendar has in it after the files were imported, in this order:
// day and title by UID.
func calendarOf(t *testing.T, paths ...string) map[string][2]string {
	t.Helper()
	for _, python := range []string{"/usr/bin/python3", "python3"} { // the package belongs to the system's own
		if exec.Command(python, "-c", "import icalendar").Run() != nil {
			continue
		}
		cmd := exec.Command(python, append([]string{"-c", reader}, paths...)...)
		out, err := cmd.Output()
		if err != nil {
			content, _ := os.ReadFile(paths[len(paths)-1])
			t.Fatalf("the calendar file cannot be read: %v\n%s", err, content)
		}
		var events map[string][2]string
		if err := json.Unmarshal(out, &events); err != nil {
			t.Fatal(err)
		}
		return events
	}
	t.Skip("python3-icalendar is not installed: make test installs it")
	return nil
}

func TestACalendarReadsTheDatesOfKeys(t *testing.T) {
	p := newPerson(t, session.Options{}, fakedesk.Options{})
	odd := `Größe, "näht"; C:\keys 🔑 ` + strings.Repeat("lang ", 14)
	id, value := p.add("chat-app", "--provider", "npm", "--created", "2026-01-31", "--expires", "2099-12-31", "--note", "nobody reads this")
	oddID, _ := p.add(odd, "--created", "2026-03-01")
	first, second := filepath.Join(p.session.Home, "first.ics"), filepath.Join(p.session.Home, "second.ics")

	p.do("", "due", "--ics", first)
	events := calendarOf(t, first)
	odd = strings.TrimSpace(odd)
	want := map[string][2]string{
		id + "-opens@keytray":      {"2026-03-31", "chat-app (npm): its rotation window opens"},
		id + "-overdue@keytray":    {"2026-04-30", "chat-app (npm) is overdue: rotate it"},
		id + "-ends@keytray":       {"2099-12-31", "chat-app (npm) ends today"},
		oddID + "-opens@keytray":   {"2026-06-01", odd + ": its rotation window opens"},
		oddID + "-overdue@keytray": {"2026-09-01", odd + " is overdue: rotate it"},
	}
	assertEvents(t, events, want)

	// A later file moves the events of the first, as those of the other key stay.
	p.do("", "config", "rotation.provider.npm", "6-12")
	p.do("", "due", "--ics", second, "--no-names")
	want = map[string][2]string{
		id + "-opens@keytray":      {"2026-07-31", "An API key: its rotation window opens"},
		id + "-overdue@keytray":    {"2027-01-31", "An API key is overdue: rotate it"},
		id + "-ends@keytray":       {"2099-12-31", "An API key ends today"},
		oddID + "-opens@keytray":   {"2026-06-01", "An API key: its rotation window opens"},
		oddID + "-overdue@keytray": {"2026-09-01", "An API key is overdue: rotate it"},
	}
	assertEvents(t, calendarOf(t, first, second), want)

	content, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	for _, private := range []string{value, value[len(value)-4:], "nobody reads this"} {
		if strings.Contains(string(content), private) {
			t.Error("the calendar file has something in it that it must not have")
		}
	}
}

func assertEvents(t *testing.T, got, want map[string][2]string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%d events, want %d", len(got), len(want))
	}
	for uid, event := range want {
		if got[uid] != event {
			t.Errorf("%s is %q, want %q", uid, got[uid], event)
		}
	}
}
