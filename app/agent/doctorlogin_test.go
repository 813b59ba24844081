//go:build linux

package agent

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"keytray/app/api"
	"keytray/app/desktop"
)

func (p *patient) assertStarts(want bool) {
	p.t.Helper()
	if e, err := p.p.Autostart.Look(); err != nil || p.p.Autostart.Starts(e) != want {
		p.t.Errorf("the desktop's entry is %+v, %v; it starts Keytray: want %v", e, err, want)
	}
}

func (p *patient) writes(path, content string) {
	p.t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		p.t.Fatal(err)
	}
}

func TestTheSettingStartsKeytrayAtLogin(t *testing.T) {
	p := newPatient(t, nil)
	p.says(api.DoctorLogin, api.FindingOK, "Keytray does not start when you log in.", fixLogin)
	p.config(startAtLogin, "true")
	p.assertStarts(true)
	p.says(api.DoctorLogin, api.FindingOK, "Keytray starts when you log in.", fixNoLogin)
	if _, err := p.SetSetting(t.Context(), startAtLogin, "perhaps"); api.KindOf(err) != api.Usage {
		t.Errorf("got %v", err)
	}
	p.assertStarts(true)
	p.config(startAtLogin, "false")
	p.assertStarts(false)
}

// The setting and the desktop may have gone apart: each case is mended with one press.
func TestTheDoctorMendsTheStartAtLogin(t *testing.T) {
	entry := func(exec, more string) string { return "[Desktop Entry]\nType=Application\nExec=" + exec + "\n" + more }
	for name, c := range map[string]struct {
		setting   string
		entry     func(p *patient) string
		says, fix string
		starts    bool // then
	}{
		"no entry":             {"true", nil, "It is switched on, but your desktop does not know of it.", fixLogin, true},
		"switched off outside": {"true", func(p *patient) string { return entry(p.dir+"/keytray", "Hidden=true\n") }, "It is switched off in the settings of your desktop.", fixLogin, true},
		"another program": {"true", func(p *patient) string {
			other := filepath.Join(p.dir, "other", "keytray")
			p.writes(other, "")
			return entry(other, "")
		}, "Another Keytray than this one starts when you log in.", fixLogin, true},
		"a program that is gone": {
			"true", func(p *patient) string { return entry(p.dir+"/gone", "") },
			"The Keytray that starts when you log in is gone.", fixLogin, true,
		},
		"an entry all the same": {
			"false", func(p *patient) string { return entry(p.dir+"/keytray", "") },
			"It is switched off, but your desktop starts Keytray all the same.", fixNoLogin, false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPatient(t, nil)
			p.config(startAtLogin, c.setting)
			if err := os.Remove(p.p.Autostart.Place); err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
			if c.entry != nil {
				p.writes(p.p.Autostart.Place, c.entry(p))
			}
			p.says(api.DoctorLogin, api.FindingWarning, c.says, c.fix)
			want := map[bool]string{true: "Keytray starts when you log in.", false: "Keytray does not start when you log in."}[c.starts]
			p.mends(c.fix, api.DoctorLogin, want)
			p.assertStarts(c.starts)
			if f := p.finds(api.DoctorLogin); f.Result != api.FindingOK {
				t.Errorf("then it says %+v", f)
			}
		})
	}
}

// What a person wrote by hand cannot be read, and is not to be mended.
func TestTheDoctorLeavesACommandOfThePersonsOwnAlone(t *testing.T) {
	for _, setting := range []string{"true", "false"} {
		p := newPatient(t, nil)
		p.config(startAtLogin, setting)
		p.writes(p.p.Autostart.Place, "[Desktop Entry]\nType=Application\nExec=sh -c \"sleep 5; keytray\"\n")
		p.says(api.DoctorLogin, api.FindingOK, "At login your desktop runs a command of your own, which stays as it is.", "")
	}
}

// The desktop finds a mere name in PATH, and so does the doctor.
func TestTheDoctorFindsTheProgramByItsName(t *testing.T) {
	p := newPatient(t, nil)
	t.Setenv("PATH", p.dir)
	p.config(startAtLogin, "true")
	p.writes(p.p.Autostart.Program, "#!/bin/sh\n")
	if err := os.Chmod(p.p.Autostart.Program, 0o700); err != nil {
		t.Fatal(err)
	}
	p.writes(p.p.Autostart.Place, "[Desktop Entry]\nType=Application\nExec=keytray\n")
	p.says(api.DoctorLogin, api.FindingOK, "Keytray starts when you log in.", fixNoLogin)
	p.writes(p.p.Autostart.Place, "[Desktop Entry]\nType=Application\nExec=keytray-beta\n")
	p.says(api.DoctorLogin, api.FindingWarning, "The Keytray that starts when you log in is gone.", fixLogin)
}

func TestWhereNothingIsStartedAtLoginTheSettingStaysOff(t *testing.T) {
	p := newPatient(t, func(p *Params) { p.Autostart = desktop.Autostart{} })
	if _, err := p.SetSetting(t.Context(), startAtLogin, "true"); api.KindOf(err) != api.Failed {
		t.Errorf("got %v", err)
	}
	if p.choices().AtLogin {
		t.Error("the setting says that it starts")
	}
	p.config(startAtLogin, "false")
}

// A person who edits the file sees at once what comes of it.
func TestAnEditedSettingsFileIsFollowed(t *testing.T) {
	p := newPatient(t, nil)
	p.config("tray.keys", "5")
	if err := p.follow(t.Context()); err != nil {
		t.Fatal(err)
	}
	state := func(ok func(api.State) bool) {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		st, err := p.State(ctx)
		for err == nil && !ok(st) {
			st, err = p.Wait(ctx, st.Revision)
		}
		if err != nil {
			t.Fatalf("%v; the state is %+v", err, st)
		}
	}
	p.writes(p.settings.Path, `{"tray.keys": 7, "start.at_login": true}`)
	state(func(st api.State) bool { return st.TrayKeys == 7 })
	p.waitStarts(true)
	p.writes(p.settings.Path, `{"tray.keys": `) // half of it, as an editor may leave it
	state(func(st api.State) bool { return st.Notice != "" })
	p.assertStarts(true)
	if err := os.Remove(p.settings.Path); err != nil {
		t.Fatal(err)
	}
	state(func(st api.State) bool { return st.Notice == "" && st.TrayKeys == 8 })
	p.waitStarts(false)
	p.writes(p.own.path, `[{"name": "Acme"}]`)
	state(func(st api.State) bool { return len(st.Providers) == 1 })
}

// An editor may take the file away before it puts the next in its place.
func TestSettingsThatAreGoneForAnInstantTakeNothingFromTheDesktop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPatient(t, nil)
		p.config(startAtLogin, "true")
		own := "[Desktop Entry]\nType=Application\nExec=" + p.p.Autostart.Program + " --later\n"
		p.writes(p.p.Autostart.Place, own)
		changed := make(chan struct{}, 1)
		go p.followSettings(t.Context(), true, changed)
		gone := func(d time.Duration) {
			t.Helper()
			if err := os.Remove(p.settings.Path); err != nil {
				t.Fatal(err)
			}
			changed <- struct{}{}
			time.Sleep(d)
			synctest.Wait()
		}
		gone(goneFor / 2)
		p.writes(p.settings.Path, `{"start.at_login": true}`)
		changed <- struct{}{}
		time.Sleep(2 * goneFor)
		synctest.Wait()
		if got, err := os.ReadFile(p.p.Autostart.Place); string(got) != own {
			t.Errorf("the entry is now %q, %v", got, err)
		}
		gone(2 * goneFor) // for good
		p.assertStarts(false)
	})
}

func (p *patient) waitStarts(want bool) {
	p.t.Helper()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if e, err := p.p.Autostart.Look(); err == nil && p.p.Autostart.Starts(e) == want {
			return
		}
		if time.Now().After(end) {
			p.t.Fatalf("the desktop does not follow: want %v", want)
		}
	}
}

// What the person changed outside stays, whatever else they change here.
func TestOtherSettingsLeaveTheDesktopsEntryAlone(t *testing.T) {
	p := newPatient(t, nil)
	p.config(startAtLogin, "true")
	if err := os.Remove(p.p.Autostart.Place); err != nil {
		t.Fatal(err)
	}
	if before := p.followLogin(true); !before {
		t.Error("the setting is read as off")
	}
	p.config("tray.keys", "5")
	p.assertStarts(false)
}
