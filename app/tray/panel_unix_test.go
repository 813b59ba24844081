//go:build linux

package tray

import (
	"os"
	"path/filepath"
	"testing"
	"time"

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

func TestEachDesktopTellsInItsOwnWay(t *testing.T) {
	s := session.New(t, session.Options{Keyring: session.NoService})
	conn, err := s.Bus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	for desktops, want := range map[string]string{
		"GNOME": assets.OnDark, "ubuntu:GNOME": assets.OnDark, "pop:GNOME": assets.OnDark,
		"Budgie:GNOME": assets.OnAny, "GNOME-Classic:GNOME": assets.OnAny, "GNOME-Flashback:GNOME": assets.OnAny, "zorin:GNOME": assets.OnAny,
		"KDE": assets.OnLight, "LXQt": assets.OnAny, "XFCE": assets.OnAny, "sway": assets.OnAny, "": assets.OnAny,
	} {
		t.Setenv("XDG_CURRENT_DESKTOP", desktops)
		serve(t, s, &scheme{preferLight})
		if got := panelColour(t.Context(), conn, answerLimit); got != want {
			t.Errorf("%q: an icon %s, want %s", desktops, got, want)
		}
	}
}

// scheme is the settings portal with one setting.
type scheme struct{ value uint32 }

func (s *scheme) Read(namespace, key string) (dbus.Variant, *dbus.Error) {
	if namespace != "org.freedesktop.appearance" || key != "color-scheme" {
		return dbus.Variant{}, dbus.NewError("org.freedesktop.portal.Error.NotFound", nil)
	}
	return dbus.MakeVariant(dbus.MakeVariant(s.value)), nil
}

// serve puts a portal on the bus until the test ends, and another one in its place.
func serve(t *testing.T, s *session.Session, p *scheme) *dbus.Conn {
	t.Helper()
	server, err := s.Bus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	if err := server.Export(p, portalPath, portal); err != nil {
		t.Fatal(err)
	}
	if _, err := server.RequestName(portalName, dbus.NameFlagReplaceExisting|dbus.NameFlagAllowReplacement); err != nil {
		t.Fatal(err)
	}
	return server
}

func TestThePortalTellsTheColourOfPrograms(t *testing.T) {
	s := session.New(t, session.Options{Keyring: session.NoService})
	conn, err := s.Bus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if got := programColour(t.Context(), conn); got != assets.OnAny {
		t.Errorf("without a portal: an icon %s", got)
	}
	for value, want := range map[uint32]string{0: assets.OnAny, 1: assets.OnDark, 2: assets.OnLight} {
		serve(t, s, &scheme{value})
		if got := programColour(t.Context(), conn); got != want {
			t.Errorf("color-scheme %d: an icon %s, want %s", value, got, want)
		}
	}
}

func TestPlasmasStyleCountsMoreThanTheColourOfPrograms(t *testing.T) {
	s := session.New(t, session.Options{Keyring: session.NoService})
	conn, err := s.Bus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	serve(t, s, &scheme{preferLight})
	for _, c := range []struct{ name, chosen, brought, want string }{
		{"nothing is chosen", "", "", assets.OnLight},
		{"the default style", "[Theme]\nname=default\n", "[Theme]\nname=breeze-dark\n", assets.OnLight},
		{"a dark one", "[Theme]\nname=breeze-dark\n", "", assets.OnDark},
		{"one that came with a global theme", "[Wallpapers]\nname=light\n", "[Theme]\nname=breeze-dark\n", assets.OnDark},
		{"a light one", "[PlasmaToolTips]\nDelay=1\n\n[Theme]\nname=breeze-light\n", "", assets.OnLight},
		{"one that nobody knows", "[Theme]\nname=Sweet\n", "", assets.OnAny},
	} {
		config := t.TempDir()
		t.Setenv("XDG_CONFIG_HOME", config)
		for file, content := range map[string]string{"plasmarc": c.chosen, "kdedefaults/plasmarc": c.brought} {
			path := filepath.Join(config, file)
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if got := kdeColour(t.Context(), conn); got != c.want {
			t.Errorf("%s: an icon %s, want %s", c.name, got, c.want)
		}
	}
}

// onKDE is a desktop of its own, whose panel the portal tells of.
func onKDE(t *testing.T) *session.Session {
	t.Helper()
	s := session.New(t, session.Options{Keyring: session.NoService})
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", s.BusAddress)
	t.Setenv("XDG_CURRENT_DESKTOP", "KDE")
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	return s
}

// watched is what is told of the panel from now on.
func watched(t *testing.T) <-chan string {
	t.Helper()
	told := make(chan string, 1)
	go watchPanel(t.Context(), func(panel string) {
		select {
		case told <- panel:
		case <-t.Context().Done():
		}
	})
	return told
}

func assertNext(t *testing.T, told <-chan string, want string) {
	t.Helper()
	select {
	case got := <-told:
		if got != want {
			t.Errorf("an icon %s, want %s", got, want)
		}
	case <-time.After(10 * time.Second):
		t.Fatalf("nothing is told, want an icon %s", want)
	}
}

// slow is a portal that has just been started.
type slow struct{ scheme }

func (s *slow) Read(namespace, key string) (dbus.Variant, *dbus.Error) {
	time.Sleep(2 * firstLimit)
	return s.scheme.Read(namespace, key)
}

func TestAPortalThatNeedsLongToStartIsWaitedFor(t *testing.T) {
	s := onKDE(t)
	server := serve(t, s, &scheme{preferLight})
	if err := server.Export(&slow{scheme{preferLight}}, portalPath, portal); err != nil {
		t.Fatal(err)
	}
	assertNext(t, watched(t), assets.OnLight)
}

func TestAPortalThatStartsLaterIsAskedAndOneThatEndsIsNot(t *testing.T) {
	s := onKDE(t)
	told := watched(t)
	assertNext(t, told, assets.OnAny)
	server := serve(t, s, &scheme{preferLight})
	assertNext(t, told, assets.OnLight)
	if _, err := server.ReleaseName(portalName); err != nil {
		t.Fatal(err)
	}
	serve(t, s, &scheme{preferDark})
	assertNext(t, told, assets.OnDark)
}

func TestTheIconFollowsWhenTheDesktopTurnsDark(t *testing.T) {
	s := onKDE(t)
	server := serve(t, s, &scheme{preferLight})
	told := watched(t)
	for _, step := range []struct {
		value uint32
		want  string
	}{{preferLight, assets.OnLight}, {preferDark, assets.OnDark}, {preferLight, assets.OnLight}} {
		if err := server.Export(&scheme{step.value}, portalPath, portal); err != nil {
			t.Fatal(err)
		}
		if err := server.Emit(portalPath, portal+".SettingChanged", appearance, "color-scheme", dbus.MakeVariant(step.value)); err != nil {
			t.Fatal(err)
		}
		for got := ""; got != step.want; {
			select {
			case got = <-told:
			case <-time.After(10 * time.Second):
				t.Fatalf("color-scheme %d is never told", step.value)
			}
		}
	}
}

// xfce are settings of a panel with the tray in it and one above without.
func xfce(more map[string]any) properties {
	array := func(values ...any) (all []dbus.Variant) {
		for _, v := range values {
			all = append(all, dbus.MakeVariant(v))
		}
		return all
	}
	p := properties{}
	for name, v := range map[string]any{
		"/panels": array(int32(1), int32(7)), "/panels/panel-1/plugin-ids": array(int32(3)), "/plugins/plugin-3": "clock",
		"/panels/panel-7/plugin-ids": array(int32(4), int32(5)), "/plugins/plugin-4": "pager", "/plugins/plugin-5": "systray",
		"/panels/panel-1/background-style": uint32(1), "/panels/panel-1/background-rgba": array(0.0, 0.0, 0.0, 1.0),
	} {
		p[name] = dbus.MakeVariant(v)
	}
	for name, v := range more {
		if list, is := v.([]float64); is {
			v = array(list[0], list[1], list[2], list[3])
		}
		p[name] = dbus.MakeVariant(v)
	}
	return p
}

func TestXfceTellsTheColourOfThePanelWithTheTray(t *testing.T) {
	const style, paint, dark = "/panels/panel-7/background-style", "/panels/panel-7/background-rgba", "/panels/dark-mode"
	type set = map[string]any
	for _, c := range []struct {
		name, theme string
		set         set
		want        string
	}{
		{"GTK's own theme", "Adwaita", set{}, assets.OnLight},
		{"the same, asked to be dark", "Adwaita", set{dark: true}, assets.OnDark},
		{"asked to be light", "Adwaita", set{dark: false}, assets.OnLight},
		{"a theme that says it is dark", "Arc-Dark", set{}, assets.OnDark},
		{"a theme that may have a dark panel", "Greybird", set{}, assets.OnAny},
		{"a theme that may have no dark variant", "Greybird", set{dark: true}, assets.OnAny},
		{"no theme", "", set{}, assets.OnAny},
		{"the system's style", "Adwaita", set{style: uint32(0), paint: []float64{0, 0, 0, 1}}, assets.OnLight},
		{"a white panel", "Arc-Dark", set{dark: true, style: uint32(1), paint: []float64{1, 1, 1, 1}}, assets.OnLight},
		{"a black panel", "Adwaita", set{style: uint32(1), paint: []float64{0, 0, 0, 1}}, assets.OnDark},
		{"yellow is light", "Adwaita", set{style: uint32(1), paint: []float64{1, 1, 0, 1}}, assets.OnLight},
		{"blue is dark", "Adwaita", set{style: uint32(1), paint: []float64{0, 0, 1, 1}}, assets.OnDark},
		{"a panel like glass", "Adwaita", set{style: uint32(1), paint: []float64{1, 1, 1, 0.2}}, assets.OnAny},
		{"half a colour", "Adwaita", set{style: uint32(1)}, assets.OnAny},
		{"a picture", "Adwaita", set{style: uint32(2)}, assets.OnAny},
		{"no tray", "Adwaita", set{"/plugins/plugin-5": "launcher"}, assets.OnAny},
		{"the older tray", "Adwaita", set{"/plugins/plugin-5": "statusnotifier"}, assets.OnLight},
	} {
		if got := xfce(c.set).colour(c.theme); got != c.want {
			t.Errorf("%s: an icon %s, want %s", c.name, got, c.want)
		}
	}
	if got := (properties{}).colour("Adwaita"); got != assets.OnAny {
		t.Errorf("without settings: an icon %s", got)
	}
}
