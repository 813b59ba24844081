package rotation

import (
	"strings"
	"testing"
	"time"
)

func TestTravelNeitherRepeatsNorLosesAReminder(t *testing.T) {
	tokyo, losAngeles := zone(t, "Asia/Tokyo"), zone(t, "America/Los_Angeles")
	a := agent{c: morning, keys: []Subject{{ID: "a", Life: Life{Created: at(t, tokyo, "2026-01-01 12:00"), Expires: at(t, tokyo, "2026-08-20 20:00"), Policy: Policy{60, 120}}}}}
	there := a.live(at(t, tokyo, "2026-07-01"), at(t, tokyo, "2026-08-13 12:00"))
	back := a.live(at(t, tokyo, "2026-08-13 12:00").In(losAngeles), at(t, losAngeles, "2026-08-21"))
	got := strings.Join(append(there, back...), "|")
	if want := "2026-07-21 Tue 09:00 a:ends_30|2026-08-13 Thu 09:00 a:ends_7|2026-08-19 Wed 09:00 a:ends_1|2026-08-20 Thu 09:00 a:expired"; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestAKeyThatEndedOnTheWayIsSaidToHaveEnded(t *testing.T) {
	auckland, sydney := zone(t, "Pacific/Auckland"), zone(t, "Australia/Sydney")
	a := agent{c: morning, keys: []Subject{{ID: "a", Life: Life{Created: at(t, auckland, "2026-01-01"), Expires: at(t, auckland, "2026-04-30")}}}}
	a.live(at(t, auckland, "2026-04-29"), at(t, auckland, "2026-04-29 12:00"))
	got := a.live(at(t, auckland, "2026-04-29 12:00").In(sydney), at(t, sydney, "2026-05-02"))
	if want := "2026-04-30 Thu 09:00 a:expired"; strings.Join(got, "|") != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestADayWithoutMidnightIsNotMissed(t *testing.T) {
	loc := zone(t, "America/Sao_Paulo")
	a := agent{c: Choices{Enabled: true, Weekends: true}, rec: Record{LastDigest: at(t, loc, "2018-11-03 10:00")}}
	a.keys = []Subject{{ID: "a", Life: Life{Created: at(t, loc, "2018-01-01")}}}
	got := a.live(at(t, loc, "2018-11-03 12:00"), at(t, loc, "2018-11-06"))
	if want := "2018-11-04 Sun 01:00 a:overdue"; strings.Join(got, "|") != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestAMorningThatTheClocksLeaveOutIsWhenTheyChange(t *testing.T) {
	for _, c := range []struct {
		zone, day string
		notBefore time.Duration
		want      string
	}{
		{"America/Los_Angeles", "2027-03-14", 2*time.Hour + 21*time.Minute, "03:00"},
		{"America/Sao_Paulo", "2018-11-04", 0, "01:00"},
		{"America/Sao_Paulo", "2018-11-04", 30 * time.Minute, "01:00"},
		{"Europe/Berlin", "2026-03-29", 2*time.Hour + 30*time.Minute, "03:00"},
		{"Europe/Berlin", "2026-10-25", 9 * time.Hour, "09:00"},
	} {
		loc := zone(t, c.zone)
		got := Choices{NotBefore: c.notBefore}.morning(at(t, loc, c.day+" 12:00"))
		if want := c.day + " " + c.want; got.Format("2006-01-02 15:04") != want {
			t.Errorf("%v on %s in %s is %v, want %s", c.notBefore, c.day, c.zone, got, want)
		}
	}
}
