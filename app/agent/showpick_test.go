package agent

import (
	"os"
	"strings"
	"testing"

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
		return pickers() == 1 && s.picker == pickerEnding
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
