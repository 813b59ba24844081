package agent

import (
	"context"
	"errors"
	"time"

	"keytray/app/desktop"
)

// Pauses between two tries to reach a display, which may be starting or frozen.
const (
	displayPause        = time.Second
	longestDisplayPause = time.Minute
)

// endWithDisplay quits when the display goes that the agent was started on: the person
// has logged out. Where programs are left running then, the agent of the next log-in
// would find this one in its place, without tray, clipboard and window.
func (s *Service) endWithDisplay(ctx context.Context) {
	if !desktop.HasDisplay() {
		return
	}
	told := ""
	for pause := displayPause; ; pause = min(2*pause, longestDisplayPause) {
		err := desktop.DisplayEnds(ctx, func() { s.displayGone.Store(false) })
		if ctx.Err() != nil {
			return
		}
		if err == nil {
			s.p.Log.Info("the display has ended")
			s.quit()
			return
		}
		s.displayGone.Store(errors.Is(err, desktop.ErrNoDisplay))
		if told != err.Error() {
			told = err.Error()
			s.p.Log.Error("watch the display", "err", err)
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return
		}
	}
}

// hasDisplay tells whether there is one, as far as is known.
func (s *Service) hasDisplay() bool { return desktop.HasDisplay() && !s.displayGone.Load() }
