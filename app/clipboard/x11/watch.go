//go:build !windows && !darwin

package x11

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"time"

	"github.com/jezek/xgb/xfixes"
	"github.com/jezek/xgb/xproto"

	"keytray/app/clipboard"
)

const (
	xfixesName = "XFIXES"
	watching   = 2 * time.Second // how long a manager may take to put a value back
	retakes    = 5               // how often it is taken away once more
)

// fixes is the extension that tells of new owners of a selection.
type fixes struct{ first byte }

// watch looks after the clipboard when the value is gone. Managers that do not
// know the hint put it back when it has no owner: Parcellite looks every 500 ms.
// The value itself is wiped by now, so it is known by its keyed hash.
type watch struct {
	until    time.Time
	key, sum []byte
	length   int
	reading  *reading
	guarding bool
	taken    int  // how often the clipboard was taken away from a manager
	returned bool // told
	over     bool
}

func (o *offer) newWatch() *watch {
	w := &watch{until: time.Now().Add(watching), length: len(o.value), over: o.fixes == nil || len(o.value) == 0}
	if w.over {
		return w
	}
	w.key = make([]byte, sha256.Size)
	_, _ = rand.Read(w.key) // never fails
	h := hmac.New(sha256.New, w.key)
	h.Write(o.value)
	w.sum = h.Sum(nil)
	return w
}

// watchSelection asks for the events; the extension wants to hear a version
// first, and its answer is of no interest.
func (o *offer) watchSelection() {
	if o.watch.over {
		return
	}
	xfixes.QueryVersion(o.x, 1, 0)
	xfixes.SelectSelectionInput(o.x, o.window, o.atoms.clipboard, xfixes.SelectionEventMaskSetSelectionOwner)
}

func (o *offer) guarding() bool { return o.watch != nil && o.watch.guarding }

// changed hears of a new owner, and reads its text.
func (o *offer) changed(e xfixes.SelectionNotifyEvent, now time.Time) {
	w := o.watch
	if w == nil || w.over || e.Selection != o.atoms.clipboard {
		return
	}
	w.guarding, w.reading = false, nil
	switch {
	case e.Owner == o.window:
		o.guards()
	case o.holding(): // it is our next offer
		w.over = true
	case e.Owner == xproto.WindowNone:
		w.over = w.taken > 0 // somebody cleared it
	default:
		w.reading = o.read(e.SelectionTimestamp, now)
	}
}

// found has read what the new owner offers. Only our value is taken away.
func (o *offer) found(same bool) {
	w := o.watch
	w.reading = nil
	switch {
	case same && w.taken > retakes:
		w.over = true
		o.tell(clipboard.Kept)
	case same && !o.holding():
		o.guard()
	case w.taken > 0:
		w.over = true
	}
}

// guard asks for the clipboard, without a text. It does so with the time at which
// the manager did: if somebody has copied since, the server ignores it. If that
// was in the same millisecond, its event came before the text, and ended the
// reading.
func (o *offer) guard() {
	o.watch.taken++
	xproto.SetSelectionOwner(o.x, o.window, o.atoms.clipboard, o.since)
}

// guards hears that the clipboard is ours. Asking the server would be too late:
// the manager may have it back by then.
func (o *offer) guards() {
	w := o.watch
	w.guarding = true
	o.holds = map[xproto.Atom]bool{o.atoms.clipboard: true}
	if !w.returned {
		w.returned = true
		o.tell(clipboard.Returned)
	}
}

// next is when watchTick has something to do.
func (w *watch) next() time.Time {
	switch {
	case w.over:
		return time.Now().Add(never)
	case w.reading != nil:
		return w.reading.until
	case w.taken > 0:
		return time.Now().Add(never)
	}
	return w.until
}

func (o *offer) watchTick(now time.Time) {
	w := o.watch
	switch {
	case w.over:
	case w.reading != nil:
		if !now.Before(w.reading.until) {
			o.found(false)
		}
	case w.taken == 0:
		w.over = !now.Before(w.until)
	}
}
