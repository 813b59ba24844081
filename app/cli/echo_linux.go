package cli

import "golang.org/x/sys/unix"

// hide turns echo off before the prompt invites anybody to paste:
// term.ReadPassword would only do so a moment after.
func hide(fd int) {
	t, err := unix.IoctlGetTermios(fd, unix.TCGETS)
	if err != nil {
		return
	}
	t.Lflag &^= unix.ECHO
	_ = unix.IoctlSetTermios(fd, unix.TCSETS, t) // ReadPassword tries again
}
