//go:build linux

package listen

import (
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
	"keytray/app/shortcut"
)

// wayland is a desktop where only a portal hears keys.
func wayland(t *testing.T) *session.Session {
	t.Helper()
	s := session.New(t, session.Options{Keyring: session.NoService})
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", s.BusAddress)
	t.Setenv("WAYLAND_DISPLAY", "wayland-1")
	t.Setenv("DISPLAY", ":0") // XWayland, which must not be asked
	return s
}

func portalOn(t *testing.T, s *session.Session, o fakedesk.PortalOptions) *fakedesk.Portal {
	t.Helper()
	p, err := fakedesk.StartPortal(t.Context(), s.BusAddress, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

func TestThePortalHearsUnderWayland(t *testing.T) {
	s := wayland(t)
	p := portalOn(t, s, fakedesk.PortalOptions{Trigger: "Press Ctrl+Alt+K"})
	e := open(t, "Ctrl+Alt+Shift+Super+K", For)
	e.waitState(shortcut.Works)
	if b := p.Bound()[0]; b.App != "io.github.keytray" || b.Trigger != "CTRL+ALT+SHIFT+LOGO+k" || b.Description != "Find a key" {
		t.Errorf("asked for %+v", b)
	}
	if keys := e.last().Keys; keys != "Press Ctrl+Alt+K" {
		t.Errorf("the keys are %q", keys)
	}
	for n := range 2 {
		if err := p.Press(); err != nil {
			t.Fatal(err)
		}
		e.waitPresses(n + 1)
	}
	if err := p.Choose("F9"); err != nil {
		t.Fatal(err)
	}
	eventually(t, "other keys are told", func() bool { return e.last().Keys == "F9" })
}

func TestKeysForThePortal(t *testing.T) {
	for keys, want := range map[string]string{
		"Ctrl+Alt+K": "CTRL+ALT+k", "Super+Space": "LOGO+space", "Shift+F12": "SHIFT+F12", "Ctrl+PageUp": "CTRL+Page_Up", "Alt+5": "ALT+5",
	} {
		c, err := shortcut.Parse(keys)
		if got := trigger(c); err != nil || got != want {
			t.Errorf("%s is %s, want %s (%v)", keys, got, want, err)
		}
	}
}

func TestAnOldPortalTakesNoName(t *testing.T) {
	s := wayland(t)
	p := portalOn(t, s, fakedesk.PortalOptions{Old: true})
	e := open(t, "Ctrl+Alt+K", For)
	e.waitState(shortcut.Works)
	if err := p.Press(); err != nil {
		t.Fatal(err)
	}
	e.waitPresses(1)
}

func TestWhoDeclinesIsNotAskedAgain(t *testing.T) {
	s := wayland(t)
	p := portalOn(t, s, fakedesk.PortalOptions{Answer: 1})
	e := open(t, "Ctrl+Alt+K", For)
	e.waitState(shortcut.Declined)
	e.close()
	if n := len(p.Bound()); n != 1 {
		t.Errorf("asked %d times", n)
	}
}

func TestADesktopWithoutAPortalForShortcutsHasNone(t *testing.T) {
	s := wayland(t)
	t.Run("no portal, until one starts", func(t *testing.T) {
		e := open(t, "Ctrl+Alt+K", For)
		e.waitState(shortcut.None)
		p := portalOn(t, s, fakedesk.PortalOptions{})
		e.waitState(shortcut.Works)
		if err := p.Press(); err != nil {
			t.Fatal(err)
		}
		e.waitPresses(1)
	})
	t.Run("a portal without shortcuts", func(t *testing.T) {
		portalOn(t, s, fakedesk.PortalOptions{NoShortcuts: true})
		open(t, "Ctrl+Alt+K", For).waitState(shortcut.None)
	})
	t.Run("one that refuses", func(t *testing.T) {
		portalOn(t, s, fakedesk.PortalOptions{Answer: 2})
		open(t, "Ctrl+Alt+K", For).waitState(shortcut.None)
	})
	t.Run("no bus", func(t *testing.T) {
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
		open(t, "Ctrl+Alt+K", For).waitState(shortcut.None)
	})
}

func TestAPortalThatComesBackIsAskedAgain(t *testing.T) {
	s := wayland(t)
	first := portalOn(t, s, fakedesk.PortalOptions{})
	e := open(t, "Ctrl+Alt+K", For)
	e.waitState(shortcut.Works)
	first.Close()
	e.waitState(shortcut.Gone)
	second := portalOn(t, s, fakedesk.PortalOptions{})
	if _, err := second.AwaitBound(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	e.waitState(shortcut.Works)
	if err := second.Press(); err != nil {
		t.Fatal(err)
	}
	e.waitPresses(1)
}

func TestOnlyThePortalPresses(t *testing.T) {
	s := wayland(t)
	p := portalOn(t, s, fakedesk.PortalOptions{})
	e := open(t, "Ctrl+Alt+K", For)
	e.waitState(shortcut.Works)
	other, err := s.Bus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	// Straight to the listener, past the bus' filter.
	session := p.Bound()[0].Session
	listener := strings.ReplaceAll(":"+strings.Split(string(session), "/")[6], "_", ".")
	forged := &dbus.Message{Type: dbus.TypeSignal, Headers: map[dbus.HeaderField]dbus.Variant{
		dbus.FieldDestination: dbus.MakeVariant(listener),
		dbus.FieldPath:        dbus.MakeVariant(portalPath),
		dbus.FieldInterface:   dbus.MakeVariant(shortcutsName),
		dbus.FieldMember:      dbus.MakeVariant("Activated"),
		dbus.FieldSignature:   dbus.MakeVariant(dbus.ParseSignatureMust("osta{sv}")),
	}, Body: []any{session, shortcutID, uint64(1), map[string]dbus.Variant{}}}
	other.Send(forged, nil)
	if err := other.BusObject().Call("org.freedesktop.DBus.GetId", 0).Err; err != nil {
		t.Fatal(err)
	}
	if err := p.Press(); err != nil { // comes after it
		t.Fatal(err)
	}
	e.waitPresses(1)
}

func TestWithoutADisplayThereIsNoShortcut(t *testing.T) {
	for _, name := range []string{"DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"} {
		t.Setenv(name, "")
	}
	open(t, "Ctrl+Alt+K", For).waitState(shortcut.None)
}
