package rotation

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// person is what somebody does about a key that they were reminded of.
type person struct {
	rotates  bool // 10 days after the first word about a value
	finishes bool // the rotation: at once, or 20 days after it was begun
	late     time.Duration
}

// What rotation.md promises is what a year brings.
func TestAYearOfFortyKeysIsAWordAWeekToThoseWhoRotate(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "rotation.md"))
	if err != nil {
		t.Fatal(err)
	}
	quick := person{true, true, 0}
	for sentence, counts := range map[string][]int{
		"that makes %d notifications a year and not %d.":               {year(t, 7, quick), year(t, 0, quick)},
		"Somebody who never rotates gets %d,":                          {year(t, 7, person{})},
		"who leaves each rotation unfinished for 20 days %d: that one": {year(t, 7, person{true, true, 20 * 24 * time.Hour})},
	} {
		var args []any
		for _, n := range counts {
			args = append(args, n)
		}
		if said := fmt.Sprintf(sentence, args...); !strings.Contains(string(page), said) {
			t.Errorf("rotation.md does not say: %s", said)
		}
	}
	if n := year(t, 7, quick); n > 53 {
		t.Errorf("%d notifications in a year, more than one a week", n)
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
	if said := first[s.ID]; p.rotates && s.Life.Begun.IsZero() && !said.IsZero() && !now.Before(said.AddDate(0, 0, 10)) {
		*s = Subject{ID: s.ID, Life: Life{Created: now, Begun: now}}
		delete(first, s.ID)
	}
	if begun := s.Life.Begun; p.finishes && !begun.IsZero() && !now.Before(begun.Add(p.late)) {
		s.Life.Begun = time.Time{}
		delete(first, s.ID) // those words were about the rotation
	}
}
