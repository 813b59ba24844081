package window

import (
	"context"
	"time"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// copying is the copy on the clipboard as this window follows it.
type copying struct {
	total    time.Duration // from when we first saw it until it is cleared
	said     string        // what became of the last one, for a moment
	saidOf   string        // the ID of its key
	stopTick func()
	stopSaid func()
	clearing bool   // our own Clear is under way, and will tell the end
	asked    int    // how often a copy was asked for
	stop     func() // gives up the last one
	of       string // the ID of its key
	under    bool   // it is under way
	unwanted bool   // and the clipboard was cleared since it was asked for
	unsay    func() // takes back what a button says of a text it copied; may be nil
}

// copyKey copies a key.
func (w *Window) copyKey(id string) {
	w.copyValue(api.CopyRequest{Name: id}, func(err error) {
		if !w.valueGone(id, err) && (err == nil || !w.unlockFor(id, err)) {
			w.failed(err, onceMore(err, func() { w.copyKey(id) }))
		}
	})
}

// copyValue copies a value, and is done once that ended. A copy that was asked for before
// and waits for the keychain is given up: it would take the place of this one.
func (w *Window) copyValue(r api.CopyRequest, done func(error)) {
	w.fail(nil)
	if w.copy.stop != nil {
		w.copy.stop()
	}
	w.copy.asked++
	w.copy.of, w.copy.under, w.copy.unwanted = r.Name, true, false
	w.followWait()
	this := w.copy.asked
	w.copy.stop = ask(w, func(ctx context.Context, svc api.Service) (api.Clipboard, error) {
		return svc.Copy(ctx, r)
	}, func(_ api.Clipboard, err error) {
		if this != w.copy.asked {
			return // nobody waits for it any more
		}
		w.copy.under = false
		w.followWait()
		if w.gaveUp(err) {
			return
		}
		done(err)
		if err == nil && w.copy.unwanted {
			w.clearNow()
		}
	})
}

// saysCopied lets a button that copied a text say so for a moment, unless something else
// is on the clipboard before that has passed. Otherwise it says what it does.
func (w *Window) saysCopied(b *kit.Button, does string) {
	w.unsayCopied()
	b.Set(text.T(wordsNameCopied), "check", kit.LookPlain)
	stop := w.after(2*time.Second, w.unsayCopied)
	w.copy.unsay = func() {
		stop()
		b.Set(does, "copy", kit.LookPlain)
	}
}

// saysLive lets a button that copies a key say that it did, as long as the copy is there;
// what is returned says when it goes, or is else.
func saysLive(b *kit.Button, does string, c copied, otherwise string) string {
	if !c.live {
		b.Set(does, "copy", b.Look)
		return otherwise
	}
	b.Set(text.C("button", "Copied"), "check", b.Look)
	return wordsClears(c, false)
}

func (w *Window) unsayCopied() {
	if unsay := w.copy.unsay; unsay != nil {
		w.copy.unsay = nil
		unsay()
	}
}

// clearNow takes our value off the clipboard, and once more if a copy is under way: it
// may overtake that one.
func (w *Window) clearNow() {
	id := w.state.Clipboard.ID
	w.copy.unwanted = w.copy.under
	w.copy.clearing = true
	w.fail(nil)
	ask(w, func(ctx context.Context, svc api.Service) (api.Cleared, error) {
		return svc.Clear(ctx)
	}, func(c api.Cleared, err error) {
		w.copy.clearing = false
		w.fail(err)
		switch {
		case err != nil:
		case c.Result == api.ClearedOurs:
			w.say(id, text.T(wordsCleared), 2*time.Second)
		case c.Result == api.ClearedNotOurs:
			w.say(id, text.T(wordsNotOurs), 4*time.Second)
		}
	})
}

// followCopy starts the countdown of a copy that is new in the state, and
// notices the end of the one before.
func (w *Window) followCopy(before api.Clipboard) {
	now := w.state.Clipboard
	if now == before {
		return
	}
	if now.Live() {
		w.unsayCopied()
	}
	if w.copy.stopTick != nil {
		w.copy.stopTick()
		w.copy.stopTick = nil
	}
	switch {
	case now.Live() && now.ID == before.ID && now.Until.Equal(before.Until):
		w.tick() // another value is the one in use by now
	case now.Live():
		w.copy.total = now.Until.Sub(w.p.Now())
		w.copy.said, w.copy.saidOf = "", ""
		w.tick()
	case before.Live() && !w.copy.clearing && w.copy.saidOf != before.ID:
		switch now.Ended {
		case api.ClearedNotOurs:
			w.say(before.ID, text.T(wordsNotOurs), 4*time.Second)
		case api.ClearedFailed:
			w.say(before.ID, text.T(wordsNotCleared), 8*time.Second)
		case api.ClearedOnPaste:
			w.say(before.ID, text.T(wordsPasted), 4*time.Second)
		case api.ClearedGone:
			w.say(before.ID, text.T(wordsGone), 4*time.Second)
		default:
			w.say(before.ID, text.T(wordsCleared), 2*time.Second)
		}
	}
}

// tick arms the one timer there is, to fire when the countdown's next second
// begins.
func (w *Window) tick() {
	left := w.state.Clipboard.Until.Sub(w.p.Now())
	if left <= 0 {
		return // the agent clears it any moment, and then the state changes
	}
	wait := left % time.Second
	if wait == 0 {
		wait = time.Second
	}
	w.copy.stopTick = w.after(wait, func() {
		w.refreshCopy()
		w.tick()
	})
}

// refreshCopy brings up to date what shows the time left.
func (w *Window) refreshCopy() {
	w.status.render(w.state, w.copyOf(w.state.Clipboard.ID), w.ended)
	if p, shows := w.page.(interface{ renderCopy() }); shows {
		p.renderCopy()
	} else if w.page == page(w.keys) {
		w.keys.renderDetail()
	}
}

// say shows what became of a copy for a time.
func (w *Window) say(id, text string, d time.Duration) {
	if w.copy.stopSaid != nil {
		w.copy.stopSaid()
	}
	w.copy.said, w.copy.saidOf = text, id
	w.copy.stopSaid = w.after(d, func() {
		w.copy.said, w.copy.saidOf = "", ""
		w.refreshCopy()
	})
	w.refreshCopy()
}

// copyOf is how the copy of a key stands now.
func (w *Window) copyOf(id string) copied {
	c := w.state.Clipboard
	if c.Live() && c.ID == id {
		return copied{live: true, once: c.Once, old: c.Previous, left: max(c.Until.Sub(w.p.Now()), 0), total: w.copy.total, until: c.Until}
	}
	if w.copy.said != "" && w.copy.saidOf == id {
		return copied{said: w.copy.said}
	}
	return copied{}
}
