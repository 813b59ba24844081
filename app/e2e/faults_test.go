//go:build linux

package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keytray/app/e2e/session"
)

// faults is where an agent and its windows say what went wrong. The test fails if that
// is a fault, or is not the one that the test makes.
func (p *person) faults() *os.File {
	p.t.Helper()
	f, err := os.CreateTemp(filepath.Join(p.session.Dir, "log"), "keytray-*.txt")
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() {
		defer f.Close()
		said, err := os.ReadFile(f.Name())
		if err != nil {
			p.t.Error(err)
		}
		if fault := session.Fault(string(said)); fault != p.makes {
			p.t.Errorf("a program told of the fault %q, want %q:\n%s", fault, p.makes, said)
		}
	})
	return f
}

// said is all that agents and windows have said.
func (p *person) said() string {
	p.t.Helper()
	all, err := filepath.Glob(filepath.Join(p.session.Dir, "log", "keytray-*.txt"))
	if err != nil {
		p.t.Fatal(err)
	}
	var b strings.Builder
	for _, path := range all {
		content, err := os.ReadFile(path)
		if err != nil {
			p.t.Fatal(err)
		}
		b.Write(content)
	}
	return b.String()
}

// A window that the agent started says what is wrong where tests look for it.
func TestAFaultOfAWindowIsSeen(t *testing.T) {
	p := atDesk(t)
	p.program = withFakeWindow(t, p)
	p.makes = "*** Error in Fyne call thread, this should have been called in fyne.Do[AndWait] ***"
	window := filepath.Join(filepath.Dir(p.program), "keytray-window")
	script, err := os.ReadFile(window)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(window, append(script, "echo '"+p.makes+"' >&2\n"...), 0o700); err != nil {
		t.Fatal(err)
	}
	p.startAgent()
	p.do("", "window")
	waitWindow(t, p)
	poll(t, "the fault is not seen", func() bool { return session.Fault(p.said()) != "" })
}
