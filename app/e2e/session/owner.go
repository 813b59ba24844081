package session

import (
	"context"

	"github.com/godbus/dbus/v5"
)

// owner is the process that owns a name on the bus; 0 when nobody does.
func (s *Session) owner(ctx context.Context, name string) (pid uint32, err error) {
	var owned bool
	bus := s.conn.BusObject()
	if err := bus.CallWithContext(ctx, "org.freedesktop.DBus.NameHasOwner", 0, name).Store(&owned); err != nil || !owned {
		return 0, err
	}
	err = bus.CallWithContext(ctx, "org.freedesktop.DBus.GetConnectionUnixProcessID", 0, name).Store(&pid)
	if e, ok := err.(dbus.Error); ok && e.Name == "org.freedesktop.DBus.Error.NameHasNoOwner" {
		return 0, nil // it went between the two questions
	}
	return pid, err
}

// waitOwner waits until the process pid owns name, or nobody when pid is 0. It gives up when ended closes.
func (s *Session) waitOwner(ctx context.Context, name string, pid int, ended <-chan struct{}) error {
	match := []dbus.MatchOption{dbus.WithMatchSender("org.freedesktop.DBus"), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, name)}
	changes := make(chan *dbus.Signal, 16)
	s.conn.Signal(changes)
	defer s.conn.RemoveSignal(changes)
	if err := s.conn.AddMatchSignalContext(ctx, match...); err != nil {
		return err
	}
	defer func() { _ = s.conn.RemoveMatchSignal(match...) }() // fails only with the bus
	for {
		if now, err := s.owner(ctx, name); err != nil || now == uint32(pid) {
			return err
		}
		select {
		case _, ok := <-changes:
			if !ok {
				return dbus.ErrClosed
			}
		case <-ended:
			return errEnded
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
