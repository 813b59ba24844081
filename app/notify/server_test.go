//go:build linux

package notify_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/godbus/dbus/v5"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
	"keytray/app/notify"
)

func TestLookSaysWhatTheServerCanDo(t *testing.T) {
	for name, c := range map[string]struct {
		can  []string
		want notify.Server
	}{
		"everything": {[]string{"actions", "body"}, notify.Server{Buttons: true, Body: true}},
		"text":       {[]string{"body"}, notify.Server{Body: true}},
		"title":      {[]string{}, notify.Server{}},
	} {
		t.Run(name, func(t *testing.T) {
			f := start(t, fakedesk.Options{Capabilities: c.can})
			got, err := notify.Look(t.Context(), f.session.Bus)
			if err != nil || got.Name == "" || got.Buttons != c.want.Buttons || got.Body != c.want.Body || got.Quiet {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func TestLookSeesSilence(t *testing.T) {
	f := start(t, fakedesk.Options{Capabilities: []string{"actions", "body", "inhibitions"}})
	for _, quiet := range []bool{true, false} {
		f.must(f.desk.DoNotDisturb(quiet))
		if got, err := notify.Look(t.Context(), f.session.Bus); err != nil || got.Quiet != quiet {
			t.Errorf("quiet is %v, %v; want %v", got.Quiet, err, quiet)
		}
	}
	if notes := f.desk.Notes(); len(notes) > 0 {
		t.Errorf("looking showed %d notes", len(notes))
	}
}

func TestLookFindsNobody(t *testing.T) {
	f := start(t, fakedesk.Options{NoNotifications: true})
	for name, connect := range map[string]notify.Connect{
		"no server": f.session.Bus,
		"no bus":    func(context.Context) (*dbus.Conn, error) { return nil, errors.New("no bus") },
	} {
		if _, err := notify.Look(t.Context(), connect); !errors.Is(err, notify.ErrUnavailable) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// namedServer is a notification server with its desktop's own way to be silent.
type namedServer struct {
	name   string
	silent bool
}

func (s namedServer) GetCapabilities() ([]string, *dbus.Error) { return []string{"body"}, nil }

func (s namedServer) GetServerInformation() (name, vendor, version, spec string, e *dbus.Error) {
	return s.name, "", "1", "1.2", nil
}

// Get is dunst's property.
func (s namedServer) Get(iface, property string) (dbus.Variant, *dbus.Error) {
	if iface != "org.dunstproject.cmd0" || property != "paused" {
		return dbus.Variant{}, dbus.MakeFailedError(errors.New("no such property"))
	}
	return dbus.MakeVariant(s.silent), nil
}

// GetProperty is a setting of Xfce.
func (s namedServer) GetProperty(channel, property string) (dbus.Variant, *dbus.Error) {
	if channel != "xfce4-notifyd" || property != "/do-not-disturb" {
		return dbus.Variant{}, dbus.MakeFailedError(errors.New("no such property"))
	}
	return dbus.MakeVariant(s.silent), nil
}

func (s namedServer) serve(f *fixture) {
	f.t.Helper()
	const ifc, path = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
	conn := f.stranger()
	f.must(conn.Export(s, path, ifc))
	f.must(conn.Export(s, path, "org.freedesktop.DBus.Properties"))
	f.must(conn.Export(s, "/org/xfce/Xfconf", "org.xfce.Xfconf"))
	for _, name := range []string{ifc, "org.xfce.Xfconf"} {
		if _, err := conn.RequestName(name, dbus.NameFlagDoNotQueue); err != nil {
			f.t.Fatal(err)
		}
	}
}

func TestLookSeesThatNotesArePutAway(t *testing.T) {
	for _, name := range []string{"dunst", "Xfce Notify Daemon", "another"} {
		for _, silent := range []bool{true, false} {
			s := session.New(t, session.Options{Keyring: session.NoService})
			f := &fixture{t: t, session: s}
			namedServer{name, silent}.serve(f)
			got, err := notify.Look(t.Context(), s.Bus)
			if want := silent && name != "another"; err != nil || got.Silent != want || got.Quiet {
				t.Errorf("%s: %+v, %v; want silence: %v", name, got, err, want)
			}
		}
	}
}

// GNOME keeps it in its settings, which a program of its own reads.
func TestLookAsksGNOMEsSettings(t *testing.T) {
	bin := t.TempDir()
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	s := session.New(t, session.Options{Keyring: session.NoService})
	f := &fixture{t: t, session: s}
	namedServer{name: "gnome-shell"}.serve(f)
	for _, shows := range []string{"true", "false"} {
		script := "#!/bin/sh\n[ \"$*\" = 'get org.gnome.desktop.notifications show-banners' ] && echo " + shows + "\n"
		f.must(os.WriteFile(filepath.Join(bin, "gsettings"), []byte(script), 0o700))
		if got, err := notify.Look(t.Context(), s.Bus); err != nil || got.Silent != (shows == "false") {
			t.Errorf("banners shown %s: %+v, %v", shows, got, err)
		}
	}
}
