//go:build !linux

package cli

// hide leaves it to term.ReadPassword.
func hide(int) {}

// discard leaves what was pasted beyond the line just read.
func discard(int) (more bool) { return false }
