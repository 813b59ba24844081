//go:build !linux

package cli

import "golang.org/x/term"

// discards: on these systems nothing is done about what was pasted beyond a
// hidden line, and it answers the next question. No question that Enter answers
// with yes may follow.
const discards = false

// quiet leaves it to line.
func (h *hidden) quiet() {}

func (h *hidden) line() ([]byte, error) { return term.ReadPassword(h.fd) }

func (h *hidden) discard() (more bool) { return false }
