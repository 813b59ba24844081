package desktop

import (
	"os"
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
