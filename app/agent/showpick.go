package agent

import (
	"io"
	"os"
	"os/exec"

	"keytray/app/api"
)

// pickLocked opens the quick picker. It has a process of its own: the main window, if
// one is open, stays where it is. A picker that is open follows State.Picks, and
// closes.
func (s *Service) pickLocked() error {
	s.picks++
	s.bumpLocked()
	if s.picker {
		return nil
	}
	c, gone, err := s.startPicker()
	if err != nil {
		return err
	}
	s.picker = true
	go func() {
		_, _ = io.Copy(io.Discard, gone) // its end counts, however it comes
		_ = gone.Close()
		s.mu.Lock()
		s.picker = false
		s.mu.Unlock()
		err := c.Wait()
		if err != nil {
			s.p.Log.Error("the quick picker ended", "err", err)
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.windowFailed = err != nil
	}()
	return nil
}

// startPicker also returns the picker's standard output. The picker closes it with its
// window, a moment before the process has ended, and the keys that are pressed in that
// moment want the next picker.
func (s *Service) startPicker() (c *exec.Cmd, gone *os.File, err error) {
	gone, closes, err := os.Pipe()
	if err != nil {
		return nil, nil, err
	}
	defer closes.Close()
	c, err = s.startWindow(api.View{Name: api.ViewPick}, closes)
	if err != nil {
		_ = gone.Close()
	}
	return c, gone, err
}
