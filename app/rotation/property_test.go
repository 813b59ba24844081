package rotation

import (
	"fmt"
	"math/rand/v2"
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
	if rnd.IntN(12) == 0 {
		l.Exposed = ago(5)
	}
	return l, now
}

func TestRandomLivesAreRemindedInTimeAndNeverNagged(t *testing.T) {
	for seed := range uint64(20) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			rnd := rand.New(rand.NewPCG(seed, 6))
			w := world{T: t, rnd: rnd, agent: agent{c: morning}, waits: map[string]wait{}}
			w.c.Gather = rnd.IntN(2) * 7
			w.c.Weekends = rnd.IntN(4) == 0
			w.c.NotBefore = time.Duration(rnd.IntN(24*60)) * time.Minute
			for i := range 1 + rnd.IntN(6) {
				var l Life
				l, w.now = randomLife(t, rnd)
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

// wait is since when a key in a phase has been owed a word.
type wait struct {
	phase Phase
	at    time.Time
}

func (w *world) run(end time.Time) {
	for w.now.Before(end) {
		lastDigest := w.rec.LastDigest
		p := w.ask(w.now)
		for _, r := range p.Say {
			w.checkReminder(r, lastDigest)
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
	switch w.rnd.IntN(8) {
	case 0, 1:
		span := w.now.Sub(s.Life.Created)
		s.Life.Created, s.Life.Exposed = w.now, time.Time{}
		if !s.Life.Expires.IsZero() {
			s.Life.Expires = s.Life.Expires.Add(span)
		}
	case 2:
		s.Life.Exposed = w.now
	case 3, 4:
		s.Life.SnoozedUntil = w.now.Add(time.Duration(w.rnd.IntN(14*24)) * time.Hour)
	case 5:
		s.Life.Muted = !s.Life.Muted
	case 6:
		w.rec.PausedUntil = w.now.Add(time.Duration(w.rnd.IntN(14*24)) * time.Hour)
	case 7:
		w.now = w.now.In(zone(w, places[w.rnd.IntN(len(places))]))
		clear(w.waits) // dates moved; count again from here
	}
}

func (w *world) checkReminder(r Reminder, lastDigest time.Time) {
	l := w.find(r.ID).Life
	hour := time.Duration(w.now.Hour())*time.Hour + time.Duration(w.now.Minute())*time.Minute
	switch {
	case w.now.Format(time.DateOnly) == lastDigest.In(w.now.Location()).Format(time.DateOnly):
		w.Errorf("%v: two digests on one day", w.now)
	case hour < w.c.NotBefore:
		w.Errorf("%v: before %v", w.now, w.c.NotBefore)
	case r.Step != StepExposed && (l.Muted || l.SnoozedUntil.After(w.now) || w.rec.PausedUntil.After(w.now)):
		w.Errorf("%v: %s is muted, snoozed or paused", w.now, r.ID)
	case weekend(w.now) && !w.c.Weekends && (r.Step == StepDue || r.Step == StepOverdue):
		w.Errorf("%v: %s at a weekend", w.now, r.Step)
	case r.Standing.Phase == Fresh && (l.Expires.IsZero() || r.Standing.DaysLeft > 30):
		w.Errorf("%v: %s needs nothing", w.now, r.ID)
	}
}

// checkSilence fails if a key with something to say was silent for longer than
// its step allows, weekend and company included. The agent has just been asked.
func (w *world) checkSilence() {
	for _, s := range w.keys {
		phase := s.Life.At(w.now).Phase
		limit := map[Phase]int{Exposed: 1, Expired: 7, Overdue: 7 + 2, Due: 28 + 2 + w.c.Gather}[phase]
		free := !s.Life.Muted && !s.Life.SnoozedUntil.After(w.now) && !w.rec.PausedUntil.After(w.now)
		since := w.waits[s.ID]
		switch {
		case phase == Fresh || !free && phase != Exposed:
			delete(w.waits, s.ID)
		case s.Reminded.At.Equal(w.now) || since.phase != phase:
			w.waits[s.ID] = wait{phase, w.now}
		case days(since.at, w.now) > limit:
			w.Fatalf("%v: %s is %s and was silent since %v", w.now, s.ID, phase, since.at)
		}
	}
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
