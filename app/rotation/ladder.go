package rotation

import "time"

// Step is a rung of the reminder ladder: what a reminder speaks about.
type Step string

// The steps ahead of the provider's date are said once each, the others again and
// again for as long as they are true.
const (
	StepDue        Step = "due"
	StepOverdue    Step = "overdue"
	StepUnfinished Step = "unfinished" // a rotation under way was left
	StepExpired    Step = "expired"
	StepLeaked     Step = "leaked" // replaced, but the old value may still be alive
	StepExposed    Step = "exposed"
	StepEnds30     Step = "ends_30" // the provider ends the key within 30 days
	StepEnds7      Step = "ends_7"
	StepEnds1      Step = "ends_1"
)

// waits are the days from a step's first word to its second, from there to the
// third and so on; the last number stays. What can cost money today never gets
// rarer. The rest does, for who did not act on four words does not act on forty.
var waits = map[Step][]int{
	StepExposed:    {1},
	StepLeaked:     {1},
	StepExpired:    {7, 14, 28},
	StepUnfinished: {3, 7, 14, 28},
	StepOverdue:    {7, 7, 14, 28},
	StepDue:        {28},
}

// wait is the days from a step's word with this number, counted from 1, to the next.
func (s Step) wait(number int) int {
	list := waits[s]
	return list[min(max(number, 1), len(list))-1]
}

// rest is the days for which a rotation that was gone on with is left alone.
const rest = 1

// endings are the steps towards the provider's date, the nearest first. The last
// one of them is for a key that is being rotated: what is unfinished is spoken of
// then, but a key that stopped working is told once.
var endings = []struct {
	days int
	step Step
}{{0, StepExpired}, {1, StepEnds1}, {7, StepEnds7}, {30, StepEnds30}}

// digestOrder puts first what leaks, is broken or breaks next.
var digestOrder = []Step{StepExposed, StepLeaked, StepExpired, StepEnds1, StepEnds7, StepUnfinished, StepOverdue, StepEnds30, StepDue}

// standsForPhase reports whether s is a word about the window's phase as well: a
// person who heard of a key yesterday is not told the next day that it is due.
func (s Step) standsForPhase() bool {
	return s == StepEnds30 || s == StepEnds7 || s == StepEnds1 || s == StepUnfinished
}

// waitsForWeekday reports whether s can wait until Monday.
func (s Step) waitsForWeekday() bool {
	return s == StepDue || s == StepOverdue || s == StepUnfinished
}

// essential reports whether s is said even while the person's settings cannot be
// read: reminders may be off, but this is worth more than having been quiet.
func (s Step) essential() bool { return s.CannotWait() || s == StepEnds7 || s == StepEnds1 }

// CannotWait reports whether s is spoken of every day, however muted, snoozed or
// paused: somebody else may be using the key.
func (s Step) CannotWait() bool { return s == StepExposed || s == StepLeaked }

// Reminded is the last reminder a key had. It is kept with the key.
type Reminded struct {
	At    time.Time `json:"at"`
	Step  Step      `json:"step"`
	Count int       `json:"count,omitempty"` // of words about Step in a row; 0 is one
}

// Subject is a key as the ladder sees it.
type Subject struct {
	ID       string
	Life     Life
	Reminded Reminded
	// Added is when the key became known, if that is news: it may have company in a
	// moment.
	Added time.Time
}

// settle is for how long a key that was just added waits for others: who brings in
// many old ones gets one digest about all of them.
const settle = time.Minute

// settling reports whether the key was added a moment before t.
func (s Subject) settling(t time.Time) bool {
	return !s.Added.IsZero() && !s.Added.After(t) && t.Sub(s.Added) < settle
}

// Asks reports whether there is anything to do about the key at t.
func (s Subject) Asks(t time.Time) bool {
	at := s.Life.At(t)
	return s.matter(at) != "" || !at.Expires.IsZero() && at.DaysLeft <= endings[len(endings)-1].days
}

// Silenced reports whether the person has asked for silence about the key, or has
// done something for its rotation since an instant. Nothing silences what cannot wait.
func (s Subject) Silenced(rec Record, since, t time.Time) bool {
	return !s.matter(s.Life.At(t)).CannotWait() && (s.quiet(rec, t) || s.Life.Begun.After(since))
}

// quiet reports whether the key is muted, snoozed or paused.
func (s Subject) quiet(rec Record, t time.Time) bool {
	return s.Life.Muted || s.Life.SnoozedUntil.After(t) || rec.PausedUntil.After(t)
}

// matter is what there is to say about the key again and again, or "".
//
// Exposed and leaked come first: they are the two that are said every day, and a
// key in another state as well must not become quieter by it. A rotation under way
// comes before the window and the provider's date: it is what helps against all
// three, and the person has begun it.
func (s Subject) matter(at Standing) Step {
	switch {
	case at.Phase == Exposed:
		return StepExposed
	case !s.Life.Leaked.IsZero():
		return StepLeaked
	case !s.Life.Begun.IsZero():
		return StepUnfinished
	case at.Phase == Fresh:
		return ""
	}
	return Step(at.Phase)
}

// pending returns the step that the key has come to at t and that was not said
// yet, or "", and which word about it in a row this would be. Whether it may be
// said at that hour is not asked here.
func (s Subject) pending(t time.Time, at Standing) (step Step, count int) {
	matter, last := s.matter(at), s.lastWord(t)
	if !matter.CannotWait() && matter != StepExpired {
		step := s.pendingEnd(last, at)
		if step == StepEnds7 || step == StepEnds1 || step != "" && !s.resting(t) {
			return step, 1
		}
	}
	if matter == "" {
		return "", 0
	}
	since, wait, count := s.schedule(matter, last, t)
	if days(since, t) < wait {
		return "", 0
	}
	return matter, count
}

// schedule returns the days to wait since an instant for the next word about
// matter, and its number in a row.
func (s Subject) schedule(matter Step, last Reminded, t time.Time) (since time.Time, wait, count int) {
	spoke := s.spokeOf(matter, last, t)
	switch {
	case matter == StepUnfinished && !spoke:
		return s.begun(t), rest, 1 + s.before(matter, t)
	case !spoke:
		return time.Time{}, 0, 1 + s.before(matter, t)
	case last.Step != matter:
		return last.At, matter.wait(1), 1
	}
	said := max(last.Count, 1)
	return last.At, matter.wait(said), said + 1
}

// pendingEnd looks at the nearest step towards the provider's date only, so
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
	switch last := s.Reminded; {
	case ahead(last.At, t):
	case last.At.Before(s.Life.Created):
		// It was about the value before this one.
	case s.snoozeOver(t):
		// It asked to be reminded again when it ends.
	default:
		return last
	}
	return Reminded{}
}

// snoozeOver reports whether a snooze has ended since the last reminder.
func (s Subject) snoozeOver(t time.Time) bool {
	snooze := s.Life.SnoozedUntil
	return s.Reminded.At.Before(snooze) && !snooze.After(t)
}

// before is the number of words about matter that a snooze followed: who snoozes is
// not to hear more than who does nothing.
func (s Subject) before(matter Step, t time.Time) int {
	last := s.Reminded
	if !s.snoozeOver(t) || last.Step != matter || ahead(last.At, t) || last.At.Before(s.Life.Created) ||
		matter == StepUnfinished && !last.At.After(s.begun(t)) {
		return 0
	}
	return max(last.Count, 1)
}

// resting reports whether a rotation was gone on with so lately that it is left alone.
func (s Subject) resting(t time.Time) bool {
	begun := s.begun(t)
	return !begun.IsZero() && days(begun, t) < rest
}

// begun is when the rotation under way was gone on with last, if that is known.
func (s Subject) begun(t time.Time) time.Time {
	if ahead(s.Life.Begun, t) {
		return time.Time{}
	}
	return s.Life.Begun
}

// ahead reports whether the clock was wrong when it said at, or is wrong now.
// Waiting for that date could silence a key for years.
func ahead(at, t time.Time) bool { return at.After(t.Add(24 * time.Hour)) }

// spokeOf reports whether the last reminder was about matter.
func (s Subject) spokeOf(matter Step, last Reminded, t time.Time) bool {
	if matter == StepUnfinished { // any word since then was about this key as it is
		return !last.At.IsZero() && last.At.After(s.begun(t))
	}
	if last.Step.standsForPhase() && (matter == StepDue || matter == StepOverdue) {
		return Step(s.Life.At(last.At.In(t.Location())).Phase) == matter
	}
	return last.Step == matter
}
