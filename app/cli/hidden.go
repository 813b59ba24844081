package cli

import (
	"sync"

	"golang.org/x/term"

	"keytray/app/text"
)

// hidden is a terminal that does not show what is typed, until restore.
type hidden struct {
	fd     int
	before *term.State // nil: it could not be learned

	mu   sync.Mutex
	over bool // who reads may notice that late, and must not change modes any more
}

// hide turns echo off before the prompt invites anybody to paste.
func hide(fd int) *hidden {
	h := &hidden{fd: fd}
	h.before, _ = term.GetState(fd)
	h.quiet()
	return h
}

// restore brings back the terminal as it was, also while a line is still waited for.
func (h *hidden) restore() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.over = true
	if h.before != nil {
		_ = term.Restore(h.fd, h.before)
	}
}

// errTooMuch: what was pasted does not fit into one line of a terminal.
var errTooMuch = text.Error("more than a line")

// mostTyped is how long a line can be that Linux hands over whole (termios(3):
// 4,096 characters with its end, the rest is dropped silently).
const mostTyped = 4095

// paste reads one line. What was pasted after it is thrown away: it would answer
// the next question, or go to the shell. Line ends and blanks are no loss.
func (h *hidden) paste() ([]byte, error) {
	raw, err := h.line()
	if err == nil && (h.discard() || len(raw) >= mostTyped) {
		clear(raw)
		return nil, errTooMuch
	}
	return raw, err
}
