package rotation

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

var places = []string{"Europe/Berlin", "America/Sao_Paulo", "Africa/Cairo", "Asia/Kathmandu", "America/Los_Angeles", "Pacific/Auckland", "UTC"}

// randomLife returns a life and a moment in it.
func randomLife(t testing.TB, rnd *rand.Rand) (Life, time.Time) {
	loc := zone(t, places[rnd.IntN(len(places))])
	now := time.Date(2026, 1, 1+rnd.IntN(1000), rnd.IntN(24), rnd.IntN(60), 0, 0, loc)
	ago := func(days int) time.Time { return now.Add(-time.Duration(rnd.IntN(days*24)) * time.Hour) }
	l := Life{Created: ago(300)}
	switch rnd.IntN(3) {
	case 0:
		l.Policy.DueAfter = 1 + rnd.IntN(6)
		l.Policy.OverdueAfter = l.Policy.DueAfter + 1 + rnd.IntN(6)
	case 1:
		l.Expires = l.Created.AddDate(0, 0, rnd.IntN(400))
	}
	switch rnd.IntN(12) {
	case 0:
		l.Exposed = ago(5)
	case 1:
		l.Begun = ago(20)
	case 2:
		l.Begun = ago(20)
		l.Leaked = l.Begun
	}
	return l, now
}

func TestRandomLivesAreRemindedInTimeAndNeverNagged(t *testing.T) {
	for seed := range uint64(25) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			rnd := rand.New(rand.NewPCG(seed, 6))
			w := world{T: t, rnd: rnd, agent: agent{c: morning}, waits: map[string]wait{}}
			w.c.Gather = rnd.IntN(2) * 7
			w.c.Weekends = rnd.IntN(4) == 0
			w.c.NotBefore = time.Duration(rnd.IntN(24*60)) * time.Minute
			for i := range 1 + rnd.IntN(6) {
				l, now := randomLife(t, rnd)
				if now.After(w.now) {
					w.now = now
				}
				w.keys = append(w.keys, Subject{ID: fmt.Sprint(i), Life: l})
			}
			w.run(w.now.AddDate(0, 8, 0))
		})
	}
}

// world is an agent, its person and what must hold between them.
type world struct {
	*testing.T
	agent
	rnd   *rand.Rand
	now   time.Time
	waits map[string]wait
}

// wait is since when a key has been owed a word about what is the matter with it.
type wait struct {
	matter Step
	at     time.Time
	words  int // that it had
	slack  int // days, because the clock was set
}

// silences are the days that may pass before the first word about a matter, from
// the first to the second, and so on.
var silences = map[Step][]int{
	StepExposed: {0, 1}, StepLeaked: {0, 1}, StepExpired: {0, 7, 14, 28},
	StepUnfinished: {1, 3, 7, 14, 28}, StepOverdue: {0, 7, 7, 14, 28}, StepDue: {0, 28},
}

func (w *world) run(end time.Time) {
	for w.now.Before(end) {
		lastDigest, before := w.rec.LastDigest, slices.Clone(w.keys)
		p := w.ask(w.now)
		for _, r := range p.Say {
			w.checkReminder(r, lastDigest)
			w.checkCount(r, before)
		}
		w.checkSilence()
		w.checkNext(p.Next)
		act := w.now.Add(time.Duration(1+w.rnd.IntN(40*24*60)) * time.Minute)
		if p.Next.IsZero() || act.Before(p.Next) {
			w.now = act
			w.act()
		} else {
			w.now = p.Next
		}
	}
}

// act is what a person does to a random key on a random day.
func (w *world) act() {
	s := &w.keys[w.rnd.IntN(len(w.keys))]
	soon := func() time.Time { return w.now.Add(time.Duration(w.rnd.IntN(14*24)) * time.Hour) }
	switch w.rnd.IntN(12) {
	case 0, 1:
		w.replace(s)
	case 2:
		w.replace(s)
		s.Life.Begun, s.Life.Leaked = time.Time{}, time.Time{}
	case 3:
		s.Life.Begun = w.now
		delete(w.waits, s.ID)
	case 4:
		s.Life.Begun, s.Life.Leaked = time.Time{}, time.Time{}
		w.recount(*s, 0)
	case 5:
		s.Life.Exposed = w.now
	case 6, 7:
		s.Life.SnoozedUntil = soon()
		delete(w.waits, s.ID)
	case 8:
		s.Life.Muted = !s.Life.Muted
		w.recount(*s, 0)
	case 9:
		w.rec.PausedUntil = soon()
		w.recountAll(0)
	case 10:
		w.now = w.now.In(zone(w, places[w.rnd.IntN(len(places))]))
		w.recountAll(1) // dates moved by one at most
	case 11:
		w.setClock(time.Duration(w.rnd.IntN(6*24)-3*24) * time.Hour)
	}
}

// replace stores a new value, whose old one is not proved to be dead.
func (w *world) replace(s *Subject) {
	l := &s.Life
	if !l.Expires.IsZero() {
		l.Expires = l.Expires.Add(w.now.Sub(l.Created))
	}
	l.Created, l.Begun, l.SnoozedUntil = w.now, w.now, time.Time{}
	if !l.Exposed.IsZero() {
		l.Leaked, l.Exposed = l.Exposed, time.Time{}
	}
	s.Reminded = Reminded{}
	delete(w.waits, s.ID)
}

func (w *world) setClock(by time.Duration) {
	w.now = w.now.Add(by)
	w.recountAll(4)
}

func (w *world) recountAll(slack int) {
	for _, s := range w.keys {
		w.recount(s, slack)
	}
}

// recount begins to count a key's silence anew, without a word having been said.
func (w *world) recount(s Subject, slack int) {
	next := wait{matter: w.matterOf(s), at: w.now, slack: slack}
	if !s.Reminded.At.IsZero() { // it may stand for a word about this
		next.words = 1
	}
	if s.Reminded.Step == next.matter {
		next.words = s.Reminded.Count
	}
	if end := s.Life.SnoozedUntil; end.After(w.now) { // then it speaks at once
		next.at = end
		if s.Reminded.At.Before(end) {
			next.words = 0
		}
	}
	if end := w.rec.PausedUntil; end.After(next.at) {
		next.at = end
	}
	w.waits[s.ID] = next
}

// matterOf says again in plain words what a key is spoken of for.
func (w *world) matterOf(s Subject) Step {
	phase := s.Life.At(w.now).Phase
	switch {
	case phase == Exposed:
		return StepExposed
	case !s.Life.Leaked.IsZero():
		return StepLeaked
	case !s.Life.Begun.IsZero():
		return StepUnfinished
	case phase == Fresh:
		return ""
	}
	return Step(phase)
}

func (w *world) checkReminder(r Reminder, lastDigest time.Time) {
	s := *w.find(r.ID)
	l := s.Life
	hour := time.Duration(w.now.Hour())*time.Hour + time.Duration(w.now.Minute())*time.Minute
	daily := r.Step == StepExposed || r.Step == StepLeaked
	patient := r.Step == StepDue || r.Step == StepOverdue || r.Step == StepUnfinished
	switch {
	case w.now.Format(time.DateOnly) == lastDigest.In(w.now.Location()).Format(time.DateOnly):
		w.Errorf("%v: two digests on one day", w.now)
	case hour < w.c.NotBefore:
		w.Errorf("%v: before %v", w.now, w.c.NotBefore)
	case !daily && (l.Muted || l.SnoozedUntil.After(w.now) || w.rec.PausedUntil.After(w.now)):
		w.Errorf("%v: %s is muted, snoozed or paused", w.now, r.ID)
	case weekend(w.now) && !w.c.Weekends && patient:
		w.Errorf("%v: %s at a weekend", w.now, r.Step)
	case w.matterOf(s) == "" && (l.Expires.IsZero() || r.Standing.DaysLeft > 30):
		w.Errorf("%v: %s needs nothing", w.now, r.ID)
	case (r.Step == StepDue || r.Step == StepOverdue) && !l.Begun.IsZero():
		w.Errorf("%v: %s is %s while it is being rotated", w.now, r.ID, r.Step)
	}
}

// checkCount holds the number of a word to those before it: one more, or the first.
func (w *world) checkCount(r Reminder, before []Subject) {
	i := slices.IndexFunc(before, func(s Subject) bool { return s.ID == r.ID })
	if last := before[i].Reminded; r.Count != 1 && (r.Step != last.Step || r.Count != last.Count+1) {
		w.Errorf("%v: %s is word %d about %s after %+v", w.now, r.ID, r.Count, r.Step, last)
	}
}

// checkSilence fails if a key with something to say was silent for longer than
// its step allows, weekend and company included. The agent has just been asked.
func (w *world) checkSilence() {
	for _, s := range w.keys {
		matter, since := w.matterOf(s), w.waits[s.ID]
		daily := matter == StepExposed || matter == StepLeaked
		free := !s.Life.Muted && !s.Life.SnoozedUntil.After(w.now) && !w.rec.PausedUntil.After(w.now)
		switch {
		case matter == "":
			delete(w.waits, s.ID)
		case !free && !daily:
			w.recount(s, 0)
		case s.Reminded.At.Equal(w.now):
			said := wait{matter: matter, at: w.now, words: 1}
			if s.Reminded.Step == matter {
				said.words = s.Reminded.Count
			}
			w.waits[s.ID] = said
		case since.matter != matter && since.slack > 0: // it may have been so before the clock was set
			w.recount(s, since.slack)
		case since.matter != matter:
			w.waits[s.ID] = wait{matter: matter, at: w.now}
		case days(since.at, w.now) > w.longest(since):
			w.Fatalf("%v: %s is %s and was silent since %v, after %d words", w.now, s.ID, matter, since.at, since.words)
		}
	}
}

// longest is for how many days a key may be silent.
func (w *world) longest(since wait) int {
	list := silences[since.matter]
	most := list[min(since.words, len(list)-1)] + since.slack
	if since.words == 0 {
		most++ // that day had its digest before
	}
	if since.matter.waitsForWeekday() && !w.c.Weekends {
		most += 2
	}
	if since.matter == StepDue {
		most += w.c.Gather
	}
	return most
}

// checkNext holds Next to its word: nothing to say before it, something at it.
func (w *world) checkNext(next time.Time) {
	end := next
	if next.IsZero() {
		end = w.now.AddDate(4, 0, 0)
	} else if p := Remind(w.keys, w.rec, w.c, next); len(p.Say) == 0 || !next.After(w.now) {
		w.Fatalf("%v: nothing to say at %v, which was next", w.now, next)
	}
	probe := func(t time.Time) {
		if p := Remind(w.keys, w.rec, w.c, t); t.Before(end) && (len(p.Say) > 0 || !p.Next.Equal(next)) {
			w.Fatalf("%v: says %v and then %v at %v, before next %v", w.now, p.Say, p.Next, t, next)
		}
	}
	probe(w.now)
	for day := addDays(w.now, 1); day.Before(end) && days(w.now, day) < 8; day = addDays(day, 1) {
		probe(w.c.morning(day))
	}
	for range 3 {
		probe(w.now.Add(time.Duration(w.rnd.Int64N(int64(end.Sub(w.now))))))
	}
	if !next.IsZero() && next.Add(-1).After(w.now) {
		probe(next.Add(-1))
	}
}
