package agent

import (
	"io"
	"os"
	"os/exec"

	"keytray/app/api"
)

// pickLocked opens the quick picker. It has a process of its own: the main window, if
// one is open, stays where it is. A picker that is open follows State.Picks, and
// closes. While the process of one that was closed is ending the next waits for it:
// the toolkit has files that two of them would read and write at once.
func (s *Service) pickLocked() error {
	s.picks++
	s.bumpLocked()
	switch s.picker {
	case pickerOpen:
		return nil
	case pickerEnding, pickerWanted:
		s.picker = pickerWanted
		return nil
	}
	return s.openPickerLocked()
}

// pickerState is how it is with the quick picker.
type pickerState int

const (
	pickerNone   pickerState = iota
	pickerOpen               // it hears of presses
	pickerEnding             // closed, but its process is there
	pickerWanted             // the same, and the person wants another one
)

func (s *Service) openPickerLocked() error {
	c, gone, err := s.startPicker()
	if err != nil {
		return err
	}
	s.picker = pickerOpen
	go s.followPicker(c, gone)
	return nil
}

func (s *Service) followPicker(c *exec.Cmd, gone *os.File) {
	_, _ = io.Copy(io.Discard, gone) // its end counts, however it comes
	_ = gone.Close()
	s.mu.Lock()
	s.picker = pickerEnding
	s.forgetTypedLocked()
	s.mu.Unlock()
	failed := c.Wait()
	if failed != nil {
		s.p.Log.Error("the quick picker ended", "err", failed)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	wanted := s.picker == pickerWanted
	s.picker, s.windowFailed = pickerNone, failed != nil
	if !wanted {
		return
	}
	if err := s.openPickerLocked(); err != nil {
		s.p.Log.Error("open the quick picker", "err", err)
		s.forgetTypedLocked()
	}
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
