//go:build !windows && !darwin

package listen

import (
	"context"
	"errors"
	"os"

	"keytray/app/shortcut"
)

var errNoDisplay = errors.New("there is no display")

// For is a shortcut.Listener. Under Wayland only the portal hears keys: a grab
// through XWayland sees those of X11 programs alone.
func For(ctx context.Context, w shortcut.Wanted) {
	switch {
	case os.Getenv("WAYLAND_DISPLAY") != "" || os.Getenv("XDG_SESSION_TYPE") == "wayland":
		byPortal(ctx, w)
	case os.Getenv("DISPLAY") != "":
		byGrab(ctx, os.Getenv("DISPLAY"), w)
	default:
		w.Tell(shortcut.Standing{State: shortcut.None, Err: errNoDisplay})
		<-ctx.Done()
	}
}
