package rotation_test

import (
	"testing"

	"keytray/app/rotation"
)

func TestTheWindowOfAKeyComesFromTheNearestSourceThatFits(t *testing.T) {
	none, usual := rotation.Policy{}, rotation.Default
	p := func(due, overdue int) rotation.Policy {
		return rotation.Policy{DueAfter: due, OverdueAfter: overdue}
	}
	for _, c := range []struct {
		name                          string
		own, chosen, suggested, usual rotation.Policy
		want                          rotation.Policy
		source                        rotation.Source
	}{
		{"nobody says anything", none, none, none, usual, p(3, 6), rotation.FromSettings},
		{"the catalogue knows better", none, none, p(2, 3), usual, p(2, 3), rotation.FromProvider},
		{"the person knows better still", none, p(4, 8), p(2, 3), usual, p(4, 8), rotation.FromPerson},
		{"the key is its own", p(1, 2), p(4, 8), p(2, 3), usual, p(1, 2), rotation.FromPerson},
		{"a suggestion makes nothing longer", none, none, p(2, 3), p(1, 2), p(1, 2), rotation.FromSettings},
		{"a suggestion shortens one end", none, none, p(2, 9), p(3, 6), p(2, 6), rotation.FromProvider},
		{"a field of the key, the other of its provider", p(1, 0), none, p(2, 3), usual, p(1, 3), rotation.FromProvider},
		{"a field of the key that the suggestion does not fit", p(4, 0), none, p(2, 3), usual, p(4, 6), rotation.FromSettings},
		{"a field of the key that the choice does not fit", p(0, 3), p(4, 8), p(2, 3), usual, p(2, 3), rotation.FromProvider},
		{"a late beginning that nothing fits", p(9, 0), none, p(2, 3), usual, p(9, 10), rotation.FromSettings},
		{"an early end that nothing fits", p(0, 2), none, none, usual, p(1, 2), rotation.FromSettings},
	} {
		w := rotation.Windows{Chosen: c.chosen, Suggested: c.suggested, Usual: c.usual}
		if got := w.Fill(c.own); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
		if _, source := w.For(c.own); source != c.source {
			t.Errorf("%s: it comes from %d, want %d", c.name, source, c.source)
		}
	}
}

func TestEveryMixOfSourcesMakesAWindow(t *testing.T) {
	all := []rotation.Policy{{}}
	for due := 1; due < 6; due++ {
		for overdue := due + 1; overdue < 7; overdue++ {
			all = append(all, rotation.Policy{DueAfter: due, OverdueAfter: overdue})
		}
	}
	own := append([]rotation.Policy{{DueAfter: 4}, {DueAfter: 9}, {OverdueAfter: 2}, {OverdueAfter: 9}}, all...)
	for _, usual := range all[1:] {
		for _, chosen := range all {
			for _, suggested := range all {
				for _, k := range own {
					w := rotation.Windows{Chosen: chosen, Suggested: suggested, Usual: usual}
					p := w.Fill(k)
					if err := p.Validate(); err != nil || p.Or(k) != p || k.Or(p) != p {
						t.Fatalf("%+v and a key's own %v make %v", w, k, p)
					}
					if kept, _ := w.For(rotation.Policy{}); chosen == (rotation.Policy{}) && (kept.DueAfter > usual.DueAfter || kept.OverdueAfter > usual.OverdueAfter) {
						t.Fatalf("%+v is longer than usual: %v", w, kept)
					}
				}
			}
		}
	}
}
