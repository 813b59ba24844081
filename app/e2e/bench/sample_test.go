//go:build !windows && !darwin

package main

import "testing"

func TestASampleIsSummedUp(t *testing.T) {
	for _, c := range []struct {
		name               string
		s                  sample
		median, least, p90 float64
	}{
		{"one round", sample{7}, 7, 7, 7},
		{"an odd number, unsorted", sample{3, 9, 1}, 3, 1, 9},
		{"an even number has its median in the middle", sample{4, 1, 3, 2}, 2.5, 1, 4},
		{"one outlier in ten is not in the p90", sample{1, 1, 1, 1, 1, 1, 1, 1, 2, 99}, 1, 1, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := [3]float64{c.s.median(), c.s.least(), c.s.p90()}; got != [3]float64{c.median, c.least, c.p90} {
				t.Errorf("median, least and p90 are %v", got)
			}
		})
	}
}
