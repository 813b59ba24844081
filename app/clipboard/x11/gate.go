//go:build !windows && !darwin

package x11

import "time"

// Clipboard managers ask as soon as something was copied, or again and again:
// Parcellite every 500 ms. CopyQ, on a busy machine, was seen to ask for the last
// time after 0.84 s.
const (
	watchful = 1500 * time.Millisecond // since the copy: who asks without the focus is refused
	instant  = 300 * time.Millisecond  // who asks in this time is no person
	burst    = 200 * time.Millisecond  // one paste asks for several types in this time
)

// client is a program's connection to the display: the bits that all its windows
// have in common. The server gives the number of one that has ended to the next.
type client uint32

// asker is who asks for the text.
type asker struct {
	client  client
	pid     uint32 // 0 if the server does not know it
	focused bool   // its process has the input focus
}

// gate tells a person's paste from the look of a clipboard manager, which would
// keep the value. Both ask for the same thing, so it goes by who asks, and when.
type gate struct {
	since    time.Time
	before   map[client]uint32 // who was there when the value was put, and their process; nil if nobody can tell
	pids     map[uint32]bool   // those processes
	manager  client            // the window manager; under XWayland it asks for all Wayland programs
	hidden   time.Duration     // the window manager gets nothing before
	asked    map[client]time.Time
	watchers map[client]bool
}

func newGate(once bool) *gate {
	g := &gate{hidden: instant, asked: map[client]time.Time{}, watchers: map[client]bool{}}
	if once { // the first to be answered is the last, so better a late one
		g.hidden = time.Second
	}
	return g
}

// know takes who is there.
func (g *gate) know(all map[client]uint32) {
	g.before, g.pids = all, map[uint32]bool{}
	for _, pid := range all {
		if pid != 0 {
			g.pids[pid] = true
		}
	}
}

// admit judges a request for the text: whether it is answered, and whether it is
// a paste.
func (g *gate) admit(a asker, now time.Time) (answered, paste bool) {
	if a.focused && a.client != g.manager { // which has it when no X program has
		return true, true
	}
	nobodyKnows := g.before == nil
	if pid, was := g.before[a.client]; !nobodyKnows && !(was && pid == a.pid) && !g.pids[a.pid] {
		return true, true // a manager was there before
	}
	age := now.Sub(g.since)
	switch {
	case a.client == g.manager:
		paste = age >= g.hidden
	case age < watchful:
		g.suspect(a.client, age, now)
	default:
		paste = !g.watchers[a.client]
	}
	return paste || nobodyKnows, paste
}

// suspect remembers who asks too early. A person may be one of them, with a
// program whose focus nobody can see, as with Wine's: so one early paste, which
// may ask for several types, does not shut its program out for good.
func (g *gate) suspect(c client, age time.Duration, now time.Time) {
	first, asked := g.asked[c]
	if !asked {
		g.asked[c] = now
	}
	if age < instant || asked && now.Sub(first) >= burst {
		g.watchers[c] = true
	}
}
