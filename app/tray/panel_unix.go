//go:build !windows && !darwin

package tray

import (
	"context"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"

	"keytray/assets"
)

// busName is that of the bus itself.
const busName = "org.freedesktop.DBus"

const (
	// firstLimit is how long the first icon may wait for its colour.
	firstLimit = 500 * time.Millisecond
	// answerLimit is how long D-Bus itself waits for an answer. At log-in a portal needs seconds to start.
	answerLimit = 25 * time.Second
)

// panelColour is what the icon is seen on, as far as the desktop tells within the limit. GNOME's bar is dark whatever the
// theme; that of KDE has a style, that of Xfce settings of its own. Of every other panel nothing is known.
func panelColour(ctx context.Context, conn *dbus.Conn, limit time.Duration) string {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	switch {
	case slices.Contains(darkBars, os.Getenv("XDG_CURRENT_DESKTOP")):
		return assets.OnDark
	case desktopIs("KDE"):
		return kdeColour(ctx, conn)
	case owned(ctx, conn, xfcePanel): // by name: under many a window manager it is the only part of Xfce
		return xfceColour(ctx, conn)
	}
	return assets.OnAny
}

// darkBars are the desktops with GNOME's own bar. Others name GNOME too, as Budgie:GNOME and GNOME-Classic:GNOME do, but
// have panels of their own, which may be light; that of zorin:GNOME follows its theme.
var darkBars = []string{"GNOME", "ubuntu:GNOME", "pop:GNOME"}

func desktopIs(name string) bool {
	return slices.Contains(strings.Split(os.Getenv("XDG_CURRENT_DESKTOP"), ":"), name)
}

func owned(ctx context.Context, conn *dbus.Conn, name string) (there bool) {
	err := conn.BusObject().CallWithContext(ctx, busName+".NameHasOwner", 0, name).Store(&there)
	return err == nil && there
}
