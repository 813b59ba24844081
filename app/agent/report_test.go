//go:build linux

package agent

import (
	"os"
	"os/user"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"keytray/app/api"
	"keytray/app/desktop"
	"keytray/app/e2e/fakedesk"
	"keytray/app/files"
	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
)

// mark is in everything that is the person's own.
const mark = "Marked"

// marked fills every text of a struct with the mark, those that a later version
// adds too.
func marked(v any) {
	fields := reflect.ValueOf(v).Elem()
	for i := range fields.NumField() {
		switch f := fields.Field(i); {
		case f.Kind() == reflect.String:
			f.SetString(mark)
		case f.Type() == reflect.TypeFor[[]string]():
			f.Set(reflect.ValueOf([]string{mark}))
		}
	}
}

// markedPatient is somebody whose name is on everything. Its value comes back too.
func markedPatient(t *testing.T) (*patient, secret.Value) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), mark)
	t.Setenv("HOME", dir)
	p := newPatient(t, func(p *Params) {
		p.Paths = files.Paths{Data: filepath.Join(dir, "data"), Config: filepath.Join(dir, "config"), State: filepath.Join(dir, "state"), Runtime: filepath.Join(dir, "run")}
		p.Autostart = desktop.Autostart{Program: filepath.Join(dir, "keytray"), Place: filepath.Join(dir, "autostart", mark)}
		p.Window = []string{filepath.Join(dir, "keytray-window"), "window"}
	})
	p.store.Play(keychain.Status{Name: mark, State: keychain.OK})
	if _, err := p.AddProvider(t.Context(), api.Provider{ID: "marked", Name: mark}); err != nil {
		t.Fatal(err)
	}
	value := keychaintest.Random()
	r := api.AddRequest{Name: mark, Secret: secret.New(value.Reveal())}
	marked(&r.Details)
	r.Provider, r.Env = "marked", "MARKED"
	k, err := p.Add(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	if k.Account != mark || k.Notes != mark || len(k.Places) != 1 {
		t.Fatalf("not all of it is marked: %+v", k)
	}
	if _, err := p.Expose(t.Context(), api.ExposeRequest{Name: mark, Note: mark}); err != nil {
		t.Fatal(err)
	}
	p.config("rotation.provider.marked", "2-4")
	p.config(startAtLogin, "true")
	return p, value
}

// assertUnmarked asserts that nothing of the person's own is in the report.
func (p *patient) assertUnmarked(value secret.Value) string {
	p.t.Helper()
	report, err := p.Report(p.t.Context())
	if err != nil {
		p.t.Fatal(err)
	}
	own := []string{"marked", p.dir, string(value.Reveal())}
	if host, err := os.Hostname(); err == nil && len(host) > 3 {
		own = append(own, host)
	}
	if u, err := user.Current(); err == nil && len(u.Username) > 4 {
		own = append(own, u.Username)
	}
	for i, s := range own {
		if strings.Contains(strings.ToLower(report), strings.ToLower(s)) {
			p.t.Errorf("what is the person's own (%d) is in the report:\n%s", i, strings.ReplaceAll(report, string(value.Reveal()), "(the value)"))
		}
	}
	return report
}

func TestNothingOfThePersonsOwnIsInTheReport(t *testing.T) {
	for name, worsen := range map[string]func(p *patient){
		"healthy":           func(*patient) {},
		"a locked keychain": func(p *patient) { p.store.Play(keychain.Status{Name: mark, State: keychain.Locked}) },
		"a lost value": func(p *patient) {
			for _, account := range p.store.Accounts() {
				_ = p.store.Delete(p.t.Context(), account)
			}
		},
		"unreadable settings":  func(p *patient) { p.writes(p.settings.Path, `{"Marked": `) },
		"unreadable providers": func(p *patient) { p.writes(p.own.path, `[{"id": "marked", "pattern": "("}]`) },
		"an unreadable list": func(p *patient) {
			p.writes(filepath.Join(p.p.Paths.Data, "index.json"), mark)
			p.writes(filepath.Join(p.p.Paths.Data, "index.last.json"), mark)
		},
		"a window that breaks": func(p *patient) {
			p.writes(p.p.Window[0], "#!/bin/sh\necho 'Marked: error while loading shared libraries: libGL.so.1: Marked' >&2; exit 127\n")
			_ = os.Chmod(p.p.Window[0], 0o700)
		},
		"another entry at login": func(p *patient) { p.writes(p.p.Autostart.Place, "[Desktop Entry]\nExec=/home/Marked/keytray\n") },
		"a desktop":              func(p *patient) { p.onDesktop(fakedesk.Options{}) },
	} {
		t.Run(name, func(t *testing.T) {
			p, value := markedPatient(t)
			p.assertUnmarked(value)
			worsen(p)
			p.t = t
			p.assertUnmarked(value)
		})
	}
}

func TestTheReportTellsWhatABugReportNeeds(t *testing.T) {
	p, value := markedPatient(t)
	t.Setenv("XDG_CURRENT_DESKTOP", "XFCE")
	p.onDesktop(fakedesk.Options{})
	p.store.Play(keychain.Status{Name: "GNOME Keyring", State: keychain.Locked})
	p.config("tray.keys", "5")
	report := p.assertUnmarked(value)
	for _, want := range []string{
		"keytray        1.2.3, go1.", "desktop        XFCE, X11\n", "keychain       GNOME Keyring, locked\n", "file           none\n",
		"keys           all=1, bin=0, versions=1, rotating=0, unfinished=0\n", "providers      own=1\n",
		"settings       providers=1, tray.keys=5, start.at_login=true\n", "tray           yes\n", "login          entry\n",
		"window         broken\n", "warning        keychain\n",
	} {
		if !strings.Contains(report, want) {
			t.Errorf("%q is not in the report:\n%s", want, report)
		}
	}
}

func TestAStrangersNameCannotBreakTheReport(t *testing.T) {
	for given, want := range map[string]string{
		"dunst": "dunst", "GNOME Shell 43.9": "GNOME Shell 43.9", "a\nb\x1b[31m/home/x": "ab31mhomex", "größer": "grer",
		strings.Repeat("x", 200): strings.Repeat("x", mostWord), "": "",
	} {
		if got := plainWord(given); got != want {
			t.Errorf("%q becomes %q, want %q", given, got, want)
		}
	}
}
