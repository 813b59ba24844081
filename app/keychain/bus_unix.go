//go:build !windows && !darwin

package keychain

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/godbus/dbus/v5"
)

// reachable finds out that there is no session bus before anybody tries to
// connect to one: without an address the D-Bus library would start a stray
// dbus-daemon that outlives us.
func reachable() error {
	if a := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); a != "" && a != "autolaunch:" {
		return nil
	}
	if dir := os.Getenv("XDG_RUNTIME_DIR"); dir != "" {
		if _, err := os.Stat(filepath.Join(dir, "bus")); err == nil {
			return nil
		}
	}
	return fmt.Errorf("%w: there is no session bus", ErrUnavailable)
}

// canAsk tells whether a prompt of the keychain could be meant for the person
// at this command: over ssh it would appear on a desktop that nobody looks at.
func canAsk() bool { return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != "" }

// connect opens a private connection to the session bus. ctx bounds the opening
// only; the caller closes the connection.
func connect(ctx context.Context) (*dbus.Conn, error) {
	if err := reachable(); err != nil {
		return nil, err
	}
	conn, err := dbus.SessionBusPrivateNoAutoStartup()
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() }) // a bus that hangs
	err = conn.Auth(nil)
	if err == nil {
		err = conn.Hello()
	}
	if !stop() && err == nil {
		err = ctx.Err()
	}
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}
