package rotation

import "time"

// Step is a rung of the reminder ladder: what a reminder speaks about.
type Step string

// The steps that share a phase's name repeat for as long as the phase lasts.
// The other three are said once each.
const (
	StepDue     Step = "due"
	StepOverdue Step = "overdue"
	StepExpired Step = "expired"
	StepExposed Step = "exposed"
	StepEnds30  Step = "ends_30" // the provider ends the key within 30 days
	StepEnds7   Step = "ends_7"
	StepEnds1   Step = "ends_1"
)

// every is the number of days after which a phase is spoken of again.
var every = map[Phase]int{Due: 28, Overdue: 7, Expired: 7, Exposed: 1}

// endings are the steps before the provider's date, the nearest first.
var endings = []struct {
	days int
	step Step
}{{1, StepEnds1}, {7, StepEnds7}, {30, StepEnds30}}

// digestOrder puts first what leaks, is broken or breaks next.
var digestOrder = []Step{StepExposed, StepExpired, StepEnds1, StepEnds7, StepOverdue, StepEnds30, StepDue}

// ending reports whether s was said ahead of the provider's date.
func (s Step) ending() bool { return s == StepEnds30 || s == StepEnds7 || s == StepEnds1 }

// waitsForWeekday reports whether s can wait until Monday.
func (s Step) waitsForWeekday() bool { return s == StepDue || s == StepOverdue }

// Reminded is the last reminder a key had. It is kept with the key.
type Reminded struct {
	At   time.Time `json:"at"`
	Step Step      `json:"step"`
}

// Subject is a key as the ladder sees it.
type Subject struct {
	ID       string
	Life     Life
	Reminded Reminded
}

// pending returns the step that the key has come to at t and that was not said
// yet, or "". Whether it may be said at that hour is not asked here.
func (s Subject) pending(t time.Time, at Standing) Step {
	last := s.lastWord(t)
	if at.Phase != Exposed && at.Phase != Expired {
		if step := s.pendingEnd(last, at); step != "" {
			return step
		}
	}
	wait := every[at.Phase]
	if wait == 0 || s.spokeOf(at.Phase, last, t) && days(last.At, t) < wait {
		return ""
	}
	return Step(at.Phase)
}

// pendingEnd looks at the nearest step before the provider's date only, so
// that a computer which slept through two of them says one.
func (s Subject) pendingEnd(last Reminded, at Standing) Step {
	if at.Expires.IsZero() {
		return ""
	}
	for _, end := range endings {
		if at.DaysLeft > end.days {
			continue
		}
		if days(s.Life.Created, at.Expires) <= end.days {
			return "" // a 7-day key needs no "7 days left" on its first day
		}
		// Any reminder since the step's day means that the step was said: it
		// goes before the others. Travel can move that day by one.
		said := end.days
		if last.Step == end.step {
			said++
		}
		if !last.At.IsZero() && days(last.At, at.Expires) <= said {
			return ""
		}
		return end.step
	}
	return ""
}

// lastWord returns the last reminder that still counts at t, if any.
func (s Subject) lastWord(t time.Time) Reminded {
	last, snooze := s.Reminded, s.Life.SnoozedUntil
	switch {
	case last.At.After(t.Add(24 * time.Hour)):
		// The clock was ahead when it was said. Waiting for that date could
		// silence the key for years.
	case last.At.Before(s.Life.Created):
		// It was about the value before this one.
	case last.At.Before(snooze) && !snooze.After(t):
		// A snooze asks to be reminded again when it ends.
	default:
		return last
	}
	return Reminded{}
}

// spokeOf reports whether the last reminder was about phase. One ahead of the
// provider's date stands for the window's phase of its day as well: a person
// who heard of a key yesterday is not told the next day that it is due.
func (s Subject) spokeOf(phase Phase, last Reminded, t time.Time) bool {
	if last.Step.ending() && (phase == Due || phase == Overdue) {
		return s.Life.At(last.At.In(t.Location())).Phase == phase
	}
	return last.Step == Step(phase)
}
