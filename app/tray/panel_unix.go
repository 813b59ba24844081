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

// portalLimit is how long the icon may wait for its colour.
const portalLimit = 500 * time.Millisecond

// preferDark is a value of the portal's setting color-scheme.
const preferDark = 1

// panelColour is a guess: nobody tells what colour a panel has. Those of GNOME, Xfce and most others are dark whatever
// the theme; those of KDE and LXQt follow the colours of the programs, which the settings portal tells.
func panelColour() string {
	if !followsPrograms(os.Getenv("XDG_CURRENT_DESKTOP")) {
		return assets.OnDark
	}
	conn, err := dbus.SessionBus()
	if err != nil {
		return assets.OnDark
	}
	return programColour(conn)
}

func followsPrograms(desktops string) bool {
	return slices.ContainsFunc(strings.Split(desktops, ":"), func(d string) bool { return d == "KDE" || d == "LXQt" })
}

// programColour asks the settings portal (org.freedesktop.appearance).
func programColour(conn *dbus.Conn) string {
	ctx, cancel := context.WithTimeout(context.Background(), portalLimit)
	defer cancel()
	var v dbus.Variant
	if err := conn.Object("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop").CallWithContext(ctx,
		"org.freedesktop.portal.Settings.Read", 0, "org.freedesktop.appearance", "color-scheme").Store(&v); err != nil {
		return assets.OnDark
	}
	if inner, is := v.Value().(dbus.Variant); is { // the answer is a value in a value
		v = inner
	}
	if v.Value() == uint32(preferDark) {
		return assets.OnDark
	}
	return assets.OnLight
}
