package client

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"keytray/app/api"
)

// failing is an agent whose Wait fails at once.
type failing struct {
	api.Service
	states int
}

func (f *failing) State(context.Context) (api.State, error) { f.states++; return api.State{}, nil }

func (f *failing) Wait(context.Context, uint64) (api.State, error) {
	return api.State{}, &api.Error{Kind: api.Failed}
}

func TestFollowPausesWhereWaitFailsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		svc := &failing{}
		follow(ctx, svc, func(api.State) {}, func(error) {})
		if svc.states > 15 {
			t.Errorf("%d states in a second", svc.states)
		}
	})
}

// restarting is a service whose agent goes away and comes back.
type restarting struct {
	api.Service
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
		var lost []api.Kind
		done := make(chan struct{})
		ending := &changing{}
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
	api.Service
	gone atomic.Bool
}

func (s *changing) State(context.Context) (api.State, error) {
	if s.gone.Load() {
		return api.State{}, &api.Error{Kind: api.NoAgent, Text: "No agent runs."}
	}
	return api.State{}, &api.Error{Kind: api.Failed, Text: "The list of keys cannot be read."}
}
