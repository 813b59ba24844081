package agent

import (
	"context"
	"sync"
	"time"

	"keytray/app/api"
	"keytray/app/desktop"
	"keytray/app/shortcut"
	"keytray/app/text"
)

// pickShortcut is the name of its setting.
const pickShortcut = "shortcut.pick"

// pressPause is between two presses at least, or they are one that a desktop
// repeats while it is held.
const pressPause = 400 * time.Millisecond

// picking is the keys that open the quick picker, wherever the person is.
type picking struct {
	again chan struct{} // the setting may have changed, or what was taken be free

	standing shortcut.Standing // the rest is guarded by Service.mu
	back     time.Time         // since when keys are heard that another program had before
	pressed  time.Time         // when last
	typed    *shortcut.Typed   // after it, for the picker that opens; nil for nothing
}

// heed listens as the setting says until ctx ends.
func (s *Service) heed(ctx context.Context) {
	if s.p.Shortcut == nil {
		return
	}
	for before := (shortcut.Combination{}); ctx.Err() == nil; {
		c := s.choices().Pick
		if c != before {
			s.standsAnew()
		}
		s.heedOne(ctx, c)
		before = c
	}
}

// heedOne listens for one combination, or for none, until another one is wanted or
// it is worth trying again.
func (s *Service) heedOne(ctx context.Context, c shortcut.Combination) {
	listening, stop := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if c != (shortcut.Combination{}) {
			s.p.Shortcut(listening, shortcut.Wanted{
				Combination: c, Purpose: text.T("Find a key"), Pressed: s.pickPressed, Tell: s.tellsShortcut(listening), Typed: s.typesAhead,
			})
		}
	}()
	defer func() { stop(); <-ended }() // two of ours would be in each other's way
	for {
		select {
		case <-s.picking.again:
			if s.choices().Pick != c || s.shortcutStanding().State == shortcut.Taken {
				return
			}
		case <-ctx.Done():
			return
		}
	}
}

// tellsShortcut is shortcutTold, and has keys that are taken tried again when the person
// comes back to the computer, until ctx ends. Only while they are taken is that watched.
func (s *Service) tellsShortcut(ctx context.Context) func(shortcut.Standing) {
	var watch sync.Once
	return func(st shortcut.Standing) {
		s.shortcutTold(st)
		if st.State != shortcut.Taken {
			return
		}
		watch.Do(func() {
			go func() {
				if err := desktop.WatchReturning(ctx, s.tryTaken); ctx.Err() == nil {
					s.p.Log.Debug("watch for the person's return", "err", err)
				}
			}()
		})
	}
}

// tryTaken tries keys again that another program had. It is for moments in which something
// is done anyway: a menu or a window opens, a window closes, the person comes back.
func (s *Service) tryTaken() {
	if s.shortcutStanding().State == shortcut.Taken {
		s.tryShortcut()
	}
}

// tryShortcut looks at the setting again, and at keys that another program had.
func (s *Service) tryShortcut() {
	select {
	case s.picking.again <- struct{}{}:
	default: // somebody said so already
	}
}

// shortcutTold hears how it stands. Who said no to the desktop is not asked again
// at each login: the setting says off then.
func (s *Service) shortcutTold(st shortcut.Standing) {
	if st.Err != nil {
		s.p.Log.Info("shortcut", "state", string(st.State), "err", st.Err)
	}
	if st.State == shortcut.Declined {
		if _, err := s.settings.Set(pickShortcut, shortcut.Off); err != nil {
			s.p.Log.Error("shortcut", "err", err)
		}
		s.tryShortcut()
	}
	s.stands(st)
}

func (s *Service) stands(st shortcut.Standing) {
	st.Err = nil // said, and not to be compared
	s.mu.Lock()
	defer s.mu.Unlock()
	before := s.picking.standing
	if before == st {
		return
	}
	s.picking.standing, s.picking.back = st, time.Time{}
	if before.State == shortcut.Taken && st.State == shortcut.Works {
		s.picking.back = s.p.Now()
	}
	s.bumpLocked()
}

// standsAnew is for keys of which nothing is known yet.
func (s *Service) standsAnew() { s.stands(shortcut.Standing{}) }

// cameBack is when keys came to be heard that another program had before; zero if none had.
func (s *Service) cameBack() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.picking.back
}

func (s *Service) shortcutStanding() shortcut.Standing {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.picking.standing
}

// pickPressed shows the picker.
func (s *Service) pickPressed() {
	defer s.forgetUnwanted()
	if !s.pressCounts(time.Now()) {
		return
	}
	if err := s.Show(context.Background(), api.View{Name: api.ViewPick}); err != nil {
		s.tellFailed("shortcut", err)
	}
}

func (s *Service) pressCounts(now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	before := s.picking.pressed
	s.picking.pressed = now
	return before.IsZero() || now.Sub(before) >= pressPause
}

// noted tells beside the shortcut's setting how it stands.
func (s *Service) noted(all []api.Setting) []api.Setting {
	for i := range all {
		if all[i].Key == pickShortcut && all[i].Value != shortcut.Off {
			st := s.shortcutStanding()
			all[i].Note, all[i].Unavailable = shortcutNote(st), st.State == shortcut.None
		}
	}
	return all
}
