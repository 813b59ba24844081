//go:build linux

package wayland

import (
	"sync"
	"time"

	"keytray/app/clipboard"
)

const (
	watchFor   = 2 * time.Second // how long clipboard managers have to put a value back
	maxRetakes = 5
)

// guardType is the only type of our own empty selection.
const guardType = "application/x-keytray-empty"

// watch looks after a value that was taken away: a clipboard manager may have
// kept it, and put it back. Then an empty selection of our own takes its place,
// until somebody copies something else. What is not our value is not touched.
type watch struct {
	o       *offering
	ended   chan struct{}
	judging sync.Mutex // held by who must not be disturbed

	mu   sync.Mutex
	stop chan struct{} // closed to hurry the reading of an offer

	guard   *source
	retakes int
}

// startWatch begins the watch; it ends by itself, or with the connection.
func (o *offering) startWatch() {
	w := &watch{o: o, ended: make(chan struct{}), stop: make(chan struct{})}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return
	}
	if o.paused { // a new value is on its way
		w.judging.Lock()
	}
	o.watch = w
	go w.run()
}

// pause keeps the watch from judging until resume. A nil watch has nothing to do.
func (w *watch) pause() {
	if w == nil {
		return
	}
	w.mu.Lock()
	close(w.stop)
	w.mu.Unlock()
	w.judging.Lock()
}

func (w *watch) resume() {
	if w == nil {
		return
	}
	w.mu.Lock()
	w.stop = make(chan struct{})
	w.mu.Unlock()
	w.judging.Unlock()
}

// end waits for the end of a paused watch whose connection has ended: it has
// nothing to do any more.
func (w *watch) end() {
	if w == nil {
		return
	}
	w.judging.Unlock()
	<-w.ended
}

func (w *watch) run() {
	defer close(w.ended)
	defer w.o.c.hangUp()
	end := time.NewTimer(watchFor)
	defer end.Stop()
	for {
		select {
		case <-w.o.c.changed:
			if !w.judge() {
				return
			}
		case <-end.C:
			if w.guard == nil {
				return
			}
		case <-w.o.c.done:
			return
		}
	}
}

// judge looks at the selection, and takes its place if it is the value. False
// ends the watch.
func (w *watch) judge() bool {
	w.judging.Lock()
	defer w.judging.Unlock()
	now, _ := w.o.c.current()
	if now == nil || now.has([]string{guardType}) {
		return true
	}
	w.mu.Lock()
	stop := w.stop
	w.mu.Unlock()
	text := now.text(w.o.print.size+1, stop)
	matches := w.o.print.matches(text)
	clear(text)
	if !matches {
		return w.guard == nil // with a guard, somebody else has copied by now
	}
	if w.retakes == maxRetakes {
		w.tell(clipboard.Kept)
		return false
	}
	if again, _ := w.o.c.current(); again != now {
		return true // changed has the next one
	}
	return w.retake()
}

// retake sets the guard. Somebody else's copy could get lost that comes between
// the last look and this; data control has no serial numbers to prevent it.
func (w *watch) retake() bool {
	_ = w.guard.destroy()
	guard, err := w.o.c.newSource([]string{guardType}, closeFile, func() {})
	if err == nil {
		err = w.o.c.setSelection(guard)
	}
	if err != nil {
		return false
	}
	w.guard = guard
	w.retakes++
	if w.retakes == 1 {
		w.tell(clipboard.Returned)
	}
	return true
}

func (w *watch) tell(e clipboard.Event) {
	if told := w.o.told; told != nil {
		told(e)
	}
}
