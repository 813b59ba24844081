package rotation

import "time"

// next returns the first instant after now at which s has something to say, or
// best if that is earlier.
//
// Between two of the instants in turns a key's pending step stays the same. So
// the first word comes at one of them or on one of the five mornings from its
// day on: a weekend, a day that had its digest and the day before it, to which the
// clock was set back, are four in a row at most.
func (r rules) next(s Subject, now, best time.Time) time.Time {
	try := func(t time.Time) {
		if !t.After(now) || !best.IsZero() && !t.Before(best) {
			return
		}
		if _, ok := r.say(s, t); ok {
			best = t
		}
	}
	for _, turn := range r.turns(s, now) {
		if turn.IsZero() {
			continue
		}
		turn = turn.In(now.Location())
		try(turn)
		for day := range 5 {
			try(r.morning(addDays(turn, day)))
		}
	}
	return best
}

// turns lists the instants at which a reason to speak may begin or a reason to
// be silent may end.
func (r rules) turns(s Subject, now time.Time) []time.Time {
	at := s.Life.At(now)
	turns := []time.Time{now, at.DueFrom, at.OverdueFrom, at.Expires, s.Life.SnoozedUntil, r.PausedUntil}
	if !s.Added.IsZero() {
		turns = append(turns, s.Added.Add(settle))
	}
	if !at.Expires.IsZero() {
		for _, end := range endings {
			turns = append(turns, addDays(at.Expires, -end.days))
		}
	}
	if last := s.Reminded.At; !last.IsZero() {
		for step, list := range waits {
			wait := list[0] // of another step
			if step == s.Reminded.Step {
				wait = step.wait(s.Reminded.Count)
			}
			turns = append(turns, addDays(last.In(now.Location()), wait))
		}
	}
	if !s.Life.Begun.IsZero() {
		turns = append(turns, addDays(s.Life.Begun.In(now.Location()), rest))
	}
	if !r.LastDigest.IsZero() {
		turns = append(turns, addDays(r.LastDigest.In(now.Location()), r.Gather))
	}
	return turns
}
