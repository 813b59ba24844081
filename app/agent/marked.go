package agent

import (
	"time"

	"keytray/app/rotation"
)

// mark keeps in mind that the person is just marking a key as exposed in an open window:
// a notification would tell them what they have just said, and lie over the steps that
// help. The next day it comes as usual.
func (s *Service) mark(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.windows == 0 {
		delete(s.marked, id)
		return
	}
	if s.marked == nil {
		s.marked = map[string]time.Time{}
	}
	s.marked[id] = s.p.Now()
}

// heardLocked is the last word about a key, with what the person said themselves.
func (s *Service) heardLocked(id string, last rotation.Reminded) rotation.Reminded {
	if at, marked := s.marked[id]; marked && last.At.Before(at) {
		return rotation.Reminded{At: at, Step: rotation.StepExposed, Count: 1}
	}
	return last
}
