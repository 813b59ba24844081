package agent

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"time"

	"keytray/app/api"
)

// Limits of a picker, which is a process with a toolkit and a display: all of them may hang.
const (
	// pickerAnswers is how long one that is asked for may take to have the focus. At the next
	// press after that it is not believed to come any more.
	pickerAnswers = 5 * time.Second

	// pickerCloses is how long that press may take to close it, or to bring it to the front, if
	// it is there after all.
	pickerCloses = time.Second

	// pickerEnds is how long its process may take to end, closed or killed.
	pickerEnds = 3 * time.Second
)

var errPickerHangs = errors.New("its process did not end by itself")

// picker is the quick picker's process.
type picker struct {
	state pickerState
	cmd   *exec.Cmd
	asked time.Time // when the person asked for it and it has not said since that it has the focus
}

// pickerState is how it is with the quick picker.
type pickerState int

const (
	pickerNone   pickerState = iota
	pickerOpen               // it hears of presses
	pickerEnding             // closed, but its process is there
	pickerWanted             // the same, and the person wants another one
)

// pickLocked opens the quick picker. It has a process of its own: the main window, if
// one is open, stays where it is. A picker that is open follows State.Picks, and
// closes. While the process of one that was closed is ending the next waits for it:
// the toolkit has files that two of them would read and write at once.
func (s *Service) pickLocked() error {
	s.picks++
	s.bumpLocked()
	switch p := s.picker; p.state {
	case pickerOpen:
		s.askAgainLocked(p)
		return nil
	case pickerEnding, pickerWanted:
		p.state = pickerWanted
		return nil
	}
	return s.openPickerLocked()
}

// askAgainLocked is for a press while a picker is there: it closes, or says that it has the
// focus. One that has done neither for a while, nor does so now, makes room for another.
func (s *Service) askAgainLocked(p *picker) {
	if p.asked.IsZero() {
		p.asked = time.Now()
	}
	if time.Since(p.asked) < pickerAnswers {
		return
	}
	time.AfterFunc(pickerCloses, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if p.state == pickerOpen && !p.asked.IsZero() {
			p.state = pickerWanted
			_ = p.cmd.Process.Kill() // it may just have ended
		}
	})
}

func (s *Service) openPickerLocked() error {
	c, gone, err := s.startPicker()
	if err != nil {
		return err
	}
	p := &picker{state: pickerOpen, cmd: c, asked: time.Now()}
	s.picker = p
	go s.followPicker(p, gone)
	return nil
}

func (s *Service) followPicker(p *picker, gone *os.File) {
	ended := make(chan error, 1)
	go func() {
		ended <- p.cmd.Wait()
		_ = gone.Close() // whoever else has its other end
	}()
	_, _ = io.Copy(io.Discard, gone) // its end counts, however it comes
	s.mu.Lock()
	if p.state == pickerOpen {
		p.state = pickerEnding
	}
	s.forgetTypedLocked()
	s.mu.Unlock()
	failed := pickerEnd(p.cmd, ended)
	if failed != nil {
		s.p.Log.Error("the quick picker ended", "err", failed)
	}
	s.tryTaken()
	s.mu.Lock()
	defer s.mu.Unlock()
	wanted := p.state == pickerWanted
	p.state, s.windowFailed = pickerNone, failed != nil
	if !wanted {
		return
	}
	if err := s.openPickerLocked(); err != nil {
		s.p.Log.Error("open the quick picker", "err", err)
		s.forgetTypedLocked()
	}
}

// pickerEnd waits for the end of a picker that was closed, and returns how it ended. One
// that does not end is killed, and left alone if it cannot even be killed.
func pickerEnd(c *exec.Cmd, ended <-chan error) error {
	late := time.AfterFunc(pickerEnds, func() { _ = c.Process.Kill() })
	defer late.Stop()
	select {
	case err := <-ended:
		if !late.Stop() {
			return errPickerHangs
		}
		return err
	case <-time.After(2 * pickerEnds):
		return errPickerHangs
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
