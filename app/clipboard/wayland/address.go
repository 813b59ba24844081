//go:build linux

package wayland

import (
	"fmt"
	"net"
	"os"
	"path/filepath"

	"keytray/app/clipboard"
)

// address is the compositor's socket. $WAYLAND_SOCKET, a connection that was
// opened for us, is of no use: it serves once.
func address() (string, error) {
	name := os.Getenv("WAYLAND_DISPLAY")
	if name == "" {
		return "", fmt.Errorf("%w: WAYLAND_DISPLAY is not set", clipboard.ErrNoDisplay)
	}
	if !filepath.IsAbs(name) {
		dir := os.Getenv("XDG_RUNTIME_DIR")
		if dir == "" {
			return "", fmt.Errorf("%w: XDG_RUNTIME_DIR is not set", clipboard.ErrNoDisplay)
		}
		name = filepath.Join(dir, name)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Type() != os.ModeSocket {
		return "", fmt.Errorf("%w: nothing listens at %s", clipboard.ErrNoDisplay, name)
	}
	return name, nil
}

// listening tells whether there is a compositor. A killed one leaves its socket.
func listening() bool {
	path, err := address()
	if err != nil {
		return false
	}
	conn, err := net.DialTimeout("unix", path, startLimit)
	if err != nil {
		return false
	}
	_ = conn.Close()
	return true
}
