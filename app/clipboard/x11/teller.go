//go:build !windows && !darwin

package x11

import (
	"sync"

	"keytray/app/clipboard"
)

// teller tells what becomes of an offer, as long as somebody may hear it. Told
// runs under its lock, so that nothing is told once silence has returned.
type teller struct {
	told func(clipboard.Event)

	mu     sync.Mutex
	silent bool // nothing any more
	over   bool // only Returned and Kept
	hushed bool // not yet
	held   []clipboard.Event
}

func (t *teller) tell(ev clipboard.Event) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case t.silent || t.told == nil || t.over && ev != clipboard.Returned && ev != clipboard.Kept:
	case t.hushed:
		t.held = append(t.held, ev)
	default:
		t.told(ev)
	}
}

func (t *teller) silence() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.silent = true
}

func (t *teller) onlyReturned() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.over = true
}

// hold keeps what is to be told until release, or for good.
func (t *teller) hold() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.hushed = true
}

func (t *teller) release() {
	t.mu.Lock()
	held := t.held
	t.hushed, t.held = false, nil
	t.mu.Unlock()
	for _, ev := range held {
		t.tell(ev)
	}
}

func (t *teller) holding() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.hushed || t.silent
}
