package rotation

import (
	"cmp"
	"slices"
	"time"
)

// Choices are the person's settings.
type Choices struct {
	Enabled   bool
	NotBefore time.Duration // wall-clock time of day, less than 24 h
	Weekends  bool          // also for keys that can wait until Monday
	// Gather is a number of days. A key whose window is open waits that long
	// after the last digest, or joins an earlier one: 40 keys should not make
	// 40 notifications each time their windows open. 0 waits for nobody.
	Gather int
	// Unknown says that the settings could not be read: only what cannot wait is said.
	Unknown bool
}

// Record is what is kept about reminders as a whole.
type Record struct {
	LastDigest  time.Time // when something was last said
	PausedUntil time.Time // silence for all keys that can wait
}

// Reminder is one key's line in a digest.
type Reminder struct {
	ID       string
	Step     Step
	Count    int // of words about Step in a row, with this one
	Standing Standing
}

// Word is what to keep of a reminder that was given at an instant.
func (r Reminder) Word(at time.Time) Reminded { return Reminded{At: at, Step: r.Step, Count: r.Count} }

// Plan is the answer to "anything to say?".
type Plan struct {
	// Say holds what to say now, as one notification, most urgent first. Once
	// shown, store the Word of each with its key, and LastDigest = now.
	Say []Reminder
	// Next is the earliest instant at which there is something to say, given
	// that Say was shown and stored and nothing else changes. Zero is never.
	Next time.Time
}

// Remind decides what to say at now and when to ask again. There is at most
// one digest on a local day, none before Choices.NotBefore, and on Saturdays
// and Sundays only what cannot wait until Monday. Snoozed, paused or muted keys are
// silent unless somebody else may have their value.
func Remind(subjects []Subject, rec Record, c Choices, now time.Time) Plan {
	var plan Plan
	if !c.Enabled {
		return plan
	}
	later := rules{Record: rec, Choices: c}
	together := later // who waits for company has it if anybody speaks
	if slices.ContainsFunc(subjects, func(s Subject) bool { _, ok := later.say(s, now); return ok }) {
		together.company = true
	}
	subjects = slices.Clone(subjects)
	for i, s := range subjects {
		if r, ok := together.say(s, now); ok {
			plan.Say = append(plan.Say, r)
			subjects[i].Reminded = r.Word(now)
			later.LastDigest = now
		}
	}
	slices.SortFunc(plan.Say, func(a, b Reminder) int {
		return cmp.Or(
			slices.Index(digestOrder, a.Step)-slices.Index(digestOrder, b.Step),
			a.Standing.Deadline().Compare(b.Standing.Deadline()),
			cmp.Compare(a.ID, b.ID),
		)
	})
	for _, s := range subjects {
		plan.Next = later.next(s, now, plan.Next)
	}
	return plan
}

// rules are the reasons to keep quiet that do not belong to one key.
type rules struct {
	Record
	Choices
	company bool // somebody speaks: nobody waits for others
}

// say returns the reminder that s has at t, if it may be given then.
func (r rules) say(s Subject, t time.Time) (Reminder, bool) {
	if t.Before(r.morning(t)) || r.spokeWithin(1, t) {
		return Reminder{}, false
	}
	standing := s.Life.At(t)
	step, count := s.pending(t, standing)
	silent := s.quiet(r.Record, t) ||
		step.waitsForWeekday() && !r.Weekends && weekend(t) ||
		r.Unknown && !step.essential() ||
		!r.company && (s.settling(t) || step == StepDue && r.waitsForCompany(t))
	if step == "" || silent && !step.CannotWait() {
		return Reminder{}, false
	}
	return Reminder{ID: s.ID, Step: step, Count: count, Standing: standing}, true
}

// waitsForCompany reports whether an open window may still wait for a digest to
// join. One at a weekend, which it could not join, starts no new wait: a key
// that speaks every Sunday would starve the others.
func (r rules) waitsForCompany(t time.Time) bool {
	missed := !r.Weekends && weekend(r.LastDigest.In(t.Location()))
	return r.spokeWithin(r.Gather, t) && !missed
}

// spokeWithin reports whether the last digest is less than n days old. One dated
// tomorrow may have been shown a minute ago, before the clock was set back. One that
// a wrong clock dated further ahead does not count.
func (r rules) spokeWithin(n int, t time.Time) bool {
	ago := days(r.LastDigest, t)
	return -1 <= ago && ago < n
}

// morning returns the first instant of t's day at which c lets us speak. It
// goes by the clock on the wall: on the day summer time starts, 09:00 is only 8
// hours after midnight. A time of day out of range is taken to its nearest end,
// or nothing would ever be said.
func (c Choices) morning(t time.Time) time.Time {
	of := min(max(c.NotBefore, 0), 24*time.Hour-time.Minute)
	y, m, d := t.Date()
	wanted := time.Date(y, m, d, 0, 0, int(of/time.Second), 0, time.UTC)
	morning := time.Date(y, m, d, 0, 0, int(of/time.Second), 0, t.Location())
	// If the clocks leave that time out, time.Date picks one before or after the
	// change. We speak when they change.
	_, offset := morning.Zone()
	before, after := morning.ZoneBounds()
	switch shown := morning.Unix() + int64(offset); {
	case shown < wanted.Unix():
		return after
	case shown > wanted.Unix():
		return before
	}
	return morning
}

func weekend(t time.Time) bool {
	return t.Weekday() == time.Saturday || t.Weekday() == time.Sunday
}
