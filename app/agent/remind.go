package agent

import (
	"context"
	"errors"
	"time"

	"keytray/app/files"
	"keytray/app/notify"
	"keytray/app/rotation"
	"keytray/app/settings"
	"keytray/app/text"
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
			all = append(all, rotation.Subject{ID: k.ID, Life: k.Life(windows.of(k)), Reminded: k.Reminded, Added: k.Added})
		}
	}
	return all
}

// wishes are the settings. While they cannot be read, the person may be one who wants
// no reminders, or no names in them: then only what cannot wait is said.
type wishes struct {
	settings.Settings
	unknown bool
}

func (s *Service) wishes() wishes {
	choices, err := s.settings.Load()
	if err != nil {
		choices = settings.Defaults()
		choices.ShowNames = false
	}
	return wishes{choices, err != nil}
}

func (s *Service) plan(x vault.Index, w wishes, now time.Time) rotation.Plan {
	choices := rotation.Choices{
		Enabled: w.Reminders, NotBefore: time.Duration(w.NotBefore), Weekends: w.Weekends, Gather: gather, Unknown: w.unknown,
	}
	rec, all := x.Record(), subjects(x, policies{s.catalogue(), w.Settings})
	s.mu.Lock()
	if s.shownAt.After(rec.LastDigest) { // it could not be recorded: the disk is full
		rec.LastDigest = s.shownAt
	}
	for i := range all {
		if s.reminds.IsZero() || all[i].Added.Before(s.reminds) { // whoever came with it is there too
			all[i].Added = time.Time{}
		}
		all[i].Reminded = s.heardLocked(all[i].ID, all[i].Reminded)
	}
	s.mu.Unlock()
	return rotation.Remind(all, rec, choices, now)
}

// remind says what needs rotating when it is time, and tells the faces when a
// key's phase changes. It sleeps until the next such instant, or until
// something else changes: a key, a setting, or that somebody shows notifications.
func (s *Service) remind(ctx context.Context) {
	s.mu.Lock()
	s.reminds = s.p.Now()
	s.mu.Unlock()
	failed := 0
	for ctx.Err() == nil {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		due := s.sayDue(ctx)
		again := due.next
		if due.shown {
			failed = 0
		} else {
			again = s.p.Now().Add(retries[min(failed, len(retries)-1)])
		}
		if !s.sleep(ctx, earliest(again, due.change), changed) {
			continue
		}
		now := s.p.Now() // the sleep may have been shorter
		if !due.shown && !now.Before(again) {
			failed++
		}
		if !due.change.IsZero() && !now.Before(due.change) {
			s.bump()
			s.tidyBeside(ctx)
		}
	}
}

// tidyBeside empties the bin while the reminders go on. Close waits for it.
func (s *Service) tidyBeside(ctx context.Context) {
	if !s.busy() {
		return
	}
	go func() {
		defer s.counting.Done()
		s.tidy(ctx)
	}()
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
	return s.alarm(wait, next) == nil
}

// due is what came of a look at the keys.
type due struct {
	next   time.Time // when there is something to say again
	change time.Time // when a key's phase changes, or its time in the bin is over
	shown  bool      // false if there was something to say and nobody to show it
}

// sayDue shows what is due.
func (s *Service) sayDue(ctx context.Context) due {
	x, err := s.vault.Index(ctx)
	if err != nil {
		return due{shown: true} // State says why
	}
	s.tellDamage()
	now, w := s.p.Now(), s.wishes()
	plan := s.plan(x, w, now)
	if len(plan.Say) > 0 { // which another agent over the same list may be saying right now
		defer s.inTurn(ctx)()
		if x, err = s.vault.Index(ctx); err != nil {
			return due{shown: true}
		}
		plan = s.plan(x, w, now)
	}
	defer s.announce(plan.Next)
	d := due{next: plan.Next, change: s.nextChange(x, w.Settings, now), shown: true}
	if len(plan.Say) == 0 {
		s.withdrawDone(x, w.Settings, now)
		return d
	}
	if !s.showDigest(digest(x, plan.Say, needing(subjects(x, policies{s.catalogue(), w.Settings}), now), s.catalogue().Name, w.ShowNames), toldOf(x, plan.Say), now) {
		d.shown = false
		return d
	}
	if err := s.vault.Said(ctx, plan.Say, now); err != nil {
		s.p.Log.Error("record a reminder", "err", err)
	}
	return d
}

// turnLimit is how long another agent may take to show a digest and to write that down.
const turnLimit = 10 * time.Second

// inTurn keeps other agents over the same list of keys from saying anything until done:
// there is one for each runtime folder, and all of them wake at the same hour. Where the
// list is on a disk that knows no locks, each says its own.
func (s *Service) inTurn(ctx context.Context) (done func()) {
	ctx, cancel := context.WithTimeout(ctx, turnLimit)
	defer cancel()
	lock, err := files.Acquire(ctx, s.p.Paths.RemindLock())
	if err != nil {
		if ctx.Err() == nil {
			s.p.Log.Debug("wait for other agents", "err", err)
		}
		return func() {}
	}
	return lock.Release
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
func (s *Service) showDigest(n notify.Note, keys []told, now time.Time) bool {
	s.mu.Lock()
	before := s.said
	// Not from 1 on: a note of an earlier agent may still be on the screen.
	s.said = digested{serial: max(before.serial+1, uint64(now.UnixMilli())), at: now, keys: keys}
	n.Serial = s.said.serial
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
	if told || !s.notify(notify.Note{Tag: "damage", Title: text.T("The list of keys was damaged"), Body: damage, Urgent: true}) {
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
