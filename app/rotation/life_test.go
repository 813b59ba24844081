package rotation

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

func TestAPolicyIsAWindowThatOpensBeforeItCloses(t *testing.T) {
	for _, c := range []struct {
		p  Policy
		ok bool
	}{
		{Default, true},
		{Policy{1, 2}, true},
		{Policy{1, 120}, true},
		{Policy{}, false},
		{Policy{0, 6}, false},
		{Policy{-1, 6}, false},
		{Policy{3, 3}, false},
		{Policy{6, 3}, false},
		{Policy{1, 121}, false},
	} {
		if err := c.p.Validate(); (err == nil) != c.ok {
			t.Errorf("%+v: %v", c.p, err)
		}
	}
}

func TestAPolicyTakesFromItsFallbackWhatItLeavesOpen(t *testing.T) {
	for _, c := range []struct{ p, fallback, want Policy }{
		{Policy{}, Default, Policy{3, 6}},
		{Policy{1, 2}, Default, Policy{1, 2}},
		{Policy{2, 0}, Default, Policy{2, 6}},
		{Policy{0, 12}, Policy{0, 9}.Or(Default), Policy{3, 12}},
	} {
		if got := c.p.Or(c.fallback); got != c.want {
			t.Errorf("%+v or %+v = %+v, want %+v", c.p, c.fallback, got, c.want)
		}
	}
}

func TestTheMostUrgentPhaseThatFitsWins(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	life := func(created, expires, exposed string) (l Life) {
		for _, f := range []struct {
			to *time.Time
			s  string
		}{{&l.Created, created}, {&l.Expires, expires}, {&l.Exposed, exposed}} {
			if f.s != "" {
				*f.to = at(t, berlin, f.s).UTC()
			}
		}
		return l
	}
	for _, c := range []struct {
		life Life
		now  string
		want Phase
		age  int
	}{
		{life("2026-08-31 15:00", "", ""), "2026-08-31 15:00", Fresh, 0},
		{life("2026-08-31 15:00", "", ""), "2026-11-29 23:59", Fresh, 90},
		{life("2026-08-31 15:00", "", ""), "2026-11-30 00:00", Due, 91}, // at midnight, not at 15:00
		{life("2026-08-31 15:00", "", ""), "2027-02-27 23:59", Due, 180},
		{life("2026-08-31 15:00", "", ""), "2027-02-28 00:00", Overdue, 181},
		{life("2026-08-31 15:00", "2026-09-30 18:00", ""), "2026-09-29 23:59", Fresh, 29},
		{life("2026-08-31 15:00", "2026-09-30 18:00", ""), "2026-09-30 00:00", Expired, 30}, // the whole day counts
		{life("2026-08-31 15:00", "2026-12-24", ""), "2026-12-23 12:00", Due, 114},
		{life("2026-08-31 15:00", "2026-12-24", ""), "2027-06-01 12:00", Expired, 274},
		{life("2026-08-31 15:00", "2026-12-24", "2027-05-31"), "2027-06-01 12:00", Exposed, 274},
		{life("2026-08-31 15:00", "", "2026-09-01"), "2026-09-01 12:00", Exposed, 1},
		{life("", "", ""), "2026-09-01 12:00", Fresh, 0}, // an import may not know the date
		{life("", "2026-09-01", ""), "2026-09-01 12:00", Expired, 0},
		{life("2026-09-02 12:00", "", ""), "2026-09-01 12:00", Fresh, 0}, // the clock was set back
	} {
		if s := c.life.At(at(t, berlin, c.now)); s.Phase != c.want || s.Age != c.age {
			t.Errorf("%+v at %s: %s, %d days old; want %s, %d", c.life, c.now, s.Phase, s.Age, c.want, c.age)
		}
	}
	sorted := []Phase{Fresh, Exposed, Due, Expired, Overdue}
	slices.SortFunc(sorted, func(a, b Phase) int { return a.Urgency() - b.Urgency() })
	if want := []Phase{Exposed, Expired, Overdue, Due, Fresh}; !slices.Equal(sorted, want) {
		t.Errorf("sorted by urgency: %v", sorted)
	}
	if i := slices.IndexFunc(sorted, func(p Phase) bool { return !p.NeedsRotating() }); i != 3 {
		t.Errorf("%d phases need rotating, want exposed, expired and overdue", i)
	}
}

func TestAKeyEndsSoonInItsLastQuarterAndAtMostThirtyDays(t *testing.T) {
	day := at(t, time.UTC, "2026-01-10 12:00")
	for _, c := range []struct {
		life, left int
		want       bool
	}{
		{365, 30, false},
		{365, 29, true},
		{365, 1, true},
		{365, 0, false},
		{365, -1, false},
		{90, 23, false},
		{90, 22, true},
		{7, 2, false},
		{7, 1, true},
		{4, 1, false},
		{1, 1, false},
		{0, 0, false},
		{-5, 3, false}, // the dates were typed the wrong way round
	} {
		l := Life{Created: day, Expires: day.AddDate(0, 0, c.life)}
		s := l.At(l.Expires.AddDate(0, 0, -c.left))
		if s.EndsSoon != c.want || s.DaysLeft != c.left {
			t.Errorf("a life of %d days with %d left: ends soon %v, %d days left", c.life, c.left, s.EndsSoon, s.DaysLeft)
		}
	}
	if s := (Life{Expires: day}).At(day.AddDate(0, 0, -29)); !s.EndsSoon {
		t.Error("a key of unknown age does not end soon 29 days ahead")
	}
}

func TestTheDaysOfALifeTravelWithThePerson(t *testing.T) {
	tokyo, losAngeles := zone(t, "Asia/Tokyo"), zone(t, "America/Los_Angeles")
	l := Life{Created: at(t, tokyo, "2026-06-01 08:00")} // 31 May, 16:00 in Los Angeles
	now := at(t, tokyo, "2026-08-31 20:00")
	if s := l.At(now); s.Phase != Fresh || !s.DueFrom.Equal(at(t, tokyo, "2026-09-01")) {
		t.Errorf("in Tokyo: %s, due from %v", s.Phase, s.DueFrom)
	}
	if s := l.At(now.In(losAngeles)); s.Phase != Due || !s.DueFrom.Equal(at(t, losAngeles, "2026-08-31")) {
		t.Errorf("in Los Angeles: %s, due from %v", s.Phase, s.DueFrom)
	}
}

func TestTheNextChangeIsTheFirstMidnightThatLooksDifferent(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for range 100 {
		l, now := randomLife(t, rnd)
		next := l.NextChange(now)
		before, day := l.At(now), addDays(now, 1)
		for ; number(day)-number(now) < 5000; day = addDays(day, 1) {
			if s := l.At(day); s.Phase != before.Phase || s.EndsSoon != before.EndsSoon {
				break
			}
		}
		if number(day)-number(now) >= 5000 {
			day = time.Time{}
		}
		if !next.Equal(day) {
			t.Fatalf("%+v at %v changes next at %v, want %v", l, now, next, day)
		}
	}
}
