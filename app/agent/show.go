package agent

import (
	"context"
	"os"
	"os/exec"

	"keytray/app/api"
	"keytray/app/text"
)

// Show implements api.Service: an open window goes to the view by itself, for
// it follows the state; if there is none, one is started.
func (s *Service) Show(_ context.Context, v api.View) error {
	if !s.hasDisplay() {
		return &api.Error{Kind: api.NoDisplay, Text: text.T("There is no display here, so no window can be shown. Use the commands: keytray help")}
	}
	if v.Name == "" {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if v.Name == api.ViewPick {
		return s.pickLocked()
	}
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
	c, err := s.startWindow(v, nil)
	if err != nil {
		return err
	}
	s.child = c
	go func() {
		err := c.Wait()
		if err != nil {
			s.p.Log.Error("the window ended", "err", err)
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.child, s.windowFailed = nil, err != nil
		if v := s.wanted; v != nil {
			s.wanted = nil
			if err := s.openLocked(*v); err != nil {
				s.p.Log.Error("open the window", "err", err)
			}
		}
	}()
	return nil
}

// startWindow starts a process that shows a view. Its standard output is
// out, or nothing.
func (s *Service) startWindow(v api.View, out *os.File) (*exec.Cmd, error) {
	if len(s.p.Window) == 0 {
		return nil, &api.Error{Kind: api.Failed, Text: text.T("This build of Keytray has no window. Install keytray-window beside it, or use the commands: keytray help")}
	}
	args := append(append([]string{}, s.p.Window[1:]...), v.Name)
	if v.Key != "" {
		args = append(args, v.Key)
	}
	c := exec.Command(s.p.Window[0], args...)
	c.Stderr = os.Stderr // what the toolkit has to say
	if out != nil {
		c.Stdout = out
	}
	if err := c.Start(); err != nil {
		return nil, &api.Error{Kind: api.Failed, Text: text.T("The window could not be started: %s.", err), Err: err}
	}
	return c, nil
}

// Attach implements api.Service.
func (s *Service) Attach(ctx context.Context) error {
	s.attached(+1)
	defer s.attached(-1)
	<-ctx.Done()
	return ended(ctx)
}

func (s *Service) attached(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.windows += n
	if n > 0 {
		s.wanted = nil
	}
}
