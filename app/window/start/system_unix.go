//go:build !windows && !darwin

package start

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"github.com/godbus/dbus/v5"
)

const toolkitKnows = false

// desktopLimit is how long the desktop may take to say whether it is light or dark: at
// log-in a portal needs seconds to start.
const desktopLimit = 25 * time.Second

// askDesktop asks the settings portal (xdg-desktop-portal, org.freedesktop.portal.Settings)
// while the toolkit starts. It closes the channel where
// nobody answers.
func askDesktop() <-chan fyne.ThemeVariant {
	said := make(chan fyne.ThemeVariant, 1)
	if !hasBus() {
		close(said)
		return said
	}
	go func() {
		defer close(said)
		ctx, cancel := context.WithTimeout(context.Background(), desktopLimit)
		defer cancel()
		conn, err := dbus.ConnectSessionBus(dbus.WithContext(ctx))
		if err != nil {
			return
		}
		defer conn.Close()
		if v, known := colourScheme(ctx, conn); known {
			said <- v
		}
	}()
	return said
}

// hasBus tells whether there is a bus to ask: where there is none the library would start
// one.
func hasBus() bool {
	if os.Getenv("DBUS_SESSION_BUS_ADDRESS") != "" {
		return true
	}
	_, err := os.Stat(filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), "bus"))
	return err == nil
}

func colourScheme(ctx context.Context, conn *dbus.Conn) (fyne.ThemeVariant, bool) {
	const preferDark = uint32(1)
	var v dbus.Variant
	portal := conn.Object("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")
	if portal.CallWithContext(ctx, "org.freedesktop.portal.Settings.Read", 0, "org.freedesktop.appearance", "color-scheme").Store(&v) != nil {
		return 0, false
	}
	if inner, is := v.Value().(dbus.Variant); is { // the answer is a value in a value
		v = inner
	}
	if v.Value() == preferDark {
		return theme.VariantDark, true
	}
	return theme.VariantLight, true
}
