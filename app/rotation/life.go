package rotation

import "time"

// Life is what decides a key's phase and reminders. Times are instants; a zero
// time means there is none. Fields a Policy leaves open are Default's.
type Life struct {
	Created      time.Time
	Expires      time.Time // the provider's own end date
	Exposed      time.Time
	SnoozedUntil time.Time
	Muted        bool
	Policy       Policy
	// Begun is when a rotation under way was gone on with last; zero if there is none.
	Begun time.Time
	// Leaked is when the old value of a rotation under way was seen by somebody else:
	// it may still be alive.
	Leaked time.Time
}

// Standing is where a key stands at one moment. Its dates are the first
// instants of local days; a date without its clock is zero.
type Standing struct {
	Phase       Phase
	Age         int // days since the key was created
	DueFrom     time.Time
	OverdueFrom time.Time
	Expires     time.Time
	DaysLeft    int  // days until Expires; 0 on that day, negative after it
	EndsSoon    bool // the provider's date is near, whatever the phase
}

// At returns where the key stands at now.
func (l Life) At(now time.Time) Standing {
	var s Standing
	if !l.Created.IsZero() {
		created, policy := Day(l.Created, now.Location()), l.Policy.Or(Default)
		s.Age = max(0, days(created, now)) // a clock set back makes no key -3 days old
		s.DueFrom = AddMonths(created, policy.DueAfter)
		s.OverdueFrom = AddMonths(created, policy.OverdueAfter)
	}
	if !l.Expires.IsZero() {
		s.Expires = Day(l.Expires, now.Location())
		s.DaysLeft = days(now, s.Expires)
		s.EndsSoon = reached(now, l.soonFrom(s)) && now.Before(s.Expires)
	}
	switch {
	case !l.Exposed.IsZero():
		s.Phase = Exposed
	case reached(now, s.Expires):
		s.Phase = Expired
	case reached(now, s.OverdueFrom):
		s.Phase = Overdue
	case reached(now, s.DueFrom):
		s.Phase = Due
	default:
		s.Phase = Fresh
	}
	return s
}

// NextChange returns the next local midnight at which the phase or EndsSoon
// becomes another one, or zero if they stay as they are.
func (l Life) NextChange(now time.Time) time.Time {
	var next time.Time
	s := l.At(now)
	for _, t := range []time.Time{s.DueFrom, s.OverdueFrom, l.soonFrom(s), s.Expires} {
		if !t.After(now) || !next.IsZero() && t.After(next) {
			continue
		}
		if then := l.At(t); then.Phase != s.Phase || then.EndsSoon != s.EndsSoon {
			next = t
		}
	}
	return next
}

// soonFrom returns the first day that is nearer to the provider's date than 30
// days and than a quarter of the key's life. A key of a few days has no such
// day before the provider's date.
func (l Life) soonFrom(s Standing) time.Time {
	if s.Expires.IsZero() {
		return time.Time{}
	}
	before := 29
	if !l.Created.IsZero() {
		before = min(before, (days(l.Created, s.Expires)-1)/4)
	}
	return addDays(s.Expires, -before)
}

// Deadline is the earlier of the two dates a key has ahead of it.
func (s Standing) Deadline() time.Time {
	if s.OverdueFrom.IsZero() || !s.Expires.IsZero() && s.Expires.Before(s.OverdueFrom) {
		return s.Expires
	}
	return s.OverdueFrom
}

func reached(now, t time.Time) bool { return !t.IsZero() && !now.Before(t) }
