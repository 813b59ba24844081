package agent

import (
	"context"
	"errors"
	"os/exec"
	"runtime/debug"
	"time"

	"keytray/app/api"
	"keytray/app/clipboard"
	"keytray/app/desktop"
	"keytray/app/notify"
	"keytray/app/text"
)

// ofBoard tells a display that the chosen board cannot reach from none at all.
func (s *Service) ofBoard(err error) error {
	switch {
	case errors.Is(err, clipboard.ErrNoDisplay) && s.hasDisplay():
		return clipboard.ErrUnfit
	case errors.Is(err, clipboard.ErrTool) && !s.hasDisplay():
		return clipboard.ErrNoDisplay
	}
	return err
}

// cleared hears how a copy ended that nobody was waiting for.
func (s *Service) cleared(out clipboard.Outcome, err error) {
	if errors.Is(err, clipboard.ErrKept) { // after it had ended
		s.p.Log.Warn("a program keeps putting a key back on the clipboard")
		s.notify(notify.Note{
			Tag: "clipboard", Title: text.T("Your key is on the clipboard again"), Urgent: true,
			Body: text.T("A program keeps putting it back after Keytray has cleared it. Copy something else, remove the key from that program's history, or end it."),
		})
		return
	}
	if errors.Is(err, clipboard.ErrReturned) {
		s.p.Log.Warn("a clipboard manager put a key back")
		s.notify(notify.Note{
			Tag: "clipboard", Title: text.T("A clipboard manager has kept your key"), Urgent: true,
			Body: text.T("It put the key back on the clipboard after Keytray had cleared it. Keytray took it off again. Remove the key from that program's history."),
		})
		return
	}
	before := s.copyEnded(out, err)
	debug.FreeOSMemory() // an agent waits for hours now; this timer woke it anyway
	switch {
	case err != nil:
		s.p.Log.Error("clear the clipboard", "err", err)
		s.notify(notify.Note{
			Tag: "clipboard", Title: text.T("The clipboard could not be cleared"), Urgent: true,
			Body: text.T("A key may still be on it. Copy something else to replace it."),
		})
	case before == api.ClearedFailed:
		s.notify(notify.Note{Tag: "clipboard", Title: text.T("The key is off the clipboard now"), Brief: true})
	case out == clipboard.OnPaste && !s.watched():
		s.notify(notify.Note{Tag: "clipboard", Title: text.T("Pasted, cleared"), Body: text.T("The key is off the clipboard."), Brief: true})
	case out == clipboard.Gone:
		s.p.Log.Warn("the display ended while a key was on the clipboard")
	}
}

// watched tells whether a window is open, which shows how a copy ended.
func (s *Service) watched() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.windows > 0
}

// copyEnded says how, and returns how the one before had, or the same one before
// it was tried again.
func (s *Service) copyEnded(out clipboard.Outcome, err error) (before string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before = s.ended
	s.ended = string(out)
	if err != nil {
		s.ended = api.ClearedFailed
	}
	s.bumpLocked()
	return before
}

// watchLeaving clears when nobody may be sitting here any more. It runs while a
// key is on the clipboard.
func (s *Service) watchLeaving(ctx context.Context) {
	select {
	case <-time.After(breath):
	case <-ctx.Done():
	}
	if !s.running || ctx.Err() != nil || !s.choices().OnScreenLock {
		return
	}
	err := desktop.WatchLeaving(ctx, func(why desktop.Leaving) {
		switch out, err := s.clip.Clear(); {
		case err != nil:
			s.cleared("", err) // and the deadline tries again
		case out != clipboard.Nothing:
			s.p.Log.Info("cleared the clipboard", "why", string(why))
			s.cleared(out, nil)
		}
	})
	if ctx.Err() == nil { // no bus: then there is no screen saver either
		s.p.Log.Debug("watch for a locked screen", "err", err)
	}
}

// Guarding is the clipboard.Guard that starts command, which does
// clipboard.Stand.
func Guarding(command ...string) clipboard.Guard {
	return func(p clipboard.Proof) (*clipboard.Post, error) {
		cmd := exec.Command(command[0], command[1:]...)
		desktop.Detach(cmd)
		in, err := cmd.StdinPipe()
		if err != nil {
			return nil, err
		}
		if err := cmd.Start(); err != nil {
			return nil, err
		}
		go func() { _ = cmd.Wait() }()
		if err := clipboard.Hand(in, p); err != nil {
			_ = in.Close()
			return nil, err
		}
		return clipboard.NewPost(in), nil
	}
}
