//go:build !windows && !darwin

package x11

import "time"

// watchful is how long after a copy clipboard managers ask for it; CopyQ, on a
// busy machine, was seen to do so after 0.84 s.
const watchful = time.Second

// client is a program connected to the display: the bits that all its windows
// have in common. The server gives the number of one that has ended to the next.
type client uint32

// asker is who asks for the text.
type asker struct {
	client  client
	pid     uint32 // 0 if the server does not know it
	focused bool
}

// gate tells a person's paste from the look of a clipboard manager, which would
// keep the value. Both ask for the same thing, so it goes by who asks, and when.
type gate struct {
	since    time.Time
	before   map[client]uint32 // who was there when the value was put, and their process; nil if nobody can tell
	manager  client            // the window manager; under XWayland it asks for all Wayland programs
	watchers map[client]bool
}

// admit judges a request for the text: whether it is answered, and whether it is
// a paste.
func (g *gate) admit(a asker, now time.Time) (answered, paste bool) {
	if a.focused && a.client != g.manager { // which has it when no X program has
		return true, true
	}
	nobodyKnows := g.before == nil
	if pid, was := g.before[a.client]; !nobodyKnows && (!was || pid != a.pid) {
		return true, true // a manager was there before
	}
	if now.Sub(g.since) < watchful {
		if a.client != g.manager {
			g.watchers[a.client] = true
		}
		return nobodyKnows, false
	}
	paste = !g.watchers[a.client]
	return paste || nobodyKnows, paste
}
