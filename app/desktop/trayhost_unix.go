//go:build !windows && !darwin

package desktop

import (
	"context"

	"github.com/godbus/dbus/v5"
)

// watcher is the name that a tray host's registry owns (StatusNotifierItem,
// freedesktop.org draft).
const watcher = "org.kde.StatusNotifierWatcher"

// WatchTrayHost says whether there is a place for a tray icon, at once and at
// each change, until ctx ends. It returns early if there is no bus.
func WatchTrayHost(ctx context.Context, tell func(there bool)) error {
	conn, err := Bus(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	// Subscribe before asking, so that a panel that starts in between is seen.
	if err := conn.AddMatchSignalContext(ctx, dbus.WithMatchInterface("org.freedesktop.DBus"),
		dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, watcher)); err != nil {
		return err
	}
	signals := make(chan *dbus.Signal, 8)
	conn.Signal(signals)
	var there bool
	if err := conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.NameHasOwner", 0, watcher).Store(&there); err != nil {
		return err
	}
	tell(there)
	for {
		select {
		case s, ok := <-signals:
			if !ok {
				return ErrNoBus
			}
			if len(s.Body) == 3 && s.Body[0] == watcher {
				tell(s.Body[2] != "")
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
