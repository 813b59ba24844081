package window

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/window/kit"
)

func TestTheListTakesKeysLikeTheSearchField(t *testing.T) {
	r := newRig(t, someState())
	r.frame.Canvas().Focus(r.win.keys.list.list)
	r.key(fyne.KeyDown)
	if got := r.win.keys.list.selected; got != "mirror" {
		t.Errorf("down went to %q", got)
	}
	r.key(fyne.KeyReturn)
	r.untilAsked("copy mirror")
	test.TypeOnCanvas(r.frame.Canvas(), "obs")
	if got := r.win.keys.list.search.Text; got != "obs" {
		t.Errorf("the search holds %q", got)
	}
}

func TestAChangeOfTheThemeReachesWhatIsOutOfSight(t *testing.T) {
	r := newRig(t, someState())
	r.settingsPage()
	for name, variant := range variants {
		test.ApplyTheme(t, kit.Theme{Only: &variant})
		r.win.back()
		want := kit.Theme{}.Color(theme.ColorNameForeground, variant)
		walk(r.frame.Content(), func(o fyne.CanvasObject, _ bool) {
			if c, ok := o.(*canvas.Text); ok && c.Text == "whisper-cli" && c.Color != want {
				t.Errorf("%s: a name is drawn in %v", name, c.Color)
			}
		})
		r.settingsPage()
	}
}

func TestTabReachesEveryButtonOfTheMainView(t *testing.T) {
	r := newRig(t, someState())
	var reached []string
	r.win.keys.list.open("chat")
	for range 40 {
		r.frame.Canvas().FocusNext()
		if b, ok := r.focused().(*kit.Button); ok {
			reached = append(reached, b.AccessibilityLabel())
		}
	}
	for _, want := range []string{"Unpin", "Edit", "More", "Copy", "Rotate…", "Add a place", "I leaked this key…"} {
		if !slices.Contains(reached, want) {
			t.Errorf("Tab does not reach %q, only %q", want, reached)
		}
	}
}

// restarting is a service whose agent goes away and comes back.
type restarting struct {
	fakeService
	states chan api.State
	down   atomic.Bool
}

func (s *restarting) Wait(ctx context.Context, _ uint64) (api.State, error) {
	select {
	case st, ok := <-s.states:
		if !ok {
			break
		}
		return st, nil
	case <-ctx.Done():
	}
	return api.State{}, errors.New("gone")
}

func (s *restarting) State(context.Context) (api.State, error) {
	if s.down.Load() {
		return api.State{}, &api.Error{Kind: api.NoAgent, Text: "No agent runs."}
	}
	s.states = make(chan api.State, 1)
	return api.State{Revision: 1}, nil
}

func TestFollowSurvivesARestartOfTheAgent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		svc := &restarting{}
		var revisions []uint64
		lost := 0
		done := make(chan struct{})
		go func() {
			defer close(done)
			follow(ctx, svc, func(st api.State) { revisions = append(revisions, st.Revision) }, func(error) { lost++ })
		}()
		synctest.Wait()
		svc.states <- api.State{Revision: 6}
		synctest.Wait()
		svc.down.Store(true)
		close(svc.states)
		time.Sleep(time.Minute)
		synctest.Wait()
		if lost != 1 {
			t.Errorf("told %d times that the agent is gone", lost)
		}
		svc.down.Store(false)
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if !slices.Equal(revisions, []uint64{1, 6, 1}) {
			t.Errorf("showed revisions %v", revisions)
		}
		svc.down.Store(true)
		close(svc.states)
		synctest.Wait()
		if lost != 2 {
			t.Errorf("the second end was told %d times in all", lost)
		}
		cancel()
		<-done
	})
}

// An agent that ends may answer with an error before it is gone.
func TestFollowTellsWhenAnErrorBecomesAnEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		svc := &fakeService{err: &api.Error{Kind: api.Failed, Text: "The list of keys cannot be read."}}
		var lost []api.Kind
		done := make(chan struct{})
		ending := &changing{fakeService: svc}
		go func() {
			defer close(done)
			follow(ctx, ending, func(api.State) {}, func(err error) { lost = append(lost, api.KindOf(err)) })
		}()
		time.Sleep(time.Minute)
		ending.gone.Store(true)
		time.Sleep(time.Minute)
		synctest.Wait()
		if !slices.Equal(lost, []api.Kind{api.Failed, api.NoAgent}) {
			t.Errorf("told %q", lost)
		}
		cancel()
		<-done
	})
}

// changing is a service that fails, and then goes away.
type changing struct {
	*fakeService
	gone atomic.Bool
}

func (s *changing) State(ctx context.Context) (api.State, error) {
	if s.gone.Load() {
		return api.State{}, &api.Error{Kind: api.NoAgent, Text: "No agent runs."}
	}
	return s.fakeService.State(ctx)
}
