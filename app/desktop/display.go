package desktop

import (
	"os"
	"path/filepath"
	"runtime"
)

// HasDisplay tells whether windows can be shown.
func HasDisplay() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
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
