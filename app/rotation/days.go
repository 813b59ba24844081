package rotation

import (
	"sort"
	"time"
)

// Day returns the first instant of t's day in loc. That is not always 00:00:
// where summer time starts at midnight, the day begins at 01:00.
func Day(t time.Time, loc *time.Location) time.Time {
	y, m, d := t.In(loc).Date()
	return firstInstant(y, m, d, loc)
}

// AddMonths returns the first instant of the day n calendar months after day,
// in day's location. A month too short for the date gives its last day: three
// months after 30 November is 28 or 29 February.
func AddMonths(day time.Time, n int) time.Time {
	y, m, d := day.Date()
	m += time.Month(n)
	last := time.Date(y, m+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return firstInstant(y, m, min(d, last), day.Location())
}

// addDays returns the first instant of the day n days after t's.
func addDays(t time.Time, n int) time.Time {
	y, m, d := t.Date()
	return firstInstant(y, m, d+n, t.Location())
}

// days counts the calendar days from one time to another, both read in the
// second one's location.
func days(from, to time.Time) int {
	return number(to) - number(from.In(to.Location()))
}

// number numbers the calendar days. It reads the date alone, in UTC: a local
// day can have 23 or 25 hours.
func number(t time.Time) int {
	y, m, d := t.Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

// firstInstant returns the moment a date begins, or the next date's if a zone
// left that date out, as Samoa did with 30 December 2011.
func firstInstant(y int, m time.Month, d int, loc *time.Location) time.Time {
	utc := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	want := number(utc)
	begun := func(t time.Time) bool { return number(t.In(loc)) >= want }

	t := time.Date(y, m, d, 0, 0, 0, 0, loc)
	if begun(t) && !begun(t.Add(-1)) {
		return t
	}
	// 00:00 is missing or comes twice here, and time.Date does not promise
	// which side of the change it picks. No zone is a day away from UTC.
	from := utc.Add(-24 * time.Hour)
	seconds := sort.Search(48*60*60, func(i int) bool {
		return begun(from.Add(time.Duration(i) * time.Second))
	})
	return from.Add(time.Duration(seconds) * time.Second).In(loc)
}
