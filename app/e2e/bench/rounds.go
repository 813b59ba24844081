//go:build !windows && !darwin

package main

import (
	"context"
	"time"
)

// jobLimit bounds one job in one round.
const jobLimit = 15 * time.Second

// job does one thing once and says how long that took.
type job func(ctx context.Context) (time.Duration, error)

// interleaved does all jobs in each round, so that whatever else the machine is doing hits them alike. It returns one
// sample for each job, in milliseconds.
func interleaved(ctx context.Context, rounds int, jobs ...job) ([]sample, error) {
	samples := make([]sample, len(jobs))
	for round := range rounds + 1 {
		for i, do := range jobs {
			took, err := bounded(ctx, do)
			if err != nil {
				return nil, err
			}
			if round > 0 { // the first one warms up
				samples[i] = append(samples[i], float64(took)/float64(time.Millisecond))
			}
		}
	}
	return samples, nil
}

func bounded(ctx context.Context, do job) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, jobLimit)
	defer cancel()
	return do(ctx)
}

// pause waits, unless ctx ends first.
func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
