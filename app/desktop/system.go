package desktop

import (
	"os"
	"runtime"
	"strings"
)

// Environment is what the desktop calls itself (XDG_CURRENT_DESKTOP); "" where
// there is but one.
func Environment() string { return os.Getenv("XDG_CURRENT_DESKTOP") }

// DisplayKind is how windows come onto the screen; "none" if they cannot, "" where
// there is but one way.
func DisplayKind() string {
	wayland, x := os.Getenv("WAYLAND_DISPLAY") != "", os.Getenv("DISPLAY") != ""
	switch {
	case runtime.GOOS == "windows" || runtime.GOOS == "darwin":
		return ""
	case wayland && x:
		return "Wayland+XWayland"
	case wayland:
		return "Wayland"
	case x:
		return "X11"
	}
	return "none"
}

// numbers is how a version begins. What follows, whoever built it made up, and may
// have named it after themselves or their computer.
func numbers(version string) string {
	end := strings.IndexFunc(version, func(c rune) bool { return c != '.' && (c < '0' || c > '9') })
	if end >= 0 {
		version = version[:end]
	}
	return strings.Trim(version, ".")
}
