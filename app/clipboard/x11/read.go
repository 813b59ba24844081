//go:build !windows && !darwin

package x11

import (
	"crypto/hmac"
	"crypto/sha256"
	"hash"
	"time"

	"github.com/jezek/xgb/xproto"
)

// readLimit bounds the reading of another program's text.
const readLimit = time.Second

// reading is somebody else's text on its way to us. Only its hash is kept.
type reading struct {
	time   xproto.Timestamp // from when the selection is theirs
	until  time.Time
	incr   bool
	length int
	sum    hash.Hash
}

// read asks the owner of the clipboard for its text.
func (o *offer) read(owned xproto.Timestamp, now time.Time) *reading {
	xproto.DeleteProperty(o.x, o.window, o.atoms.ours)
	xproto.ConvertSelection(o.x, o.window, o.atoms.clipboard, o.atoms.utf8, o.atoms.ours, owned)
	return &reading{time: owned, until: now.Add(readLimit), sum: hmac.New(sha256.New, o.watch.key)}
}

// readFirst takes the answer: all of the text, or the beginning of a transfer.
func (o *offer) readFirst(e xproto.SelectionNotifyEvent) {
	if o.watch == nil || o.watch.reading == nil || e.Time != o.watch.reading.time || o.watch.reading.incr {
		return
	}
	if e.Property != o.atoms.ours {
		o.found(false)
		return
	}
	if typ, whole, _ := o.take(); typ == o.atoms.incr {
		o.watch.reading.incr = true // deleting the property began it
	} else {
		o.compare(whole)
	}
}

// readMore takes the next piece of a transfer; one of no length is the end.
func (o *offer) readMore(e xproto.PropertyNotifyEvent) {
	if o.watch == nil || o.watch.reading == nil || !o.watch.reading.incr ||
		e.Atom != o.atoms.ours || e.State != xproto.PropertyNewValue {
		return
	}
	before := o.watch.reading.length
	_, whole, n := o.take()
	if !whole || n == 0 || before+n > o.watch.length {
		o.compare(whole && n == 0)
	}
}

// take adds what the property holds to the text and deletes it, but reads no
// more than one byte beyond our value's length.
func (o *offer) take() (typ xproto.Atom, whole bool, n int) {
	r := o.watch.reading
	var p *xproto.GetPropertyReply
	o.within(patience, func() {
		words := uint32(o.watch.length-r.length)/4 + 1
		p, _ = xproto.GetProperty(o.x, true, o.window, o.atoms.ours, xproto.GetPropertyTypeAny, 0, words).Reply() // nil if it fails
	})
	if p == nil {
		return xproto.AtomNone, false, 0
	}
	if p.Type == o.atoms.incr {
		return p.Type, true, 0
	}
	r.length += len(p.Value)
	r.sum.Write(p.Value)
	clear(p.Value)
	return p.Type, p.BytesAfter == 0 && p.Format == 8, len(p.Value)
}

// compare ends the reading.
func (o *offer) compare(whole bool) {
	w, r := o.watch, o.watch.reading
	same := whole && r.length == w.length && hmac.Equal(r.sum.Sum(nil), w.sum)
	if same {
		o.since = r.time
	}
	o.found(same)
}
