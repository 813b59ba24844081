//go:build !windows && !darwin

package keychain

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"

	"github.com/godbus/dbus/v5"
)

// busAddress is where the session bus listens. It never starts one: without an
// address the D-Bus library would launch a stray dbus-daemon that outlives us.
func busAddress() (string, error) {
	if a := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); a != "" && a != "autolaunch:" {
		return a, nil
	}
	if dir := os.Getenv("XDG_RUNTIME_DIR"); dir != "" {
		path := filepath.Join(dir, "bus")
		if _, err := os.Stat(path); err == nil {
			return "unix:path=" + dbus.EscapeBusAddressValue(path), nil
		}
	}
	return "", fmt.Errorf("%w: there is no session bus", ErrUnavailable)
}

// reachable finds out that there is no session bus before go-keyring looks for one.
func reachable() error {
	_, err := busAddress()
	return err
}

// canAsk tells whether a prompt of the keychain could be meant for the person
// at this command: over ssh it would appear on a desktop that nobody looks at.
func canAsk() bool { return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != "" }

// connect opens a private connection to the bus: the process-wide one of the
// library is shared with everybody who shows windows or notifications. ctx
// bounds the opening only; the caller closes the connection.
func connect(ctx context.Context, address string, signals dbus.SignalHandler) (*dbus.Conn, error) {
	conn, err := dial(ctx, address, dbus.WithSignalHandler(signals))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() }) // a bus that hangs
	err = conn.Auth(nil)
	if err == nil {
		err = conn.Hello()
	}
	if !stop() {
		err = ended(ctx)
	} else if err != nil {
		err = fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}

// dial tries the addresses in turn (D-Bus Specification, "Server Addresses").
// Session buses listen on unix sockets; other kinds are not tried.
func dial(ctx context.Context, addresses string, options ...dbus.ConnOption) (*dbus.Conn, error) {
	failed := errors.New("the address of the session bus is of no known kind")
	for address := range strings.SplitSeq(addresses, ";") {
		socket, ok := unixSocket(address)
		if !ok {
			continue
		}
		c, err := new(net.Dialer).DialContext(ctx, "unix", socket)
		if err == nil {
			return dbus.NewConn(newWire(c), options...)
		}
		failed = err
	}
	return nil, failed
}

// unixSocket is the socket of a unix: address, in the words of package net.
func unixSocket(address string) (string, bool) {
	keys, ok := strings.CutPrefix(address, "unix:")
	if !ok {
		return "", false
	}
	for pair := range strings.SplitSeq(keys, ",") {
		key, value, _ := strings.Cut(pair, "=")
		value, err := dbus.UnescapeBusAddressValue(value)
		switch {
		case err != nil || value == "":
		case key == "path":
			return value, true
		case key == "abstract":
			return "@" + value, true
		}
	}
	return "", false
}
