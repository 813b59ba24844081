package agent

import (
	"context"
	"time"

	"keytray/app/api"
	"keytray/app/shortcut"
)

const (
	// typedStays is how long a picker may take to come: what it would be told after that
	// the person has long done in another way.
	typedStays = 5 * time.Second

	// freeLimit bounds the wait for the keyboard.
	freeLimit = 500 * time.Millisecond
)

// typesAhead is where what is typed next is kept for the picker, which takes a moment
// to open. One that is open hears it by itself.
func (s *Service) typesAhead() *shortcut.Typed {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.picker.state == pickerOpen || s.picker.state == pickerWanted {
		return nil
	}
	s.forgetTypedLocked()
	typed := shortcut.NewTyped()
	s.picking.typed = typed
	time.AfterFunc(typedStays, typed.Drop)
	return typed
}

// Focused implements api.Service.
func (s *Service) Focused(ctx context.Context) ([]api.Stroke, error) {
	s.mu.Lock()
	s.picker.asked = time.Time{}
	typed := s.picking.typed
	s.picking.typed = nil
	s.mu.Unlock()
	if typed == nil {
		return nil, nil
	}
	ctx, cancel := context.WithTimeout(ctx, freeLimit)
	defer cancel()
	taken := typed.Take(ctx)
	defer clear(taken)
	all := make([]api.Stroke, len(taken))
	for i, stroke := range taken {
		all[i] = api.Stroke{Rune: stroke.Rune, Key: string(stroke.Key)}
	}
	return all, nil
}

// forgetUnwanted frees the keyboard where no picker comes.
func (s *Service) forgetUnwanted() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.picker.state == pickerNone || s.picker.state == pickerEnding {
		s.forgetTypedLocked()
	}
}

func (s *Service) forgetTypedLocked() {
	if s.picking.typed != nil {
		s.picking.typed.Drop()
		s.picking.typed = nil
	}
}
