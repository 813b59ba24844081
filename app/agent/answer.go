package agent

import (
	"context"
	"slices"
	"time"

	"keytray/app/api"
	"keytray/app/notify"
	"keytray/app/rotation"
	"keytray/app/settings"
	"keytray/app/vault"
)

// digested is the digest that was shown last.
type digested struct {
	serial uint64
	at     time.Time
	keys   []told // empty once there is nothing left to do about them
}

// told is what was said of a key.
type told struct {
	rotation.Reminder
	version int // the number of the value that it was about
}

func toldOf(x vault.Index, say []rotation.Reminder) []told {
	all := make([]told, 0, len(say))
	for _, r := range say {
		current, _ := keyOf(x, r.ID).Current()
		all = append(all, told{r, current.Number})
	}
	return all
}

// holds returns the key that was spoken of, and whether what was said of it is still
// to be done: it has not got a new value since, nor another date.
func (t told) holds(x vault.Index, windows policies, now time.Time) (s rotation.Subject, ok bool) {
	all := subjects(x, windows)
	i := slices.IndexFunc(all, func(s rotation.Subject) bool { return s.ID == t.ID })
	if i < 0 {
		return s, false
	}
	current, _ := keyOf(x, t.ID).Current()
	return all[i], current.Number == t.version && all[i].Asks(now)
}

// withdrawDone takes the digest off the screen when each of its keys has been dealt
// with: it stays there until somebody closes it.
func (s *Service) withdrawDone(x vault.Index, c settings.Settings, now time.Time) {
	s.mu.Lock()
	said := s.said
	s.mu.Unlock()
	left := func(t told) bool {
		subject, ok := t.holds(x, policies{s.catalogue(), c}, now)
		return ok && !subject.Silenced(x.Record(), said.at, now)
	}
	if s.notifier == nil || len(said.keys) == 0 || slices.ContainsFunc(said.keys, left) {
		return
	}
	s.notifier.Withdraw(digestTag)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.said.serial == said.serial {
		s.said.keys = nil
	}
}

// pressed does what a notification's button or a click on it asks for.
func (s *Service) pressed(p notify.Press) {
	if err := s.answer(context.Background(), p); err != nil {
		s.tellFailed("answer a notification", err)
	}
}

func (s *Service) answer(ctx context.Context, p notify.Press) error {
	if p.Tag != digestTag {
		view := api.ViewKeys
		if p.Tag == "damage" {
			view = api.ViewDoctor
		}
		return s.Show(ctx, api.View{Name: view})
	}
	s.mu.Lock()
	said := s.said
	s.mu.Unlock()
	if p.Serial != said.serial || len(said.keys) == 0 { // of an earlier digest: its keys are not known
		return s.Show(ctx, api.View{Name: api.ViewRotation})
	}
	if p.Action == actionSnooze {
		return s.snoozeSaid(ctx, said.keys)
	}
	if len(said.keys) != 1 {
		return s.Show(ctx, api.View{Name: api.ViewRotation})
	}
	return s.Show(ctx, s.viewFor(ctx, p.Action, said.keys[0]))
}

// viewFor is where an action on the digest of one key leads. The note may be days old:
// what has been done since is not begun again.
func (s *Service) viewFor(ctx context.Context, action string, t told) api.View {
	x, err := s.vault.Index(ctx)
	subject, holds := t.holds(x, s.policies(), s.p.Now())
	if err != nil || subject.ID == "" {
		return api.View{Name: api.ViewRotation}
	}
	k := keyOf(x, t.ID)
	switch {
	case action == actionLeaked && !k.Exposed.At.IsZero():
		return api.View{Name: api.ViewLeaked, Key: t.ID}
	case action != notify.Default && (holds || k.Case.Open()):
		return api.View{Name: api.ViewRotate, Key: t.ID}
	}
	return api.View{Name: api.ViewKeys, Key: t.ID}
}
