package rotation

import (
	"math/rand/v2"
	"strconv"
	"testing"
)

func TestAYearOfFortyKeysIsAWordAWeekToThoseWhoRotate(t *testing.T) {
	for _, c := range []struct {
		gather, rotates, never int // at most so many notifications
	}{{0, 100, 261}, {7, 60, 261}} {
		rotates, never := year(t, c.gather, true), year(t, c.gather, false)
		t.Logf("40 keys, gathering over %d days: %d notifications a year to a person who rotates 10 days after the first reminder, %d to one who never does",
			c.gather, rotates, never)
		if rotates > c.rotates || never > c.never {
			t.Errorf("gathering over %d days: more than %d or %d notifications", c.gather, c.rotates, c.never)
		}
	}
}

// year counts a year's notifications about keys created in the three months
// before it.
func year(t *testing.T, gather int, rotates bool) (digests int) {
	rnd := rand.New(rand.NewPCG(40, 40))
	now := at(t, zone(t, "Europe/Berlin"), "2026-01-01 08:00")
	a := agent{c: morning}
	a.c.Gather = gather
	for i := range 40 {
		a.keys = append(a.keys, Subject{ID: strconv.Itoa(i), Life: Life{Created: now.AddDate(0, 0, -rnd.IntN(90))}})
	}
	for end := now.AddDate(1, 0, 0); now.Before(end); {
		p := a.ask(now)
		digests += min(1, len(p.Say))
		now = p.Next
		for i := range a.keys {
			s := &a.keys[i]
			rotated := s.Reminded.At.AddDate(0, 0, 10)
			if rotates && s.Reminded.At.After(s.Life.Created) && now.After(rotated) {
				s.Life.Created = rotated
			}
		}
	}
	return digests
}
