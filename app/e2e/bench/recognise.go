//go:build !windows && !darwin

package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"time"

	"keytray/app/provider"
	"keytray/app/provider/providertest"
)

// recognise measures how long it takes to tell what a pasted key is, for every kind of the catalogue, beside the plain
// way: all patterns, tried in turn. Both are warm: what a first paste has to read and compile is in nobody's figure.
func (w *world) recognise(ctx context.Context) ([]row, error) {
	known, keys := provider.New(), rand.New(rand.NewPCG(1, 2))
	var patterns []*regexp.Regexp
	var pasted [][]byte
	for _, p := range known.All() {
		for _, k := range p.Kinds {
			form, err := regexp.Compile(k.Regex)
			if err != nil {
				return nil, fmt.Errorf("%s, %s: %w", p.Name, k.Name, err)
			}
			patterns = append(patterns, form)
			pasted = append(pasted, []byte(providertest.Key(k, keys)))
		}
	}
	var ours, theirs sample // one figure for each kind
	for _, key := range pasted {
		samples, err := interleaved(ctx, w.rounds,
			timed(func(context.Context) error {
				if len(known.Recognise(key).Matches) == 0 {
					return fmt.Errorf("a key of %d characters was not recognised", len(key))
				}
				return nil
			}),
			timed(func(context.Context) error {
				found := 0
				for _, form := range patterns {
					if form.Match(key) {
						found++
					}
				}
				if found == 0 {
					return fmt.Errorf("no pattern fits a key of %d characters", len(key))
				}
				return nil
			}))
		if err != nil {
			return nil, err
		}
		const µs = float64(time.Millisecond / time.Microsecond) // samples are in ms
		ours = append(ours, samples[0].median()*µs)
		theirs = append(theirs, samples[1].median()*µs)
	}
	return []row{
		{"recognise a pasted key, µs", ours, "every pattern of the catalogue tried in turn", theirs, goal{atMost, 50}},
	}, nil
}
