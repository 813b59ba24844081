package cli

import (
	"bytes"
	"errors"
	"io"

	"golang.org/x/sys/unix"
)

// discards: what was pasted beyond a hidden line answers no question.
const discards = true

// set changes the terminal's modes, unless that is over.
func (h *hidden) set(change func(*unix.Termios)) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.over {
		return false
	}
	t, err := unix.IoctlGetTermios(h.fd, unix.TCGETS)
	if err != nil {
		return false
	}
	change(t)
	return unix.IoctlSetTermios(h.fd, unix.TCSETS, t) == nil
}

func (h *hidden) quiet() {
	h.set(func(t *unix.Termios) {
		t.Lflag &^= unix.ECHO
		t.Lflag |= unix.ICANON | unix.ISIG
		t.Iflag |= unix.ICRNL
	})
}

// line reads a line. Unlike term.ReadPassword it leaves the modes alone: it may
// begin after the person pressed Ctrl-C and got the terminal back.
func (h *hidden) line() ([]byte, error) {
	line := make([]byte, 0, 2*mostTyped)
	for len(line) <= mostTyped {
		n, err := unix.Read(h.fd, line[len(line):mostTyped+1])
		switch {
		case errors.Is(err, unix.EINTR):
			continue
		case err != nil:
			clear(line)
			return nil, err
		case n == 0 && len(line) == 0:
			return nil, io.EOF
		case n == 0: // Ctrl-D after some characters, twice
			return line, nil
		}
		line = line[:len(line)+n]
		if whole, ok := bytes.CutSuffix(line, []byte("\n")); ok {
			return whole, nil
		}
	}
	return line, nil
}

// pasteGap is the longest pause inside one paste, in milliseconds.
const pasteGap = 50

// endOfInput is what Ctrl-D sends. The kernel keeps it as a zero while it reads lines.
const endOfInput = 4

// discard throws away what was pasted beyond the line just read, and tells
// whether there was any. Reading it needs the mode without lines, for its end
// may be half a line.
func (h *hidden) discard() (more bool) {
	if !h.set(func(t *unix.Termios) {
		t.Lflag &^= unix.ECHO | unix.ICANON
		t.Cc[unix.VMIN], t.Cc[unix.VTIME] = 0, 0
	}) {
		return false
	}
	rest := make([]byte, 4096)
	defer clear(rest)
	for {
		ready := []unix.PollFd{{Fd: int32(h.fd), Events: unix.POLLIN}}
		if n, err := unix.Poll(ready, pasteGap); errors.Is(err, unix.EINTR) {
			continue
		} else if n <= 0 {
			return more
		}
		n, err := unix.Read(h.fd, rest)
		if n <= 0 || err != nil {
			return more
		}
		for _, b := range rest[:n] {
			more = more || bytes.IndexByte([]byte{endOfInput, 0, ' ', '\t', '\r', '\n'}, b) < 0
		}
	}
}
