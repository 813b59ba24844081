//go:build !linux

package cli

// hide leaves it to term.ReadPassword.
func hide(int) {}
