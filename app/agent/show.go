package agent

import (
	"context"
	"os"
	"os/exec"
	"time"

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
	if s.windows > 0 { // it follows, unless the person is just closing it
		s.wanted = &v
		return nil
	}
	if c := s.child; c != nil { // starting, and then it follows; or just ending
		s.wanted = &v
		if time.Since(c.seen) > windowAnswers {
			_ = c.cmd.Process.Kill() // it hangs, and the next is opened; or has just ended
		}
		return nil
	}
	return s.openLocked(v)
}

// windowAnswers is how long a window's process may take to attach, and to end after it was
// attached last. One that takes longer makes room for another when the person wants one.
const windowAnswers = 20 * time.Second

// child is the process of a window that this agent has started.
type child struct {
	cmd  *exec.Cmd
	seen time.Time // started, or attached or not any more
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
	s.child = &child{c, time.Now()}
	go func() {
		err := c.Wait()
		if err != nil {
			s.p.Log.Error("the window ended", "err", err)
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.child, s.windowFailed = nil, err != nil
		s.openWantedLocked()
	}()
	return nil
}

// openWantedLocked opens a window for what was asked for while there was one that has
// ended since, without having followed.
func (s *Service) openWantedLocked() {
	v := s.wanted
	if v == nil || s.windows > 0 || s.child != nil || s.leaving {
		return
	}
	s.wanted = nil
	if err := s.openLocked(*v); err != nil {
		s.p.Log.Error("open the window", "err", err)
	}
}

// Followed implements api.Service.
func (s *Service) Followed(_ context.Context, serial uint64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if serial >= s.shown.Serial {
		s.wanted = nil
	}
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
	s.tryTaken()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.windows += n
	if s.child != nil {
		s.child.seen = time.Now()
	}
	if n > 0 {
		s.wanted = nil
	} else {
		s.openWantedLocked()
	}
}
