package agent

import (
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"keytray/app/api"
)

// The picker is a window of its own: one at a time, and a main window stays where it is.
func TestThePickerIsAWindowOfItsOwn(t *testing.T) {
	s, _, started := typing(t)
	show := func(v api.View) api.State {
		t.Helper()
		if err := s.Show(t.Context(), v); err != nil {
			t.Fatal(err)
		}
		st, err := s.State(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return st
	}
	notes := func() string {
		raw, _ := os.ReadFile(started)
		return string(raw)
	}
	main := show(api.View{Name: api.ViewKeys})
	within(t, "the main window starts", func() bool { return strings.Contains(notes(), "window keys\n") })
	first := show(api.View{Name: api.ViewPick})
	within(t, "the picker starts beside it", func() bool { return strings.Contains(notes(), "window pick\n") })
	second := show(api.View{Name: api.ViewPick})
	if first.Show != main.Show || second.Show != main.Show {
		t.Errorf("the main window is sent to %+v and %+v", first.Show, second.Show)
	}
	if second.Picks <= first.Picks || second.Revision == first.Revision {
		t.Error("the picker that is open does not hear of the second time")
	}
	show(api.View{Name: api.ViewRotation}) // something that is noted, if it starts
	if got := strings.Count(notes(), "window pick\n"); got != 1 {
		t.Errorf("%d pickers were started", got)
	}
}

// A picker says that it closes a moment before its process has ended. The keys that
// are pressed in that moment want the next one.
func TestAPickerThatIsEndingIsNotInTheWayOfTheNext(t *testing.T) {
	s, _, started := typing(t)
	s.p.Window[2] = `echo "$@" >>"$0"; exec >&-; while [ -e "$0" ] && [ ! -e "$0.end" ]; do sleep 0.02; done`
	show := func() {
		t.Helper()
		if err := s.Show(t.Context(), api.View{Name: api.ViewPick}); err != nil {
			t.Fatal(err)
		}
	}
	pickers := func() int {
		raw, _ := os.ReadFile(started)
		return strings.Count(string(raw), "window pick\n")
	}
	show()
	within(t, "the first picker closes", func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return pickers() == 1 && s.picker.state == pickerEnding
	})
	show()
	show() // held a little long
	if got := pickers(); got != 1 {
		t.Errorf("%d pickers were started at once", got)
	}
	if err := os.WriteFile(started+".end", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	within(t, "the next picker starts", func() bool { return pickers() == 2 })
}

// hangs plays a picker that never answers: it notes its start and stays, whatever it is
// told, until the test's folder is gone.
const hangs = `echo "$@" >>"$0"; trap '' TERM HUP INT; while [ -d "${0%/*}" ]; do sleep 0.02; done`

// asks has the person ask for the picker, and tells how many were started.
func asks(t *testing.T, s *Service, started string) (pickers func() int) {
	t.Helper()
	if err := s.Show(t.Context(), api.View{Name: api.ViewPick}); err != nil {
		t.Fatal(err)
	}
	return func() int {
		raw, _ := os.ReadFile(started)
		return strings.Count(string(raw), "window pick\n")
	}
}

// longAgo has the person have asked for the picker that is there before any patience.
func (s *Service) longAgo() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.picker.asked.IsZero() {
		s.picker.asked = s.picker.asked.Add(-pickerAnswers)
	}
}

func TestAPickerThatNeverAnswersMakesRoomForTheNext(t *testing.T) {
	s, _, started := typing(t)
	s.p.Window[2] = hangs
	pickers := asks(t, s, started)
	within(t, "the picker starts", func() bool { return pickers() == 1 })
	first := s.picker.cmd.Process.Pid
	asks(t, s, started) // it may be slow
	if s.picker.cmd.Process.Pid != first {
		t.Error("a picker that may still come was given up")
	}
	s.longAgo()
	asks(t, s, started)
	within(t, "the next picker starts", func() bool { return pickers() == 2 })
	if old, err := os.FindProcess(first); err == nil && old.Signal(syscall.Signal(0)) == nil {
		t.Error("the one that hangs is still there")
	}
}

// It had the focus before it hung, so nothing was wrong with it at first.
func TestAPickerThatHangsLaterMakesRoomForTheNext(t *testing.T) {
	s, _, started := typing(t)
	s.p.Window[2] = hangs
	pickers := asks(t, s, started)
	within(t, "the picker starts", func() bool { return pickers() == 1 })
	if _, err := s.Focused(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.longAgo()
	asks(t, s, started) // which it does not hear
	s.longAgo()
	asks(t, s, started)
	within(t, "the next picker starts", func() bool { return pickers() == 2 })
}

// One that is only slow answers the press, and nothing else opens.
func TestAPickerThatAnswersAtTheLastMomentStaysAlone(t *testing.T) {
	for how, answers := range map[string]func(*testing.T, *Service, string){
		"by closing": func(t *testing.T, _ *Service, started string) {
			if err := os.WriteFile(started+".end", nil, 0o600); err != nil {
				t.Error(err)
			}
		},
		"by coming to the front": func(t *testing.T, s *Service, _ string) {
			if _, err := s.Focused(t.Context()); err != nil {
				t.Error(err)
			}
		},
	} {
		t.Run(how, func(t *testing.T) {
			s, _, started := typing(t)
			s.p.Window[2] = `echo "$@" >>"$0"; while [ -e "$0" ] && [ ! -e "$0.end" ]; do sleep 0.02; done`
			pickers := asks(t, s, started)
			within(t, "the picker starts", func() bool { return pickers() == 1 })
			first := s.picker
			s.longAgo()
			asks(t, s, started)
			answers(t, s, started)
			time.Sleep(pickerCloses + 100*time.Millisecond) // in which it would make room
			s.mu.Lock()
			defer s.mu.Unlock()
			if got := pickers(); got != 1 || s.picker != first || s.picker.state == pickerWanted {
				t.Errorf("%d pickers were started", got)
			}
		})
	}
}

func TestAPickerThatClosesButDoesNotEndIsKilled(t *testing.T) {
	s, _, started := typing(t)
	s.p.Window[2] = `exec >&-; ` + hangs
	pickers := asks(t, s, started)
	within(t, "the picker closes", func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return pickers() == 1 && s.picker.state == pickerEnding
	})
	asks(t, s, started)
	within(t, "the next picker starts", func() bool { return pickers() == 2 })
}

// So does a window that never comes: nothing that the person does would open another.
func TestAWindowThatNeverComesMakesRoomForTheNext(t *testing.T) {
	s, _, started := typing(t)
	s.p.Window[2] = hangs
	windows := func() int {
		raw, _ := os.ReadFile(started)
		return strings.Count(string(raw), "window keys\n")
	}
	show := func(ago time.Duration) {
		t.Helper()
		s.mu.Lock()
		if s.child != nil {
			s.child.seen = s.child.seen.Add(-ago)
		}
		s.mu.Unlock()
		if err := s.Show(t.Context(), api.View{Name: api.ViewKeys}); err != nil {
			t.Fatal(err)
		}
	}
	show(0)
	within(t, "the window starts", func() bool { return windows() == 1 })
	show(windowAnswers / 2)
	s.mu.Lock()
	s.wanted = nil // as if that had not been asked for
	s.mu.Unlock()
	if got := windows(); got != 1 {
		t.Errorf("%d windows were started", got)
	}
	show(windowAnswers)
	within(t, "the next window starts", func() bool { return windows() == 2 })
}
