package desktop_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"keytray/app/desktop"
)

func TestALaunchAgentNamesItsProgramWhereverThatIs(t *testing.T) {
	for _, program := range []string{"/Applications/Keytray.app/Contents/MacOS/keytray", "/opt/my <apps> & \"more\"/größer"} {
		t.Setenv("HOME", t.TempDir())
		a := desktop.NewAutostart(program)
		if err := a.On(); err != nil {
			t.Fatal(err)
		}
		if e, err := a.Look(); err != nil || e != (desktop.AutostartEntry{Program: program}) {
			t.Errorf("the entry is %+v, %v", e, err)
		}
		if out, err := exec.CommandContext(t.Context(), "plutil", "-lint", a.Place).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
		if err := a.Off(); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(filepath.Join(os.Getenv("HOME"), "Library", "LaunchAgents", "io.github.keytray.plist")); err == nil {
			t.Error("the launch agent is still there")
		}
	}
}
