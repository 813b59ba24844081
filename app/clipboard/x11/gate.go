//go:build !windows && !darwin

package x11

import "time"

// Clipboard managers ask as soon as something was copied, or again and again:
// Parcellite every 500 ms. CopyQ, on a busy machine, was seen to ask for the last
// time after 0.84 s.
const (
	watchful = 1500 * time.Millisecond // since the copy: who asks without the focus is refused
	instant  = 300 * time.Millisecond  // who asks in this time is no person
	again    = 2 * time.Second         // who was refused has to be silent for so long
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
	manager  asker             // the window manager; under XWayland it asks for all Wayland programs
	hidden   time.Duration     // the window manager gets nothing before
	refused  map[client]time.Time
	watchers map[client]bool
}

func newGate(once bool) *gate {
	g := &gate{hidden: instant, refused: map[client]time.Time{}, watchers: map[client]bool{}}
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
	g.manager.pid = all[g.manager.client]
}

// manages tells whether it is the window manager who asks.
func (g *gate) manages(a asker) bool {
	return a.client == g.manager.client || a.pid != 0 && a.pid == g.manager.pid
}

// isNew tells whether a program was not there when the value was put. Of one that
// has ended meanwhile the process is not known any more.
func (g *gate) isNew(a asker) bool {
	pid, was := g.before[a.client]
	return !(was && (pid == a.pid || a.pid == 0)) && !g.pids[a.pid]
}

// admit judges a request for the text: whether it is answered, and whether it is
// a paste.
func (g *gate) admit(a asker, now time.Time) (answered, paste bool) {
	nobodyKnows, age := g.before == nil, now.Sub(g.since)
	switch {
	case g.manages(a): // it has the focus when no X program has
		paste = age >= g.hidden
	case a.focused, !nobodyKnows && g.isNew(a): // a manager was there before
		paste = true
	default:
		paste = g.patient(a.client, age, now)
	}
	return paste || nobodyKnows, paste
}

// patient tells whether a program that is not new and does not show the focus
// may have the text. It may be a person's, as in Wine, whose focus nobody can
// see: so one early request does not shut it out for good.
func (g *gate) patient(c client, age time.Duration, now time.Time) bool {
	before, asked := g.refused[c]
	if age < instant {
		g.watchers[c] = true
	}
	if g.watchers[c] || age < watchful || asked && now.Sub(before) < again {
		g.refused[c] = now
		return false
	}
	return true
}
