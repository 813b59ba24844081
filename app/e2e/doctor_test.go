//go:build linux

package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keytray/app/desktop"
)

// A real notification server says by its own means that the person wants silence.
func TestTheDoctorSeesARealDesktop(t *testing.T) {
	d := atRealDesk(t)
	d.add("chat-app")
	if out := d.do("", "doctor"); !strings.Contains(out, "Xfce Notify Daemon shows them.") || !strings.Contains(out, "The desktop has a tray.") {
		t.Errorf("the doctor says %s", out)
	}
	if out, err := d.session.Command(d.ctx(), "xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb", "-n", "-t", "bool", "-s", "true").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if out := d.do("", "doctor"); !strings.Contains(out, "Your desktop keeps them back, as you asked it to.") {
		t.Errorf("in silence the doctor says %s", out)
	}
}

// What the desktop starts at log-in is the program that the person runs.
func TestStartAtLoginNamesTheRunningProgram(t *testing.T) {
	p := atDesk(t)
	p.startAgent()
	entry := filepath.Join(p.session.Home, ".config", "autostart", "io.github.keytray.desktop")
	p.do("", "config", "start.at_login", "true")
	if content, err := os.ReadFile(entry); err != nil || !strings.Contains(string(content), "\nExec=\""+p.program+"\" "+desktop.AtLogin+"\n") {
		t.Errorf("the entry is %s, %v", content, err)
	}
	settings := filepath.Join(p.session.Home, ".config", "keytray", "settings.json")
	if err := os.WriteFile(settings, []byte(`{"start.at_login": false}`), 0o600); err != nil { // by hand
		t.Fatal(err)
	}
	poll(t, "the entry stays", func() bool {
		_, err := os.Stat(entry)
		return os.IsNotExist(err)
	})
}
