//go:build linux

package wayland

import (
	"context"
	"fmt"
	"sync"
	"syscall"
	"time"

	"keytray/app/clipboard"
)

// ownTypes are what an offering offers.
var ownTypes = append(append([]string{}, textTypes...), hintType)

// offering is one value on the clipboard, on a connection of its own.
type offering struct {
	c            *client
	told         func(clipboard.Event)
	value        *held
	print        print
	pastes       transfers
	clip, middle *source

	once   bool
	hidden time.Duration // nobody gets the text before

	mu      sync.Mutex // guards what follows
	since   time.Time  // when it was on the clipboard; zero before
	gone    bool       // nobody gets it any more
	quiet   bool       // nothing is told any more
	paused  bool       // what happens is told later, or never
	closed  bool       // no watch begins any more
	waiting []clipboard.Event
	watch   *watch
}

// put makes it the selection. The events wait for resume.
func (o *offering) put(ctx context.Context, primary bool) error {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	var err error
	if o.c, err = open(ctx); err != nil {
		return err
	}
	o.c.mu.Lock()
	o.c.onLost = o.lost
	o.c.mu.Unlock()
	if err := o.set(primary && o.c.primary); err != nil {
		return err
	}
	err = o.c.sync(ctx)
	if err == nil {
		err = o.confirm(ctx)
	}
	if mine, _ := o.c.ours(); err != nil && mine == nil {
		return err // or it was there, and somebody else copied already
	}
	o.mu.Lock()
	o.since = time.Now()
	o.mu.Unlock()
	return nil
}

// set makes the sources and the selections. A source can be used once.
func (o *offering) set(primary bool) (err error) {
	if o.clip, err = o.c.newSource(ownTypes, o.send, o.cancelled); err != nil {
		return err
	}
	o.c.expect(ownTypes)
	if primary {
		// Somebody else's selecting text is no copying: nothing is told.
		if o.middle, err = o.c.newSource(ownTypes, o.send, func() {}); err != nil {
			return err
		}
		if err = o.c.setPrimary(o.middle); err != nil {
			return err
		}
	}
	return o.c.setSelection(o.clip)
}

// echoLimit is how long our own selection may take to be announced to us. wlroots
// does it at once.
const echoLimit = 100 * time.Millisecond

// confirm makes sure that the compositor took it.
func (o *offering) confirm(ctx context.Context) error {
	late := time.NewTimer(echoLimit)
	defer late.Stop()
	for {
		if mine, _ := o.c.ours(); mine != nil {
			return nil
		}
		select {
		case <-o.c.changed:
			continue
		case <-late.C:
		case <-o.c.done:
			return o.c.failed()
		}
		break
	}
	// Maybe this compositor tells only the others.
	if types, err := offered(ctx); err != nil || !sameTypes(types, ownTypes) {
		return fmt.Errorf("%w: the compositor did not take it", clipboard.ErrRefused)
	}
	return nil
}

// send answers a paste. It runs in the connection's reading goroutine.
func (o *offering) send(kind string, fd int) {
	if kind == hintType {
		o.pastes.start(fd, []byte(hintSecret), func() {})
		return
	}
	o.mu.Lock()
	bytes, ok := o.value.use()
	if !ok || o.gone || o.age() < o.hidden {
		o.mu.Unlock()
		if ok {
			o.value.done()
		}
		_ = syscall.Close(fd)
		return
	}
	last := o.once
	o.gone = last
	o.mu.Unlock()
	ended := o.value.done
	if last {
		o.value.drop()
		ended = func() { o.value.done(); go o.pasted() }
	}
	o.pastes.start(fd, bytes, ended)
}

// age is how long it has been on the clipboard. It must hold mu.
func (o *offering) age() time.Duration {
	if o.since.IsZero() {
		return -1
	}
	return time.Since(o.since)
}

// readerLimit is how long a reader has to finish. wl-paste 2.1 forgets what it
// reads when the selection ends before it does.
const readerLimit = 50 * time.Millisecond

// pasted gives up the selection after the last paste. Nobody else got the value
// since that began.
func (o *offering) pasted() {
	select {
	case <-time.After(readerLimit):
	case <-o.c.done:
	}
	o.giveUp()
	o.startWatch()
	o.tell(clipboard.Pasted)
}

// giveUp takes both selections back, if they are ours still.
func (o *offering) giveUp() {
	_ = o.clip.destroy() // fails only with the connection, and the selection is gone then
	_ = o.middle.destroy()
}

// end marks it as gone; false if it was.
func (o *offering) end() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	was := o.gone
	o.gone = true
	return !was
}

// cancelled is called when somebody else has copied. It runs in the
// connection's reading goroutine.
func (o *offering) cancelled() {
	if !o.end() {
		return
	}
	o.value.drop()
	o.tell(clipboard.Taken)
	o.c.hangUp()
}

// lost is called when the compositor has gone.
func (o *offering) lost() {
	if !o.end() {
		return
	}
	o.value.drop()
	o.tell(clipboard.Lost)
}

// clear takes the value away, and makes sure that it is gone.
func (o *offering) clear(ctx context.Context) error {
	o.mu.Lock()
	o.quiet = true
	o.mu.Unlock()
	if !o.end() {
		o.giveUp() // it may have been pasted just now
		return nil
	}
	o.giveUp()
	o.value.drop()
	o.pastes.stop()
	err := o.checkCleared(ctx)
	if err != nil {
		o.c.close()
		return err
	}
	o.startWatch()
	return nil
}

func (o *offering) checkCleared(ctx context.Context) error {
	err := o.c.sync(ctx)
	if err == nil && o.remains() {
		// A compositor that keeps what has no source any more. Here somebody
		// else's copy could get lost that comes between the look and the
		// request; data control has no serial numbers to prevent it.
		_ = o.c.setSelection(nil)
		if err = o.c.sync(ctx); err == nil && o.remains() {
			return clipboard.ErrNotCleared
		}
	}
	select {
	case <-o.c.done: // no compositor, no clipboard
		return nil
	default:
		return err
	}
}

// remains tells whether what we offered is offered still.
func (o *offering) remains() bool {
	selection, middle := o.c.current()
	own, ownMiddle := o.c.ours()
	return own != nil && selection == own || ownMiddle != nil && middle == ownMiddle
}

// ours tells whether it is the selection.
func (o *offering) ours(ctx context.Context) (bool, error) {
	o.mu.Lock()
	gone := o.gone
	o.mu.Unlock()
	if gone {
		return false, nil
	}
	err := o.c.sync(ctx)
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.gone { // which is why there was no answer
		return false, nil
	}
	return err == nil, err
}

// tell tells an event, now or on resume.
func (o *offering) tell(e clipboard.Event) {
	o.mu.Lock()
	defer o.mu.Unlock()
	switch {
	case o.quiet || o.told == nil:
	case o.paused:
		o.waiting = append(o.waiting, e)
	default:
		o.told(e)
	}
}

// pause holds back what there is to tell: it may be our own next offering that
// takes the place of this one.
func (o *offering) pause() {
	o.mu.Lock()
	o.paused = true
	w := o.watch
	o.mu.Unlock()
	w.pause()
}

// resume tells what was held back.
func (o *offering) resume() {
	o.mu.Lock()
	o.paused = false
	waiting, w := o.waiting, o.watch
	o.waiting = nil
	o.mu.Unlock()
	for _, e := range waiting {
		o.tell(e)
	}
	w.resume()
}

// close ends it without a word, and waits until nothing of it is left.
func (o *offering) close() {
	o.mu.Lock()
	paused, w := o.paused, o.watch
	o.quiet, o.gone, o.paused, o.closed = true, true, true, true
	o.mu.Unlock()
	if !paused {
		w.pause()
	}
	o.value.drop()
	o.pastes.stop()
	if o.c != nil {
		o.c.close()
	}
	w.end()
}
