//go:build !windows && !darwin

package x11

import (
	"time"

	"github.com/jezek/xgb/xproto"
)

// silence is how long a requestor may take for the next piece.
const silence = 5 * time.Second

// place is where a requestor wants to have something.
type place struct {
	window   xproto.Window
	property xproto.Atom
}

// transfer hands over what is too long for one request, piece by piece: ICCCM
// 2.7.2. The requestor deletes the property when it wants the next piece.
type transfer struct {
	whole, rest []byte
	typ         xproto.Atom
	converted   bool // whole is not the offer's value, and wiped at the end
	until       time.Time
}

// send writes data to a property, or begins to.
func (o *offer) send(at place, typ xproto.Atom, data []byte, converted bool) {
	o.drop(at) // a requestor that begins again
	if len(data) <= o.chunk {
		o.change(at.window, at.property, typ, 8, data)
		if converted {
			clear(data)
		}
		return
	}
	o.transfers[at] = &transfer{whole: data, rest: data, typ: typ, converted: converted, until: time.Now().Add(silence)}
	o.listen(at.window, xproto.EventMaskPropertyChange|xproto.EventMaskStructureNotify)
	o.words(at.window, at.property, o.atoms.incr, uint32(len(data)))
}

// step writes the next piece; one of no length ends the transfer.
func (o *offer) step(at place, now time.Time) {
	t := o.transfers[at]
	if t == nil {
		return
	}
	n := min(len(t.rest), o.chunk)
	o.change(at.window, at.property, t.typ, 8, t.rest[:n])
	t.rest, t.until = t.rest[n:], now.Add(silence)
	if n == 0 {
		o.drop(at)
	}
}

// drop forgets a transfer. One that is not complete is not ended with a piece of
// no length: half a value must not look like one.
func (o *offer) drop(at place) {
	t := o.transfers[at]
	if t == nil {
		return
	}
	if t.converted {
		clear(t.whole)
	}
	delete(o.transfers, at)
	for other := range o.transfers {
		if other.window == at.window {
			return
		}
	}
	o.listen(at.window, xproto.EventMaskNoEvent)
}

func (o *offer) dropAll() {
	for at := range o.transfers {
		o.drop(at)
	}
}

func (o *offer) destroyed(w xproto.Window) {
	for at := range o.transfers {
		if at.window == w {
			o.drop(at)
		}
	}
}

// listen chooses the events that we hear of somebody else's window; nobody else
// is affected by that.
func (o *offer) listen(w xproto.Window, mask uint32) {
	xproto.ChangeWindowAttributes(o.x, w, xproto.CwEventMask, []uint32{mask})
}
