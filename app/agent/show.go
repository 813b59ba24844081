package agent

import (
	"context"
	"os/exec"

	"keytray/app/api"
	"keytray/app/desktop"
)

// Show implements api.Service: an open window goes to the view by itself, for
// it follows the state; if there is none, one is started.
func (s *Service) Show(_ context.Context, v api.View) error {
	if !desktop.HasDisplay() {
		return &api.Error{Kind: api.Failed, Text: "There is no display here, so no window can be shown. Use the commands: keytray help"}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shown = api.Shown{View: v, Serial: s.shown.Serial + 1}
	s.bumpLocked()
	if s.windows > 0 {
		return nil
	}
	if s.child != nil { // starting, and then it follows; or just ending
		s.wanted = &v
		return nil
	}
	return s.openLocked(v)
}

// hasWindow tells whether a window is open or opening.
func (s *Service) hasWindow() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.windows > 0 || s.child != nil
}

func (s *Service) openLocked(v api.View) error {
	if len(s.p.Window) == 0 {
		return &api.Error{Kind: api.Failed, Text: "This build of Keytray has no window. Install keytray-window beside it, or use the commands: keytray help"}
	}
	args := append(append([]string{}, s.p.Window[1:]...), v.Name)
	if v.Key != "" {
		args = append(args, v.Key)
	}
	c := exec.Command(s.p.Window[0], args...)
	if err := c.Start(); err != nil {
		return &api.Error{Kind: api.Failed, Text: "The window could not be started: " + err.Error() + ".", Err: err}
	}
	s.child = c
	go func() {
		err := c.Wait()
		if err != nil {
			s.p.Log.Error("the window ended", "err", err)
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.child = nil
		if v := s.wanted; v != nil {
			s.wanted = nil
			if err := s.openLocked(*v); err != nil {
				s.p.Log.Error("open the window", "err", err)
			}
		}
	}()
	return nil
}

// Attach implements api.Service.
func (s *Service) Attach(ctx context.Context) error {
	s.attached(+1)
	defer s.attached(-1)
	<-ctx.Done()
	return ctx.Err()
}

func (s *Service) attached(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.windows += n
	if n > 0 {
		s.wanted = nil
	}
}
