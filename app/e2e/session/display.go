package session

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
)

// Numbers of displays. A program that lost its display goes back to one that comes back: so a number is not used again
// soon, neither by this process nor by another one that runs beside it, and never one of a person's desktop.
const (
	firstDisplay = 100
	displays     = 100 // of a process, before it begins anew
	processes    = 500 // that differ
)

var displaysBefore atomic.Uint32

func nextDisplay() string {
	for {
		n := int(displaysBefore.Add(1)) % displays
		display := ":" + strconv.Itoa(firstDisplay+os.Getpid()%processes*displays+n)
		if !answers(display) {
			return display
		}
	}
}

// startDisplay starts an X server on a display of its own, so any number of sessions can run side by side.
func (s *Session) startDisplay(ctx context.Context, o Options) error {
	if !o.Display {
		return nil
	}
	display := nextDisplay()
	p, _, err := s.answer(ctx, s.service("Xvfb", display, "-displayfd", "3",
		"-screen", "0", cmp.Or(o.Screen, "1280x800x24"), "-nolisten", "tcp", "-noreset"))
	if err != nil {
		return err
	}
	s.display, s.Display = p, display
	return nil
}

// StopDisplay kills the X server, as a crash would. Nothing happens when there is none or it is gone already.
func (s *Session) StopDisplay() error {
	if s.display == nil {
		return nil
	}
	s.display.kill()
	return removeSocket(s.Display)
}

// SignalDisplay sends the X server a signal, to stop it for a while or let it go on.
func (s *Session) SignalDisplay(sig os.Signal) error {
	if s.display == nil {
		return nil
	}
	return s.display.proc.Signal(sig)
}

// removeSocket removes the socket that a killed X server leaves behind, unless the display has a new owner. There is no
// lock file: a server that is asked to say when it is ready makes none.
func removeSocket(display string) error {
	if answers(display) {
		return nil
	}
	if err := os.Remove(socketOf(display)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// answers tells whether there is an X server.
func answers(display string) bool {
	for _, path := range []string{socketOf(display), "@" + socketOf(display)} { // a server has both
		if conn, err := net.Dial("unix", path); err == nil {
			_ = conn.Close()
			return true
		}
	}
	return false
}

func socketOf(display string) string { return "/tmp/.X11-unix/X" + strings.TrimPrefix(display, ":") }
