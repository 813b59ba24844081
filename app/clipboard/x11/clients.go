//go:build !windows && !darwin

package x11

import (
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/res"
	"github.com/jezek/xgb/xproto"
)

const resource = "X-Resource"

// What the X-Resource extension 1.2 tells of clients.
const (
	ofClient  = 1 // their number
	ofProcess = 2 // their process, if it runs on the server's machine
)

// client is the program that made a window.
func (l *link) client(w xproto.Window) client { return client(uint32(w) &^ l.mask) }

// look asks who is there, before a value is put.
func (l *link) look(a atoms, hasResource, once bool) *gate {
	check := xproto.GetProperty(l.x, false, l.root, a.wmCheck, xproto.AtomWindow, 0, 1)
	manager := l.owner(a.wmOwner)
	clients := func() map[client]uint32 { return nil }
	if hasResource {
		clients = l.clients(res.ClientIdSpec{Mask: ofClient | ofProcess})
	}
	g := newGate(once)
	if w, err := manager(); err == nil {
		g.manager.client = l.client(w)
	}
	if r, err := check.Reply(); err == nil && r != nil && r.Format == 32 && len(r.Value) == 4 {
		g.manager.client = l.client(xproto.Window(xgb.Get32(r.Value)))
	}
	if all := clients(); all != nil {
		g.know(all)
	}
	g.since = time.Now()
	return g
}

// clients are those that fit, with their processes: 0 for one elsewhere. The
// answer is still to come; nil means that the server does not tell.
func (l *link) clients(which res.ClientIdSpec) func() map[client]uint32 {
	c := res.QueryClientIds(l.x, 1, []res.ClientIdSpec{which})
	return func() map[client]uint32 {
		r, err := c.Reply()
		if err != nil || r == nil {
			return nil
		}
		all := map[client]uint32{}
		for _, each := range r.Ids {
			who := client(each.Spec.Client &^ l.mask)
			if each.Spec.Mask == ofProcess && len(each.Value) > 0 {
				all[who] = each.Value[0]
			} else if _, known := all[who]; !known {
				all[who] = 0
			}
		}
		return all
	}
}

// asker finds out who asks.
func (o *offer) asker(w xproto.Window) asker {
	a := asker{client: o.client(w)}
	o.within(patience, func() {
		focus := xproto.GetInputFocus(o.x)
		a.pid = o.process(w)
		r, err := focus.Reply()
		if err != nil || r == nil {
			return
		}
		has := r.Focus
		switch r.Focus {
		case xproto.InputFocusNone:
			return
		case xproto.InputFocusPointerRoot:
			has = o.underPointer()
		}
		// A program may have a second connection for its clipboard.
		a.focused = o.client(has) == a.client || a.pid != 0 && o.process(has) == a.pid
	})
	return a
}

// process is that of a window's program, 0 if the server does not tell.
func (o *offer) process(w xproto.Window) uint32 {
	if o.gate.before == nil {
		return 0
	}
	return o.clients(res.ClientIdSpec{Client: uint32(w), Mask: ofProcess})()[o.client(w)]
}

// deepest bounds the search for the window under the pointer.
const deepest = 32

// underPointer is the innermost window there: it has the focus where no window
// is given it, as without a window manager.
func (o *offer) underPointer() xproto.Window {
	w := o.root
	for range deepest {
		r, err := xproto.QueryPointer(o.x, w).Reply()
		if err != nil || r == nil || r.Child == xproto.WindowNone {
			break
		}
		w = r.Child
	}
	return w
}
