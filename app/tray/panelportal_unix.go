//go:build !windows && !darwin

package tray

import (
	"context"

	"github.com/godbus/dbus/v5"

	"keytray/assets"
)

// The settings portal, and its setting for the colours of programs (xdg-desktop-portal, org.freedesktop.portal.Settings).
const (
	portalName  = "org.freedesktop.portal.Desktop"
	portalPath  = "/org/freedesktop/portal/desktop"
	portal      = "org.freedesktop.portal.Settings"
	appearance  = "org.freedesktop.appearance"
	preferDark  = uint32(1)
	preferLight = uint32(2)
)

// programColour asks the settings portal.
func programColour(ctx context.Context, conn *dbus.Conn) string {
	var v dbus.Variant
	if err := conn.Object(portalName, portalPath).CallWithContext(ctx, portal+".Read", 0, appearance, "color-scheme").Store(&v); err != nil {
		return assets.OnAny
	}
	if inner, is := v.Value().(dbus.Variant); is { // the answer is a value in a value
		v = inner
	}
	switch v.Value() {
	case preferDark:
		return assets.OnDark
	case preferLight:
		return assets.OnLight
	}
	return assets.OnAny
}
