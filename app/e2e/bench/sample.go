//go:build !windows && !darwin

package main

import (
	"math"
	"slices"
)

// sample is what was measured, once a round, in the unit of its row.
type sample []float64

func (s sample) sorted() sample {
	s = slices.Clone(s)
	slices.Sort(s)
	return s
}

// median and the others need at least one round.
func (s sample) median() float64 {
	sorted := s.sorted()
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

func (s sample) least() float64 { return slices.Min(s) }

// p90 is the value that nine rounds in ten do not exceed.
func (s sample) p90() float64 {
	return s.sorted()[int(math.Ceil(0.9*float64(len(s))))-1]
}
