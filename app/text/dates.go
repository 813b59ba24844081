package text

import "time"

// Away says how far a day is from today: 3 d ago, today, in 12 d. Days are those of
// their own time zones.
func Away(day, today time.Time) string {
	number := func(t time.Time) int {
		y, m, d := t.Date()
		return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
	}
	switch n := number(day) - number(today); {
	case n < 0:
		return T("%d d ago", -n)
	case n > 0:
		return T("in %d d", n)
	}
	return T("today")
}

// Dates counts dates: 1 date, 12 dates.
func Dates(n int) string { return N(n, "1 date", "%d dates", n) }
