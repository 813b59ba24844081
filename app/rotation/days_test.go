package rotation

import (
	"testing"
	"time"
	_ "time/tzdata" // the zones of these tests exist on every system
)

var zones = map[string]*time.Location{}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	if zones[name] == nil {
		loc, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		zones[name] = loc
	}
	return zones[name]
}

// at reads "2026-11-21" or "2026-11-21 09:00" as a person in loc would.
func at(t testing.TB, loc *time.Location, s string) time.Time {
	t.Helper()
	layout := "2006-01-02 15:04"
	when, err := time.ParseInLocation(layout[:len(s)], s, loc)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

func TestAMonthTooShortForTheDateGivesItsLastDay(t *testing.T) {
	for _, c := range []struct {
		day    string
		months int
		want   string
	}{
		{"2026-01-15", 3, "2026-04-15"},
		{"2026-11-30", 3, "2027-02-28"},
		{"2023-11-30", 3, "2024-02-29"},
		{"2099-11-30", 3, "2100-02-28"}, // 2100 is no leap year
		{"2399-11-29", 3, "2400-02-29"}, // 2400 is one
		{"2026-08-31", 3, "2026-11-30"},
		{"2026-08-31", 6, "2027-02-28"},
		{"2024-02-29", 12, "2025-02-28"},
		{"2024-02-29", 48, "2028-02-29"},
		{"2026-12-31", 2, "2027-02-28"},
		{"2026-01-31", 120, "2036-01-31"},
		{"2026-01-15", 0, "2026-01-15"},
		{"2026-03-31", -1, "2026-02-28"},
	} {
		for _, name := range []string{"UTC", "Europe/Berlin", "Pacific/Kiritimati"} {
			loc := zone(t, name)
			if got := AddMonths(at(t, loc, c.day), c.months); !got.Equal(at(t, loc, c.want)) || got.Location() != loc {
				t.Errorf("%s + %d months in %s = %v, want %s", c.day, c.months, name, got, c.want)
			}
		}
	}
}

func TestADayBeginsAtItsFirstInstant(t *testing.T) {
	for _, c := range []struct{ zone, during, want string }{
		{"Europe/Berlin", "2026-07-01 23:59", "2026-07-01T00:00:00+02:00"},
		{"Europe/Berlin", "2026-03-29 12:00", "2026-03-29T00:00:00+01:00"},
		{"Europe/Berlin", "2026-10-25 12:00", "2026-10-25T00:00:00+02:00"},
		{"America/Sao_Paulo", "2018-11-04 12:00", "2018-11-04T01:00:00-02:00"}, // no midnight
		{"America/Santiago", "2022-09-11 12:00", "2022-09-11T01:00:00-03:00"},
		{"Asia/Beirut", "2022-03-27 12:00", "2022-03-27T01:00:00+03:00"},
		{"Africa/Cairo", "2023-04-28 12:00", "2023-04-28T01:00:00+03:00"},
		{"America/Sao_Paulo", "2018-02-18 12:00", "2018-02-18T00:00:00-03:00"}, // 23:00 comes twice the evening before
		{"America/Havana", "2022-11-06 12:00", "2022-11-06T00:00:00-04:00"},    // two midnights: the first
		{"Asia/Amman", "2021-10-29 12:00", "2021-10-29T00:00:00+03:00"},        // and east of Greenwich
		{"Pacific/Apia", "2011-12-31 12:00", "2011-12-31T00:00:00+14:00"},
	} {
		loc := zone(t, c.zone)
		if got := Day(at(t, loc, c.during), loc).Format(time.RFC3339); got != c.want {
			t.Errorf("%s in %s begins at %s, want %s", c.during, c.zone, got, c.want)
		}
	}
}

func TestADayThatAZoneSkippedIsTheNextOne(t *testing.T) {
	apia := zone(t, "Pacific/Apia")
	want := at(t, apia, "2011-12-31")
	if got := AddMonths(at(t, apia, "2011-09-30"), 3); !got.Equal(want) {
		t.Errorf("30 September + 3 months = %v, want %v", got, want)
	}
	if got := addDays(at(t, apia, "2011-12-29"), 1); !got.Equal(want) {
		t.Errorf("the day after the 29th = %v, want %v", got, want)
	}
}

func TestNoDayBeginsLateOrEarly(t *testing.T) {
	for _, name := range []string{"Europe/Berlin", "America/Sao_Paulo", "America/Santiago", "Asia/Beirut", "Africa/Cairo", "Asia/Amman", "America/Havana", "Pacific/Apia", "Asia/Kathmandu", "Atlantic/Azores"} {
		loc := zone(t, name)
		for n := range 60 * 365 {
			want := time.Date(1970, 1, 2+n, 0, 0, 0, 0, time.UTC)
			y, m, d := want.Date()
			if got := firstInstant(y, m, d, loc); number(got) < number(want) || number(got.Add(-1)) >= number(want) {
				t.Fatalf("%s in %s begins at %v", want.Format(time.DateOnly), name, got)
			}
		}
	}
}

func TestDaysAreCountedOnTheCalendarNotByTheClock(t *testing.T) {
	for _, c := range []struct {
		zone, from, to string
		want           int
	}{
		{"Europe/Berlin", "2026-03-28 23:59", "2026-03-29 00:00", 1},
		{"Europe/Berlin", "2026-03-29 00:00", "2026-03-30 00:00", 1}, // 23 hours
		{"Europe/Berlin", "2026-10-25 00:00", "2026-10-25 23:59", 0}, // 25 hours
		{"Europe/Berlin", "2026-10-25 00:00", "2026-10-26 00:00", 1},
		{"Europe/Berlin", "2024-02-28 12:00", "2024-03-01 08:00", 2},
		{"Europe/Berlin", "2100-02-28 12:00", "2100-03-01 08:00", 1},
		{"America/Sao_Paulo", "2018-11-03 12:00", "2018-11-05 01:00", 2},
		{"Europe/Berlin", "2026-05-02 00:00", "2026-05-01 23:59", -1},
	} {
		loc := zone(t, c.zone)
		if got := days(at(t, loc, c.from), at(t, loc, c.to)); got != c.want {
			t.Errorf("from %s to %s in %s: %d days, want %d", c.from, c.to, c.zone, got, c.want)
		}
	}
}
