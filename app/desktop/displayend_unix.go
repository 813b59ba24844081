//go:build !windows && !darwin

package desktop

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"keytray/app/xserver"
)

// reachLimit bounds the opening of a connection to the display, which may be busy.
const reachLimit = 10 * time.Second

// DisplayEnds returns nil when the display of this process is gone, which it watches
// over a connection that asks for nothing; reached is called when that stands. The
// error is ErrNoDisplay where there is none to connect to, or says why there is no
// connection, or that ctx ended before.
//
// Of two displays Wayland's is the session: the X server beside it may come and go.
func DisplayEnds(ctx context.Context, reached func()) error {
	if name := os.Getenv("WAYLAND_DISPLAY"); name != "" {
		return waylandEnds(ctx, name, reached)
	}
	if name := os.Getenv("DISPLAY"); name != "" {
		return xEnds(ctx, name, reached)
	}
	return ErrNoDisplay
}

func waylandEnds(ctx context.Context, name string, reached func()) error {
	if !filepath.IsAbs(name) {
		name = filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), name)
	}
	conn, err := (&net.Dialer{Timeout: reachLimit}).DialContext(ctx, "unix", name)
	if err != nil {
		return notReached(ctx, err)
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	reached()
	_, _ = io.Copy(io.Discard, conn) // a compositor says nothing to who asks nothing
	return ctx.Err()
}

func xEnds(ctx context.Context, name string, reached func()) error {
	dialing, cancel := context.WithTimeout(ctx, reachLimit)
	defer cancel()
	conn, err := xserver.Dial(dialing, name)
	if err != nil {
		return notReached(ctx, err)
	}
	stop := context.AfterFunc(ctx, conn.Abort)
	defer stop()
	reached()
	for { // what all clients are told, such as a new keyboard
		if ev, err := conn.WaitForEvent(); ev == nil && err == nil {
			return ctx.Err()
		}
	}
}

// notReached tells a display that is not there from one that does not let us in or is
// busy, where a window may still open.
func notReached(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: %w", ErrNoDisplay, err)
	}
	return err
}
