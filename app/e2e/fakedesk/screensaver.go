package fakedesk

import (
	"context"
	"fmt"
	"strings"

	"github.com/godbus/dbus/v5"
)

// Locker is a desktop's kind of screen locker, named by the interface it speaks.
type Locker string

// The lockers that can be played.
const (
	GNOME Locker = "org.gnome.ScreenSaver"
	KDE   Locker = "org.freedesktop.ScreenSaver" // tells everything twice
)

// names are what the locker owns on the bus.
func (l Locker) names() []string {
	if l == KDE {
		return []string{string(l), "org.kde.screensaver"}
	}
	return []string{string(l)}
}

// paths are where its signals come from.
func (l Locker) paths() []dbus.ObjectPath {
	if l == KDE {
		return []dbus.ObjectPath{"/ScreenSaver", "/org/freedesktop/ScreenSaver"}
	}
	return []dbus.ObjectPath{"/org/gnome/ScreenSaver"}
}

// ScreenSaver is a running screen locker. It draws nothing.
type ScreenSaver struct {
	kind       Locker
	conn       *dbus.Conn
	monitor    *dbus.Conn
	subscribed chan *dbus.Message // calls of AddMatch by any program
}

// StartScreenSaver puts a screen locker on the session bus at busAddress. The context bounds the start only; the caller
// ends it with Close. It is an error when such a locker is there already.
func StartScreenSaver(ctx context.Context, busAddress string, kind Locker) (*ScreenSaver, error) {
	s := &ScreenSaver{kind: kind, subscribed: make(chan *dbus.Message, 256)}
	if err := s.start(ctx, busAddress); err != nil {
		s.Close()
		return nil, fmt.Errorf("fakedesk: %w", err)
	}
	return s, nil
}

func (s *ScreenSaver) start(ctx context.Context, busAddress string) (err error) {
	if s.monitor, err = connect(ctx, busAddress); err != nil {
		return err
	}
	rules := []string{"type='method_call',interface='org.freedesktop.DBus',member='AddMatch'"}
	call := s.monitor.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.Monitoring.BecomeMonitor", 0, rules, uint32(0))
	if call.Err != nil {
		return call.Err
	}
	s.monitor.Eavesdrop(s.subscribed)
	if s.conn, err = connect(ctx, busAddress); err != nil {
		return err
	}
	return take(s.conn, s.kind.names()...)
}

// Close takes the locker off the bus. Closing twice does nothing.
func (s *ScreenSaver) Close() {
	for _, conn := range []*dbus.Conn{s.monitor, s.conn} {
		if conn != nil {
			_ = conn.Close() // the bus may be gone already
		}
	}
}

// Watched waits until one more program has asked the bus for the locker's signals. Call it before Lock, or nobody may be
// listening yet.
func (s *ScreenSaver) Watched(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	for {
		select {
		case call, ok := <-s.subscribed:
			if !ok {
				return errGone
			}
			if len(call.Body) == 1 && strings.Contains(fmt.Sprint(call.Body[0]), "ActiveChanged") {
				return nil
			}
		case <-ctx.Done():
			return fmt.Errorf("nobody watches the screen locker: %w", ctx.Err())
		}
	}
}

// Lock locks the screen. When it returns, the bus has passed the signal on.
func (s *ScreenSaver) Lock() error { return s.changed(true) }

// Unlock ends the lock.
func (s *ScreenSaver) Unlock() error { return s.changed(false) }

func (s *ScreenSaver) changed(active bool) error {
	for _, path := range s.kind.paths() {
		if err := s.conn.Emit(path, string(s.kind)+".ActiveChanged", active); err != nil {
			return err
		}
	}
	return flush(s.conn)
}

// take takes names on the bus.
func take(conn *dbus.Conn, names ...string) error {
	for _, name := range names {
		reply, err := conn.RequestName(name, dbus.NameFlagDoNotQueue)
		if err != nil {
			return err
		}
		if reply != dbus.RequestNameReplyPrimaryOwner {
			return fmt.Errorf("somebody else owns %s", name)
		}
	}
	return nil
}

// flush returns when the bus has handled everything that was sent before.
func flush(conn *dbus.Conn) error {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	return conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.GetId", 0).Err
}
