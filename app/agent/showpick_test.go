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
	s.p.Window[2] = `echo "$@" >>"$0"; exec >&-; while [ -e "$0" ]; do sleep 0.02; done`
	pickers := func() int {
		raw, _ := os.ReadFile(started)
		return strings.Count(string(raw), "window pick\n")
	}
	if err := s.Show(t.Context(), api.View{Name: api.ViewPick}); err != nil {
		t.Fatal(err)
	}
	within(t, "the first picker starts", func() bool { return pickers() == 1 })
	within(t, "the next picker starts", func() bool {
		if err := s.Show(t.Context(), api.View{Name: api.ViewPick}); err != nil {
			t.Fatal(err)
		}
		return pickers() >= 2
	})
}
