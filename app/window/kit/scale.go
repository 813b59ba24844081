package kit

import (
	"time"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
)

// Scale is the life of a key in days as the rotation bars draw it: three
// zones, fresh, due and overdue, the last one as long as three months.
type Scale struct {
	Phase              string
	Created, Due, Over time.Time
	end                time.Time // of the third zone
	Expires            time.Time // zero if the provider sets none
	Today              time.Time
	age                int
	provider           string
}

// zones are the phases of the three zones.
var zones = [3]string{"fresh", "due", "overdue"}

func ScaleOf(k api.Key, now time.Time) Scale {
	y, m, d := now.Date() // bars change at midnight
	return Scale{
		Phase: k.Phase, Created: k.Created, Due: k.DueFrom, Over: k.OverdueFrom, end: k.OverdueFrom.AddDate(0, 3, 0),
		Expires: k.Expires, Today: time.Date(y, m, d, 0, 0, 0, 0, now.Location()), age: k.Age, provider: Issuer(k),
	}
}

// place is where t is when all zones are equally long: 0 is created, 1 due, 2
// overdue, 3 the end; never outside.
func (s Scale) place(t time.Time) float32 {
	limits := []time.Time{s.Created, s.Due, s.Over, s.end}
	for i := range 3 {
		if t.Before(limits[i+1]) {
			return float32(i) + Part(t, limits[i], limits[i+1])
		}
	}
	return 3
}

// last is where the large bar ends: it has room for everything on it.
func (s Scale) last() time.Time {
	last := s.end
	for _, t := range []time.Time{s.Today.AddDate(0, 0, 16), s.Expires.AddDate(0, 0, 12)} {
		if t.After(last) {
			last = t
		}
	}
	return last
}

// Part is how far t is on the way from a to b, 0 to 1.
func Part(t, a, b time.Time) float32 {
	if !b.After(a) {
		return 0
	}
	return min(max(float32(t.Sub(a))/float32(b.Sub(a)), 0), 1)
}

// day is a date, with its year if that is not this one.
func (s Scale) day(t time.Time) string {
	if t.Year() == s.Today.Year() {
		return text.Day(t)
	}
	return text.Date(t)
}

// Words say what the bar shows.
func (s Scale) Words() string {
	end := ""
	if !s.Expires.IsZero() {
		end = wordsEndsIt(s.provider, text.Date(s.Expires))
	}
	return text.Sentences(text.T("Created %s. Window opens %s. Overdue from %s.", text.Date(s.Created), text.Date(s.Due), text.Date(s.Over)), end)
}

// Issuer is the name of the key's provider, "" where nobody said who it is.
func Issuer(k api.Key) string {
	if k.Provider == provider.Other {
		return ""
	}
	return k.ProviderName
}

// Sentences about a provider do without its name where nobody said who it is.

func wordsEndsAt(provider string) string {
	if provider == "" {
		return text.C("label", "Ends")
	}
	return text.T("Ends at %s", provider)
}

func wordsEndsIt(provider, day string) string {
	if provider == "" {
		return text.T("It ends %s.", day)
	}
	return text.T("%s ends it %s.", provider, day)
}
