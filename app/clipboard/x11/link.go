//go:build !windows && !darwin

package x11

import (
	"context"
	"errors"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"

	"keytray/app/clipboard"
	"keytray/app/xserver"
)

// patience bounds a round trip that nobody waits for. It is long because another
// program may hold the server for itself, as window managers do.
const patience = 10 * time.Second

var errGone = errors.New("the display ended")

// link is a connection to the X server with one window, which is never shown.
type link struct {
	x      *xgb.Conn
	end    func() // of the connection, at once
	root   xproto.Window
	window xproto.Window
	mask   uint32 // of the bits that a client numbers its windows with
	chunk  int    // how many bytes of a property are written at once
	events chan xgb.Event
	ended  chan struct{} // closed when nobody reads events any more
}

// connect opens a link. When ctx ends, so does the attempt.
func connect(ctx context.Context, display string) (*link, error) {
	if display == "" {
		return nil, clipboard.ErrNoDisplay
	}
	c, err := xserver.Dial(ctx, display)
	if err != nil {
		return nil, failed(ctx, "connect", err)
	}
	window, err := xproto.NewWindowId(c.Conn)
	if err != nil {
		c.Abort()
		return nil, failed(ctx, "connect", err)
	}
	info := xproto.Setup(c.Conn)
	l := &link{
		x: c.Conn, end: c.Abort, root: c.Root, window: window, mask: info.ResourceIdMask,
		// A quarter of the longest request, which is given in units of 4 bytes;
		// ICCCM 2.5 asks for less than the whole.
		chunk:  max(1024, int(info.MaximumRequestLength)) &^ 3,
		events: make(chan xgb.Event, 64), ended: make(chan struct{}),
	}
	go l.pump()
	return l, nil
}

// pump hands events on until the connection ends, and closes events then. It
// goes on reading when nobody listens: xgb's reader would hang otherwise.
// Errors are answers to what we sent to windows that are gone by now.
func (l *link) pump() {
	defer close(l.events)
	for {
		ev, err := l.x.WaitForEvent()
		if ev == nil && err == nil {
			return
		}
		if ev == nil {
			continue
		}
		select {
		case l.events <- ev:
		case <-l.ended:
		}
	}
}

// abort ends the connection at once, whatever waits for it. The server takes
// everything that we had away.
func (l *link) abort() { l.end() }

// within bounds round trips: the connection ends if they take longer.
func (l *link) within(d time.Duration, trip func()) {
	timer := time.AfterFunc(d, l.abort)
	defer timer.Stop()
	trip()
}

// owner is the window that has a selection, with the answer still to come.
func (l *link) owner(selection xproto.Atom) func() (xproto.Window, error) {
	c := xproto.GetSelectionOwner(l.x, selection)
	return func() (xproto.Window, error) {
		r, err := c.Reply()
		if err != nil || r == nil {
			return 0, errGone
		}
		return r.Owner, nil
	}
}

// change writes a property, in which a secret may be: the request is wiped when
// it is sent, as xproto.ChangeProperty would not do.
func (l *link) change(window xproto.Window, property, typ xproto.Atom, format byte, data []byte) {
	buf := make([]byte, 24+xgb.Pad(len(data)))
	buf[0], buf[1] = 18, xproto.PropModeReplace
	xgb.Put16(buf[2:], uint16(len(buf)/4))
	xgb.Put32(buf[4:], uint32(window))
	xgb.Put32(buf[8:], uint32(property))
	xgb.Put32(buf[12:], uint32(typ))
	buf[16] = format
	xgb.Put32(buf[20:], uint32(len(data)/int(format/8)))
	copy(buf[24:], data)
	l.x.NewRequest(buf, l.x.NewCookie(false, false)) // returns when it is sent
	clear(buf)
}

// words writes numbers as a property of format 32.
func (l *link) words(window xproto.Window, property, typ xproto.Atom, all ...uint32) {
	data := make([]byte, 4*len(all))
	for i, each := range all {
		xgb.Put32(data[4*i:], each)
	}
	l.change(window, property, typ, 32, data)
}
