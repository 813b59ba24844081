package agent

import (
	"context"
	"errors"
	"time"

	"keytray/app/api"
	"keytray/app/desktop"
	"keytray/app/notify"
	"keytray/app/rotation"
	"keytray/app/settings"
	"keytray/app/vault"
)

const (
	digestTag = "rotation"
	snooze    = 7 * 24 * time.Hour
)

// retries are how long to wait before a digest is tried again that nobody
// showed: at log-in the notification server may start after us.
var retries = []time.Duration{5 * time.Second, time.Minute, time.Hour}

func subjects(x vault.Index, c settings.Settings) []rotation.Subject {
	all := make([]rotation.Subject, 0, len(x.Keys))
	for _, k := range x.Keys {
		if _, ok := k.Current(); ok && k.Deleted.IsZero() && !k.Destroying {
			all = append(all, rotation.Subject{ID: k.ID, Life: k.Life(policyOf(c)), Reminded: k.Reminded})
		}
	}
	return all
}

func (s *Service) plan(x vault.Index, c settings.Settings, now time.Time) rotation.Plan {
	choices := rotation.Choices{Enabled: c.Reminders, NotBefore: time.Duration(c.NotBefore), Weekends: c.Weekends}
	rec := x.Record()
	s.mu.Lock()
	if s.shownAt.After(rec.LastDigest) { // it could not be recorded: the disk is full
		rec.LastDigest = s.shownAt
	}
	s.mu.Unlock()
	return rotation.Remind(subjects(x, c), rec, choices, now)
}

// remind says what needs rotating when it is time, and tells the faces when a
// key's phase changes. It sleeps until the next such instant, or until
// something else changes.
func (s *Service) remind(ctx context.Context) {
	failed := 0
	for ctx.Err() == nil {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		next, shown := s.sayDue(ctx)
		again := !shown
		if shown {
			failed = 0
		} else {
			next = s.p.Now().Add(retries[min(failed, len(retries)-1)])
			failed++
		}
		wait, cancel := context.WithCancel(ctx)
		go func() {
			select {
			case <-changed:
				cancel()
			case <-wait.Done():
			}
		}()
		if soon := s.p.Now().Add(time.Second); !next.IsZero() && next.Before(soon) {
			next = soon // whatever the cause, never a busy loop
		}
		if desktop.SleepUntil(wait, next) == nil && !again {
			s.bump() // a day began: phases may have changed
			go s.tidy(ctx)
		}
		cancel()
	}
}

// sayDue shows what is due and returns when to look again. shown is false if
// there was something to say and nobody to show it.
func (s *Service) sayDue(ctx context.Context) (next time.Time, shown bool) {
	x, err := s.vault.Index(ctx)
	if err != nil {
		return time.Time{}, true // State says why
	}
	s.tellDamage()
	now, choices := s.p.Now(), s.choices()
	plan := s.plan(x, choices, now)
	s.mu.Lock()
	if !s.next.Equal(plan.Next) {
		s.next = plan.Next
		s.bumpLocked()
	}
	s.mu.Unlock()
	next = earliest(plan.Next, s.nextChange(x, choices, now))
	if len(plan.Say) == 0 {
		return next, true
	}
	if !s.notify(digest(x, plan.Say, s.catalogue().Name, choices.ShowNames, now)) {
		return next, false
	}
	s.mu.Lock()
	s.said, s.shownAt = nil, now
	for _, r := range plan.Say {
		s.said = append(s.said, r.ID)
	}
	s.mu.Unlock()
	if err := s.vault.Said(ctx, plan.Say, now); err != nil {
		s.p.Log.Error("record a reminder", "err", err)
	}
	return next, true
}

// tellDamage says once that a damaged list of keys was set aside: what was
// changed last may be missing.
func (s *Service) tellDamage() {
	damage := s.Damage()
	s.mu.Lock()
	told := damage == s.damage
	s.mu.Unlock()
	if told || !s.notify(notify.Note{Tag: "damage", Title: "The list of keys was damaged", Body: damage, Urgent: true}) {
		return
	}
	s.mu.Lock()
	s.damage = damage
	s.mu.Unlock()
}

// nextChange is when a key's phase changes, or its time in the bin is over.
func (s *Service) nextChange(x vault.Index, c settings.Settings, now time.Time) time.Time {
	var next time.Time
	for _, k := range x.Keys {
		if end := k.BinEnds(); end.After(now) {
			next = earliest(next, end)
		}
	}
	for _, subject := range subjects(x, c) {
		next = earliest(next, subject.Life.NextChange(now))
	}
	return next
}

func earliest(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// notify shows a note; what cannot be shown is logged.
func (s *Service) notify(n notify.Note) bool {
	if s.notifier == nil {
		return false
	}
	err := s.notifier.Show(context.Background(), n)
	missing := errors.Is(err, notify.ErrUnavailable)
	if err != nil && !(missing && s.unheard.Swap(true)) { // once is enough
		s.p.Log.Error("show a notification", "tag", n.Tag, "err", err)
	}
	return err == nil
}

// pressed does what a notification's button or a click on it asks for.
func (s *Service) pressed(tag, action string) {
	ctx := context.Background()
	s.mu.Lock()
	ids := s.said
	s.mu.Unlock()
	var err error
	switch {
	case tag == "damage":
		err = s.Show(ctx, api.View{Name: api.ViewDoctor})
	case tag != digestTag:
		err = s.Show(ctx, api.View{Name: api.ViewKeys})
	case action == "snooze":
		for _, id := range ids {
			err = errors.Join(err, s.Snooze(ctx, api.SnoozeRequest{Name: id, For: snooze}))
		}
	case action == "rotate" && len(ids) == 1:
		err = s.Show(ctx, api.View{Name: api.ViewRotate, Key: ids[0]})
	case action == notify.Default && len(ids) == 1:
		err = s.Show(ctx, api.View{Name: api.ViewKeys, Key: ids[0]})
	default:
		err = s.Show(ctx, api.View{Name: api.ViewRotation})
	}
	if err != nil {
		s.p.Log.Error("answer a notification", "action", action, "err", err)
	}
}
