//go:build linux

package tray

import (
	"testing"

	"github.com/godbus/dbus/v5"

	"keytray/app/api"
	"keytray/app/e2e/session"
	"keytray/assets"
)

func TestTheIconIsOfTheColourThatWasChosen(t *testing.T) {
	chosen := func(value string) api.State {
		return api.State{Settings: []api.Setting{{Key: "tray.icon", Value: value}}}
	}
	for value, want := range map[string]string{"light": assets.OnDark, "dark": assets.OnLight, "auto": "found"} {
		if got := panel(chosen(value), "found"); got != want {
			t.Errorf("%s: the icon %s", value, got)
		}
	}
	if got := panel(api.State{}, "found"); got != "found" {
		t.Errorf("before the settings are read: the icon %s", got)
	}
}

func TestOnlyPanelsOfKDEAndLXQtFollowThePrograms(t *testing.T) {
	for desktops, want := range map[string]bool{"KDE": true, "LXQt": true, "ubuntu:GNOME": false, "XFCE": false, "": false} {
		if followsPrograms(desktops) != want {
			t.Errorf("%q: %v", desktops, !want)
		}
	}
}

// portal is the settings portal with one setting.
type portal struct{ scheme uint32 }

func (p portal) Read(namespace, key string) (dbus.Variant, *dbus.Error) {
	if namespace != "org.freedesktop.appearance" || key != "color-scheme" {
		return dbus.Variant{}, dbus.NewError("org.freedesktop.portal.Error.NotFound", nil)
	}
	return dbus.MakeVariant(dbus.MakeVariant(p.scheme)), nil
}

func TestThePortalTellsTheColourOfPrograms(t *testing.T) {
	s := session.New(t, session.Options{Keyring: session.NoService})
	conn, err := s.Bus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if got := programColour(conn); got != assets.OnDark {
		t.Errorf("without a portal: an icon %s", got)
	}
	server, err := s.Bus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	if _, err := server.RequestName("org.freedesktop.portal.Desktop", dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	for scheme, want := range map[uint32]string{0: assets.OnLight, 1: assets.OnDark, 2: assets.OnLight} {
		if err := server.Export(portal{scheme}, "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings"); err != nil {
			t.Fatal(err)
		}
		if got := programColour(conn); got != want {
			t.Errorf("color-scheme %d: an icon %s, want %s", scheme, got, want)
		}
	}
}
