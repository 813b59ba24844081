//go:build linux

package desktop_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keytray/app/desktop"
)

// atLogin is the autostart entry of a program in a home of its own.
func atLogin(t *testing.T, program string) desktop.Autostart {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(t.TempDir(), "config"))
	return desktop.NewAutostart(program)
}

func assertEntry(t *testing.T, a desktop.Autostart, want desktop.AutostartEntry) {
	t.Helper()
	if got, err := a.Look(); err != nil || got != want {
		t.Errorf("the entry is %+v, %v; want %+v", got, err, want)
	}
}

// write makes an entry that somebody else wrote.
func write(t *testing.T, a desktop.Autostart, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(a.Place), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(a.Place, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// oddPaths are places where programs may well be.
var oddPaths = map[string]string{
	"usual": "usr/bin/keytray", "spaces": "my apps/key tray", "umlauts": "Größe/keytray", "a quote": `a"b/keytray`, "an apostrophe": "it's/keytray",
	"a dollar": "a$HOME/keytray", "a backquote": "a`id`b/keytray", "a backslash": `a\b\\c/keytray`, "per cent": "100%f %%/keytray",
	"a tab": "a\tb/keytray", "a semicolon": "a;b&c|d/keytray", "a space first": " a/keytray", "an equals sign": "a=b/keytray",
}

func TestAnAutostartEntryNamesItsProgramWhereverThatIs(t *testing.T) {
	for name, path := range oddPaths {
		t.Run(name, func(t *testing.T) {
			a := atLogin(t, "/opt/"+path)
			assertEntry(t, a, desktop.AutostartEntry{})
			must(t, a.On())
			assertEntry(t, a, desktop.AutostartEntry{Program: "/opt/" + path})
			validate(t, a.Place)
			must(t, a.Off())
			assertEntry(t, a, desktop.AutostartEntry{})
			must(t, a.Off()) // and once more
		})
	}
}

// validate has the specification's own tool look, where it is installed.
func validate(t *testing.T, path string) {
	t.Helper()
	tool, err := exec.LookPath("desktop-file-validate")
	if err != nil {
		return
	}
	if out, err := exec.CommandContext(t.Context(), tool, path).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%v: %s", err, out)
	}
}

// The desktop's own reader starts it, not only ours.
func TestADesktopStartsTheProgramOfTheEntry(t *testing.T) {
	launcher, err := exec.LookPath("gio")
	if err != nil {
		t.Skip("gio is not installed")
	}
	for name, path := range oddPaths {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			program, mark := filepath.Join(dir, path), filepath.Join(dir, "started")
			must(t, os.MkdirAll(filepath.Dir(program), 0o700))
			must(t, os.WriteFile(program, []byte("#!/bin/sh\necho \"$@\" >\"$MARK.new\" && mv \"$MARK.new\" \"$MARK\"\n"), 0o700))
			a := atLogin(t, program)
			must(t, a.On())
			cmd := exec.CommandContext(t.Context(), launcher, "launch", a.Place)
			cmd.Env = append(os.Environ(), "MARK="+mark)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			for end := time.Now().Add(10 * time.Second); ; time.Sleep(5 * time.Millisecond) {
				if got, err := os.ReadFile(mark); err == nil {
					if string(got) != desktop.AtLogin+"\n" {
						t.Errorf("it was started with %q", got)
					}
					break
				}
				if time.Now().After(end) {
					t.Fatal("it was not started")
				}
			}
		})
	}
}

func TestAnEntryThatIsSwitchedOffStaysSo(t *testing.T) {
	for name, line := range map[string]string{"hidden": "Hidden=true", "by GNOME": "X-GNOME-Autostart-enabled=false"} {
		t.Run(name, func(t *testing.T) {
			a := atLogin(t, "/opt/keytray")
			content := "[Desktop Entry]\nType=Application\nName=Keytray\nExec=/opt/keytray\n" + line + "\n"
			write(t, a, content)
			assertEntry(t, a, desktop.AutostartEntry{Program: "/opt/keytray", Off: true})
			must(t, a.Off())
			if got, _ := os.ReadFile(a.Place); string(got) != content {
				t.Errorf("it is now %q", got)
			}
			must(t, a.On()) // the person says so now
			assertEntry(t, a, desktop.AutostartEntry{Program: "/opt/keytray"})
		})
	}
}

func TestWhatThePersonAddedToTheEntryStays(t *testing.T) {
	a := atLogin(t, "/opt/keytray")
	content := "# mine\n[Desktop Entry]\nType = Application\nExec = /opt/keytray --later\nX-GNOME-Autostart-Delay=30\n[Desktop Action quit]\nExec=/opt/other\nHidden=true\n"
	write(t, a, content)
	assertEntry(t, a, desktop.AutostartEntry{Program: "/opt/keytray"})
	must(t, a.On())
	if got, _ := os.ReadFile(a.Place); string(got) != content {
		t.Errorf("it is now %q", got)
	}
}

func TestAnEntryOfAnotherProgramIsReplacedWhole(t *testing.T) {
	a := atLogin(t, "/opt/new/keytray")
	write(t, a, "[Desktop Entry]\nExec=/opt/old/keytray\n")
	if e, _ := a.Look(); a.Starts(e) {
		t.Errorf("%+v is taken for this program", e)
	}
	must(t, a.On())
	assertEntry(t, a, desktop.AutostartEntry{Program: "/opt/new/keytray"})
	files, err := os.ReadDir(filepath.Dir(a.Place))
	if err != nil || len(files) != 1 || files[0].Name() != "io.github.keytray.desktop" {
		t.Errorf("in the folder are %v, %v", files, err)
	}
}

// installed puts a program where the desktop finds it by its name, and by a link.
func installed(t *testing.T, name string) (program string) {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	program = filepath.Join(dir, name)
	must(t, os.WriteFile(program, []byte("#!/bin/sh\n"), 0o700))
	must(t, os.Symlink(program, filepath.Join(dir, "link-to-"+name)))
	return program
}

func TestAnEntryMayNameTheProgramOtherwise(t *testing.T) {
	program := installed(t, "keytray")
	for _, line := range []string{"keytray", "keytray --later", "link-to-keytray", filepath.Join(filepath.Dir(program), "link-to-keytray")} {
		a := atLogin(t, program)
		content := "[Desktop Entry]\nExec=" + line + "\n"
		write(t, a, content)
		if e, err := a.Look(); err != nil || !a.Starts(e) {
			t.Errorf("%s: %+v, %v", line, e, err)
		}
		must(t, a.On())
		if got, _ := os.ReadFile(a.Place); string(got) != content {
			t.Errorf("%s: it is now %q", line, got)
		}
	}
	if a := atLogin(t, program); a.Starts(desktop.AutostartEntry{Program: "keytray-beta"}) {
		t.Error("what is not there is taken for this program")
	}
}

func TestACommandOfThePersonsOwnStays(t *testing.T) {
	program := installed(t, "keytray")
	for line, own := range map[string]bool{
		`sh -c "sleep 5; exec keytray"`: true, "/bin/sh -c keytray": true, "env LANG=/x/y keytray": true, "my-start-up": true,
		"/gone/my-start-up": false, "/opt/old/keytray": false, "keytray-beta": false, "": false,
	} {
		a := atLogin(t, program)
		content := "[Desktop Entry]\nExec=" + line + "\n"
		write(t, a, content)
		if e, err := a.Look(); err != nil || e.Own() != own {
			t.Errorf("%s: %+v, %v", line, e, err)
		}
		must(t, a.On())
		if got, _ := os.ReadFile(a.Place); (string(got) == content) != own {
			t.Errorf("%s: it is now %q", line, got)
		}
	}
}

func TestNonsenseInAnEntryIsNoProgram(t *testing.T) {
	a := atLogin(t, "/opt/keytray")
	for _, content := range []string{"", "\x00\xff", "Exec=/opt/keytray", "[Desktop Entry]\nExec=\n", "[Desktop Entry]\nExec=\"\\", strings.Repeat("[", 1<<16)} {
		write(t, a, content)
		if e, err := a.Look(); err != nil || e.Off || e.Program == a.Program {
			t.Errorf("%.20q: %+v, %v", content, e, err)
		}
	}
}

func TestWithoutAHomeNothingIsStarted(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", "not/absolute")
	t.Setenv("HOME", "")
	a := desktop.NewAutostart("/opt/keytray")
	if err := a.On(); !errors.Is(err, desktop.ErrNoAutostart) {
		t.Errorf("got %v", err)
	}
	t.Setenv("HOME", "/home/someone")
	if a := desktop.NewAutostart("/opt/keytray"); a.Place != "/home/someone/.config/autostart/io.github.keytray.desktop" {
		t.Errorf("the entry is %s", a.Place)
	}
}
