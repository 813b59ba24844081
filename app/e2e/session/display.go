package session

import (
	"cmp"
	"context"
	"os"
	"strconv"
	"strings"
)

// startDisplay starts an X server that picks a free display itself, so any number of sessions can run side by side.
func (s *Session) startDisplay(ctx context.Context, o Options) error {
	if !o.Display {
		return nil
	}
	p, number, err := s.answer(ctx, s.service("Xvfb", "-displayfd", "3",
		"-screen", "0", cmp.Or(o.Screen, "1280x800x24"), "-nolisten", "tcp", "-noreset"))
	if err != nil {
		return err
	}
	s.display, s.Display = p, ":"+number
	return nil
}

// StopDisplay kills the X server, as a crash would. Nothing happens when there is none or it is gone already.
func (s *Session) StopDisplay() error {
	if s.display == nil {
		return nil
	}
	s.display.kill()
	return removeDisplayFiles(s.Display, s.display.pid)
}

// SignalDisplay sends the X server a signal, to stop it for a while or let it go on.
func (s *Session) SignalDisplay(sig os.Signal) error {
	if s.display == nil {
		return nil
	}
	return s.display.proc.Signal(sig)
}

// removeDisplayFiles removes the lock and the socket that a killed X server leaves in /tmp, but only while the lock
// still names that server: the display's number may have a new owner.
func removeDisplayFiles(display string, pid int) error {
	number := strings.TrimPrefix(display, ":")
	lock := "/tmp/.X" + number + "-lock"
	holder, err := os.ReadFile(lock)
	if err != nil || strings.TrimSpace(string(holder)) != strconv.Itoa(pid) {
		return nil // cleaned up by the server itself, or not ours
	}
	_ = os.Remove("/tmp/.X11-unix/X" + number) // a server without a socket file is fine
	return os.Remove(lock)
}
