// Package desktop is the session around the program: its message bus, tray
// host and display, alarms that outlast sleep, hardening of the process.
// What is done about them is decided in agent.
package desktop

import (
	"context"
	"errors"

	"github.com/godbus/dbus/v5"
)

// ErrNoBus says that there is no session bus to talk to.
var ErrNoBus = errors.New("there is no session bus")

// Bus opens a connection of its own to the session bus; the caller closes it.
//
// It is never the process-wide dbus.SessionBus(): whoever subscribes to signals
// there makes the tray library lose its icon at the next restart of the panel.
// It never starts a bus: that would leave a stray dbus-daemon behind. ctx
// bounds the opening only.
func Bus(ctx context.Context) (*dbus.Conn, error) {
	conn, err := dbus.SessionBusPrivateNoAutoStartup()
	if err != nil {
		return nil, errors.Join(ErrNoBus, err)
	}
	return greet(ctx, conn, ErrNoBus)
}

// greet makes a new connection usable. Failures are missing.
func greet(ctx context.Context, conn *dbus.Conn, missing error) (*dbus.Conn, error) {
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() }) // a bus that hangs
	err := conn.Auth(nil)
	if err == nil {
		err = conn.Hello()
	}
	if !stop() && err == nil {
		err = ctx.Err()
	}
	if err != nil {
		_ = conn.Close()
		return nil, errors.Join(missing, err)
	}
	return conn, nil
}
