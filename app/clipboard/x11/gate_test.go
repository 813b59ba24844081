//go:build !windows && !darwin

package x11

import (
	"testing"
	"time"
)

func TestWhoGetsTheTextAndWhatIsAPaste(t *testing.T) {
	const manager, older, fresh = client(0x400000), client(0x600000), client(0x800000)
	const pid, ms = 100, time.Millisecond // pid of all that were there before
	type request struct {
		asker
		after    time.Duration
		admitted bool
	}
	of := map[client]uint32{manager: pid - 1, older: pid, fresh: pid}
	at, focused := func(c client) asker { return asker{c, of[c], false} }, func(c client) asker { return asker{c, of[c], true} }
	for name, c := range map[string]struct {
		once     bool
		requests []request
	}{
		"with the focus, at once":                {requests: []request{{focused(older), 0, true}}},
		"a program started after the copy":       {requests: []request{{asker{fresh, pid + 1, false}, 0, true}}},
		"one of an unknown process":              {requests: []request{{asker{fresh, 0, false}, 0, true}}},
		"one that got the number of an ended":    {requests: []request{{asker{older, pid + 1, false}, 0, true}}},
		"another connection of an older program": {requests: []request{{at(fresh), 0, false}}},
		"an older one without the focus at once": {requests: []request{{at(older), 0, false}}},
		"an older one without the focus later":   {requests: []request{{at(older), watchful, true}}},
		"just before the time is over":           {requests: []request{{at(older), watchful - 1, false}}},
		"who looked at once is a manager":        {requests: []request{{at(older), instant - 1, false}, {at(older), time.Hour, false}}},
		"who tries again too soon waits longer":  {requests: []request{{at(older), 600 * ms, false}, {at(older), 2 * time.Second, false}, {at(older), 4 * time.Second, true}}},
		"who looks each second is a manager":     {requests: []request{{at(older), 600 * ms, false}, {at(older), 1600 * ms, false}, {at(older), 2600 * ms, false}, {at(older), 3600 * ms, false}}},
		"one that has ended since":               {requests: []request{{asker{older, 0, false}, 0, false}}},
		"the window manager's other connection":  {requests: []request{{asker{older, pid - 1, true}, 0, false}, {asker{older, pid - 1, true}, instant, true}}},
		"who asks for several types is a person": {requests: []request{{at(older), 600 * ms, false}, {at(older), 610 * ms, false}, {at(older), 3 * time.Second, true}}},
		"who looks every 500 ms is a manager":    {requests: []request{{at(older), 499 * ms, false}, {at(older), 999 * ms, false}, {at(older), 1499 * ms, false}, {at(older), 1999 * ms, false}}},
		"a manager's window with the focus":      {requests: []request{{at(older), 0, false}, {focused(older), time.Minute, true}}},
		"the window manager asks for others":     {requests: []request{{at(manager), 0, false}, {at(manager), instant, true}}},
		"the window manager holds the focus":     {requests: []request{{focused(manager), 0, false}, {focused(manager), instant, true}}},
		"the window manager, for one paste":      {true, []request{{at(manager), instant, false}, {at(manager), time.Second, true}}},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			g := newGate(c.once)
			g.since, g.manager.client = start, manager
			g.know(map[client]uint32{manager: pid - 1, older: pid})
			for i, r := range c.requests {
				if answered, paste := g.admit(r.asker, start.Add(r.after)); answered != r.admitted || paste != r.admitted {
					t.Errorf("request %d: answered %v, a paste %v", i, answered, paste)
				}
			}
		})
	}
}

func TestWhereNobodyKnowsWhoIsNewAllAreAnswered(t *testing.T) {
	start := time.Now()
	for after, want := range map[time.Duration]bool{0: false, watchful - 1: false, watchful: true} {
		g := newGate(false)
		g.since = start
		if answered, paste := g.admit(asker{client: 1}, start.Add(after)); !answered || paste != want {
			t.Errorf("after %v: answered %v, a paste %v", after, answered, paste)
		}
	}
	g := newGate(false)
	g.since = start
	if answered, paste := g.admit(asker{client: 1, focused: true}, start); !answered || !paste {
		t.Error("with the focus it is no paste")
	}
}
