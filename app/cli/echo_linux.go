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

// pasteGap is the longest pause inside one paste, in milliseconds.
const pasteGap = 50

// endOfInput is what Ctrl-D sends. The kernel keeps it as a zero while it reads lines.
const endOfInput = 4

// discard throws away what was pasted beyond the line just read, and tells
// whether there was any. Reading it needs the mode without lines, for its end
// may be half a line. Who calls it restores the terminal.
func discard(fd int) (more bool) {
	t, err := unix.IoctlGetTermios(fd, unix.TCGETS)
	if err != nil {
		return false
	}
	t.Lflag &^= unix.ECHO | unix.ICANON
	t.Cc[unix.VMIN], t.Cc[unix.VTIME] = 0, 0
	if unix.IoctlSetTermios(fd, unix.TCSETS, t) != nil {
		return false
	}
	rest := make([]byte, 4096)
	defer clear(rest)
	for {
		ready := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
		if n, err := unix.Poll(ready, pasteGap); err == unix.EINTR {
			continue
		} else if n <= 0 {
			return more
		}
		n, err := unix.Read(fd, rest)
		if n <= 0 || err != nil {
			return more
		}
		for _, b := range rest[:n] {
			more = more || b != endOfInput && b != 0
		}
	}
}
