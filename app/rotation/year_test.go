package rotation

import (
	"math/rand/v2"
	"strconv"
	"testing"
	"time"
)

// person is what somebody does about a key that they were reminded of.
type person struct {
	name     string
	rotates  bool // 10 days after the first word about a value
	finishes bool // the rotation: at once, or 20 days after it was begun
	late     time.Duration
	most     int // notifications in a year
}

func TestAYearOfFortyKeysIsAWordAWeekToThoseWhoRotate(t *testing.T) {
	for _, gather := range []int{0, 7} {
		for _, p := range []person{
			{"rotates and finishes 10 days after the first word", true, true, 0, 60},
			{"does so, but finishes each rotation 20 days later", true, true, 20 * 24 * time.Hour, 210},
			{"never rotates", false, false, 0, 170},
		} {
			digests := year(t, gather, p)
			t.Logf("40 keys, open windows gathered over %d days: %3d notifications a year to one who %s", gather, digests, p.name)
			if gather == 7 && digests > p.most {
				t.Errorf("%s: more than %d", p.name, p.most)
			}
		}
	}
}

// year counts a year's notifications about keys created in the three months
// before it.
func year(t *testing.T, gather int, p person) (digests int) {
	rnd := rand.New(rand.NewPCG(40, 40))
	now := at(t, zone(t, "Europe/Berlin"), "2026-01-01 08:00")
	a := agent{c: morning}
	a.c.Gather = gather
	for i := range 40 {
		a.keys = append(a.keys, Subject{ID: strconv.Itoa(i), Life: Life{Created: now.AddDate(0, 0, -rnd.IntN(90))}})
	}
	first := map[string]time.Time{} // word about the present value
	for end := now.AddDate(1, 0, 0); now.Before(end); {
		plan := a.ask(now)
		for _, r := range plan.Say {
			if first[r.ID].IsZero() {
				first[r.ID] = now
			}
		}
		if a.rec.LastDigest.Equal(now) {
			digests++
		}
		for i := range a.keys {
			p.act(&a.keys[i], first, now)
		}
		// Whoever did something changed the plan: look again this evening.
		evening := addDays(now, 0).Add(18 * time.Hour)
		if !evening.After(now) {
			evening = evening.AddDate(0, 0, 1)
		}
		if now = plan.Next; now.IsZero() || now.After(evening) {
			now = evening
		}
	}
	return digests
}

func (p person) act(s *Subject, first map[string]time.Time, now time.Time) {
	if said := first[s.ID]; p.rotates && !said.IsZero() && !now.Before(said.AddDate(0, 0, 10)) {
		*s = Subject{ID: s.ID, Life: Life{Created: now, Begun: now}}
		delete(first, s.ID)
	}
	if begun := s.Life.Begun; p.finishes && !begun.IsZero() && !now.Before(begun.Add(p.late)) {
		s.Life.Begun = time.Time{}
	}
}
