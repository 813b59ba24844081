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

const digestTag = "rotation"

// gather is for how many days a key whose window opens waits for others. Nothing is
// lost by it: the window is open for months.
const gather = 7

// retries are how long to wait before a digest is tried again that nobody
// showed: at log-in the notification server may start after us.
var retries = []time.Duration{5 * time.Second, time.Minute, time.Hour}

func subjects(x vault.Index, windows policies) []rotation.Subject {
	all := make([]rotation.Subject, 0, len(x.Keys))
	for _, k := range x.Keys {
		if _, ok := k.Current(); ok && k.Deleted.IsZero() && !k.Destroying {
			all = append(all, rotation.Subject{ID: k.ID, Life: k.Life(windows.of(k)), Reminded: k.Reminded})
		}
	}
	return all
}

func (s *Service) plan(x vault.Index, c settings.Settings, now time.Time) rotation.Plan {
	choices := rotation.Choices{Enabled: c.Reminders, NotBefore: time.Duration(c.NotBefore), Weekends: c.Weekends, Gather: gather}
	rec := x.Record()
	s.mu.Lock()
	if s.shownAt.After(rec.LastDigest) { // it could not be recorded: the disk is full
		rec.LastDigest = s.shownAt
	}
	s.mu.Unlock()
	return rotation.Remind(subjects(x, policies{s.catalogue(), c}), rec, choices, now)
}

// remind says what needs rotating when it is time, and tells the faces when a
// key's phase changes. It sleeps until the next such instant, or until
// something else changes: a key, a setting, or that somebody shows notifications.
func (s *Service) remind(ctx context.Context) {
	failed := 0
	for ctx.Err() == nil {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		next, shown := s.sayDue(ctx)
		if shown {
			failed = 0
		} else {
			next = s.p.Now().Add(retries[min(failed, len(retries)-1)])
		}
		switch {
		case !s.sleep(ctx, next, changed):
		case shown:
			s.bump() // a day began: phases may have changed
			go s.tidy(ctx)
		default:
			failed++
		}
	}
}

// sleep waits for an instant, or until something changes: then it is false.
func (s *Service) sleep(ctx context.Context, next time.Time, changed <-chan struct{}) bool {
	wait, cancel := context.WithCancel(ctx)
	defer cancel()
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
	return desktop.SleepUntil(wait, next) == nil
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
	defer s.announce(plan.Next)
	next = earliest(plan.Next, s.nextChange(x, choices, now))
	if len(plan.Say) == 0 {
		return next, true
	}
	if !s.showDigest(digest(x, plan.Say, s.catalogue().Name, choices.ShowNames), plan.Say, now) {
		return next, false
	}
	if err := s.vault.Said(ctx, plan.Say, now); err != nil {
		s.p.Log.Error("record a reminder", "err", err)
	}
	return next, true
}

// announce tells the faces when the next reminder comes, after what there is to say
// now.
func (s *Service) announce(next time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.next.Equal(next) {
		s.next = next
		s.bumpLocked()
	}
}

// showDigest shows what is said at now. Which keys that are is known before: the
// answer can be faster than the end of the call.
func (s *Service) showDigest(n notify.Note, say []rotation.Reminder, now time.Time) bool {
	s.mu.Lock()
	before := s.said
	s.said = say
	s.mu.Unlock()
	shown := s.notify(n)
	s.mu.Lock()
	defer s.mu.Unlock()
	if shown {
		s.shownAt = now
	} else {
		s.said = before // its notification may still be there
	}
	return shown
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
	for _, subject := range subjects(x, policies{s.catalogue(), c}) {
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
	if err != nil && !errors.Is(err, notify.ErrQuiet) && !(missing && s.unheard.Swap(true)) { // once is enough
		s.p.Log.Error("show a notification", "tag", n.Tag, "err", err)
	}
	return err == nil
}

// pressed does what a notification's button or a click on it asks for.
func (s *Service) pressed(tag, action string) {
	if err := s.answer(context.Background(), tag, action); err != nil {
		s.p.Log.Error("answer a notification", "action", action, "err", err)
	}
}

func (s *Service) answer(ctx context.Context, tag, action string) error {
	if tag != digestTag {
		view := api.ViewKeys
		if tag == "damage" {
			view = api.ViewDoctor
		}
		return s.Show(ctx, api.View{Name: view})
	}
	s.mu.Lock()
	say := s.said
	s.mu.Unlock()
	if action == actionSnooze {
		return s.snoozeSaid(ctx, say)
	}
	view, ok := map[string]string{actionRotate: api.ViewRotate, actionLeaked: api.ViewLeaked, notify.Default: api.ViewKeys}[action]
	if !ok || len(say) != 1 {
		return s.Show(ctx, api.View{Name: api.ViewRotation})
	}
	return s.Show(ctx, api.View{Name: view, Key: say[0].ID})
}
