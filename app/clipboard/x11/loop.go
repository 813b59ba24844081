//go:build !windows && !darwin

package x11

import (
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xfixes"
	"github.com/jezek/xgb/xproto"

	"keytray/app/clipboard"
	"keytray/app/xserver"
)

// never is the time of a timer that has nothing to wait for.
const never = 24 * time.Hour

// run serves an offer until it is over.
func (o *offer) run() {
	defer close(o.done)
	defer o.finish()
	for !o.over {
		timer := time.NewTimer(o.next(time.Now()))
		select {
		case ev, ok := <-o.events:
			if !ok {
				o.lost()
				break
			}
			o.handle(ev)
		case f := <-o.orders:
			f()
		case <-timer.C:
		}
		timer.Stop()
		o.tick(time.Now())
	}
	o.within(limit, o.drain)
}

// drain refuses what was asked for until the selections were gone, for a program
// that gets no answer waits for seconds. What was sent must have arrived before
// the connection closes.
func (o *offer) drain() {
	o.touch()
	for ev := range o.events {
		switch e := ev.(type) {
		case xproto.SelectionRequestEvent:
			o.serve(e)
		case xproto.PropertyNotifyEvent:
			if e.Window == o.window && e.Atom == xproto.AtomWmName {
				o.x.Sync()
				return
			}
		}
	}
}

// finish leaves nothing behind. xgb reads answers without checking their length;
// if one makes no sense the display is as good as gone, and the tray is not.
func (o *offer) finish() {
	if recover() != nil {
		o.abort()
		o.lost()
	}
	o.live.Store(false)
	o.abort()
	close(o.ended)
	clear(o.transfers)
	o.wipe()
}

func (o *offer) lost() {
	o.over = true
	o.live.Store(false)
	o.dropAll()
	o.tell(clipboard.Lost)
}

func (o *offer) handle(ev xgb.Event) {
	switch e := ev.(type) {
	case xproto.SelectionRequestEvent:
		o.serve(e)
	case xproto.SelectionClearEvent:
		o.cleared(e)
	case xproto.PropertyNotifyEvent:
		if e.Window == o.window {
			o.readMore(e)
		} else if e.State == xproto.PropertyDelete {
			o.step(place{e.Window, e.Atom}, time.Now())
		}
	case xproto.DestroyNotifyEvent:
		o.destroyed(e.Window)
	case xproto.SelectionNotifyEvent:
		o.readFirst(e)
	case xfixes.SelectionNotifyEvent:
		o.changed(e, time.Now())
	case xserver.Raw:
		if o.fixes != nil && e[0]&127 == o.fixes.first+xfixes.SelectionNotify {
			o.changed(xfixes.SelectionNotifyEventNew(e).(xfixes.SelectionNotifyEvent), time.Now())
		}
	}
}

// next is how long there is nothing to do unless something happens.
func (o *offer) next(now time.Time) time.Duration {
	wait := never
	for _, t := range o.transfers {
		wait = min(wait, t.until.Sub(now))
	}
	if o.watch != nil {
		wait = min(wait, o.watch.next().Sub(now))
	}
	return max(wait, 0)
}

// tick ends what has taken too long.
func (o *offer) tick(now time.Time) {
	for at, t := range o.transfers {
		if !now.Before(t.until) {
			o.drop(at)
		}
	}
	if o.watch == nil {
		return
	}
	o.watchTick(now)
	if !o.live.Load() && len(o.transfers) == 0 {
		o.wipe()
		o.over = o.over || o.watch.over
	}
}

// wipe overwrites the value.
func (o *offer) wipe() {
	clear(o.value)
	o.value = nil
}
