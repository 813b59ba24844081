package desktop

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
)

// ErrNoDisplay says that there is no display to show anything on.
var ErrNoDisplay = errors.New("there is no display")

// HasDisplay tells whether windows can be shown.
func HasDisplay() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

// ReachesDisplay tells whether the display that HasDisplay speaks of is really there.
func ReachesDisplay(ctx context.Context) bool {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	reached := false
	_ = DisplayEnds(ctx, func() { reached = true; cancel() })
	return reached
}

// HasTray tells whether there can be a tray icon: on a desktop with a session bus
// its panel may come at any time. Where no bus is, as over ssh, the tray library
// would start a stray dbus-daemon.
func HasTray() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	if a := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); a != "" && a != "autolaunch:" {
		return true
	}
	dir := os.Getenv("XDG_RUNTIME_DIR")
	if dir == "" {
		return false
	}
	_, err := os.Stat(filepath.Join(dir, "bus"))
	return err == nil
}
