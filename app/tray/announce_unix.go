//go:build !windows && !darwin

package tray

import (
	"context"
	"slices"
	"time"

	"github.com/godbus/dbus/v5"
)

// Names of the registry of tray items (StatusNotifierItem, freedesktop.org draft).
const (
	watcher     = "org.kde.StatusNotifierWatcher"
	watcherPath = "/StatusNotifierWatcher"
	itemPath    = "/StatusNotifierItem"
)

const (
	// ownTry is how long systray has to announce itself to a new panel.
	ownTry        = 300 * time.Millisecond
	announceLimit = 3 * time.Second
)

// Announce registers the icon with a panel that does not know it. systray does
// that itself, but misses a panel that restarts at the wrong moment, and gives
// up for good once it has seen a short signal of somebody else on its bus
// connection. A second registration by the same name is no second icon.
func Announce(ctx context.Context) error {
	select {
	case <-time.After(ownTry):
	case <-ctx.Done():
		return ctx.Err()
	}
	ctx, cancel := context.WithTimeout(ctx, announceLimit)
	defer cancel()
	// The connection that systray uses: the registry knows the icon by it. It
	// must only be called here, never subscribed to.
	conn, err := dbus.SessionBus()
	if err != nil {
		return err
	}
	registry := conn.Object(watcher, watcherPath)
	var known dbus.Variant
	if err := registry.CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", 0, watcher, "RegisteredStatusNotifierItems").Store(&known); err != nil {
		return err
	}
	items, _ := known.Value().([]string)
	if slices.Contains(items, conn.Names()[0]+itemPath) {
		return nil
	}
	return registry.CallWithContext(ctx, watcher+".RegisterStatusNotifierItem", 0, itemPath).Err
}
