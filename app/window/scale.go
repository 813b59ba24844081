package window

import (
	"fmt"
	"time"

	"keytray/app/api"
	"keytray/app/text"
)

// scale is the life of a key in days as the rotation bars draw it: three
// zones, fresh, due and overdue, the last one as long as three months.
type scale struct {
	phase              string
	created, due, over time.Time
	end                time.Time // of the third zone
	expires            time.Time // zero if the provider sets none
	today              time.Time
	age                int
	provider           string
}

// zones are the phases of the three zones.
var zones = [3]string{"fresh", "due", "overdue"}

func scaleOf(k api.Key, now time.Time) scale {
	y, m, d := now.Date() // bars change at midnight
	return scale{
		phase: k.Phase, created: k.Created, due: k.DueFrom, over: k.OverdueFrom, end: k.OverdueFrom.AddDate(0, 3, 0),
		expires: k.Expires, today: time.Date(y, m, d, 0, 0, 0, 0, now.Location()), age: k.Age, provider: issuer(k),
	}
}

// place is where t is when all zones are equally long: 0 is created, 1 due, 2
// overdue, 3 the end; never outside.
func (s scale) place(t time.Time) float32 {
	limits := []time.Time{s.created, s.due, s.over, s.end}
	for i := range 3 {
		if t.Before(limits[i+1]) {
			return float32(i) + part(t, limits[i], limits[i+1])
		}
	}
	return 3
}

// last is where the large bar ends: it has room for everything on it.
func (s scale) last() time.Time {
	last := s.end
	for _, t := range []time.Time{s.today.AddDate(0, 0, 16), s.expires.AddDate(0, 0, 12)} {
		if t.After(last) {
			last = t
		}
	}
	return last
}

// part is how far t is on the way from a to b, 0 to 1.
func part(t, a, b time.Time) float32 {
	if !b.After(a) {
		return 0
	}
	return min(max(float32(t.Sub(a))/float32(b.Sub(a)), 0), 1)
}

// day is a date, with its year if that is not this one.
func (s scale) day(t time.Time) string {
	if t.Year() == s.today.Year() {
		return t.Format("2 Jan")
	}
	return text.Date(t)
}

// words say what the bar shows.
func (s scale) words() string {
	w := fmt.Sprintf("Created %s. Window opens %s. Overdue from %s.", text.Date(s.created), text.Date(s.due), text.Date(s.over))
	if !s.expires.IsZero() {
		w += fmt.Sprintf(" %s %s.", wordsEndsIt(s.provider), text.Date(s.expires))
	}
	return w
}
