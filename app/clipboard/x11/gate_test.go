//go:build !windows && !darwin

package x11

import (
	"testing"
	"time"
)

func TestWhoGetsTheTextAndWhatIsAPaste(t *testing.T) {
	const manager, older, fresh = client(0x400000), client(0x600000), client(0x800000)
	const pid = 100 // of all that were there before
	type request struct {
		asker
		after             time.Duration
		answered, counted bool
	}
	at, focused := func(c client) asker { return asker{c, pid, false} }, func(c client) asker { return asker{c, pid, true} }
	for name, c := range map[string]struct {
		unknown  bool // the server cannot tell who was there before
		requests []request
	}{
		"with the focus, at once":                {requests: []request{{focused(older), 0, true, true}}},
		"a program started after the copy":       {requests: []request{{at(fresh), 0, true, true}}},
		"one that got the number of an ended":    {requests: []request{{asker{older, pid + 1, false}, 0, true, true}}},
		"an older one without the focus at once": {requests: []request{{at(older), 0, false, false}}},
		"an older one without the focus later":   {requests: []request{{at(older), time.Second, true, true}}},
		"just before the second is over":         {requests: []request{{at(older), time.Second - 1, false, false}}},
		"who looked once is a manager for good":  {requests: []request{{at(older), 0, false, false}, {at(older), time.Hour, false, false}}},
		"a manager's window with the focus":      {requests: []request{{at(older), 0, false, false}, {focused(older), time.Minute, true, true}}},
		"the window manager asks for others":     {requests: []request{{at(manager), 0, false, false}, {at(manager), time.Second, true, true}}},
		"the window manager holds the focus":     {requests: []request{{focused(manager), 0, false, false}, {focused(manager), time.Second, true, true}}},
		"nobody can tell who is new":             {unknown: true, requests: []request{{at(fresh), 0, true, false}, {at(fresh), time.Minute, true, false}}},
		"nobody can tell, later":                 {unknown: true, requests: []request{{at(fresh), time.Second, true, true}}},
		"nobody can tell, but it has the focus":  {unknown: true, requests: []request{{focused(fresh), 0, true, true}}},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			g := gate{since: start, before: map[client]uint32{manager: pid, older: pid}, manager: manager, watchers: map[client]bool{}}
			if c.unknown {
				g.before = nil
			}
			for i, r := range c.requests {
				if answered, counted := g.admit(r.asker, start.Add(r.after)); answered != r.answered || counted != r.counted {
					t.Errorf("request %d: answered %v, counted %v", i, answered, counted)
				}
			}
		})
	}
}
