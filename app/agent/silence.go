package agent

import (
	"context"
	"errors"
	"time"

	"keytray/app/api"
	"keytray/app/rotation"
)

const day = 24 * time.Hour

// quiet is for how long a key may be snoozed from a notification: a week, or less
// where the provider ends it before that. It is 0 where a snooze silences nothing,
// or would hide the end.
func quiet(r rotation.Reminder) time.Duration {
	st := r.Standing
	switch {
	case r.Step.CannotWait():
		return 0
	case st.Expires.IsZero() || st.DaysLeft <= 0 || st.DaysLeft > 7:
		return 7 * day
	case st.DaysLeft > 2:
		return 2 * day
	case st.DaysLeft == 2:
		return day
	}
	return 0
}

// silence is for how long a digest can be snoozed: one button stands for all of its
// keys that can be, so the shortest counts.
func silence(say []rotation.Reminder) time.Duration {
	var shortest time.Duration
	for _, r := range say {
		if d := quiet(r); d > 0 && (shortest == 0 || d < shortest) {
			shortest = d
		}
	}
	return shortest
}

// snoozeSaid silences the keys of a digest that can be silenced. The button may be
// pressed days after it was shown: nothing is done to a key that has been dealt with,
// and no snooze goes beyond the provider's date.
func (s *Service) snoozeSaid(ctx context.Context, keys []told) error {
	x, err := s.vault.Index(ctx)
	if err != nil {
		return s.explain(err)
	}
	say := make([]rotation.Reminder, 0, len(keys))
	for _, t := range keys {
		say = append(say, t.Reminder)
	}
	now := s.p.Now()
	for _, t := range keys {
		subject, holds := t.holds(x, s.policies(), now)
		if !holds || quiet(t.Reminder) == 0 {
			continue
		}
		d := silence(say)
		if end := subject.Life.At(now).Expires; !end.IsZero() && t.Step != rotation.StepExpired && now.Add(d).After(end) {
			d = end.Sub(now)
		}
		if d > 0 {
			err = errors.Join(err, s.Snooze(ctx, api.SnoozeRequest{Name: t.ID, For: d}))
		}
	}
	return err
}
