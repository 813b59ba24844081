//go:build linux

package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keytray/app/files"
)

// Whoever loses the agent starts another one: here the window by itself, the picker as
// the person asks it to, and two commands. It is one, which all of them find.
func TestWindowsAndCommandsWithoutAnAgentStartOne(t *testing.T) {
	p := atDesk(t)
	_, value := p.add("chat-app")
	p.hasOwnPrograms()
	a := p.startAgent()
	p.do("", "window")
	main := p.waitXWindow("^Keytray$")
	p.picks(a, p.pick)
	screen := p.screen()
	screen.settle("start-one-1-open")

	// Nobody can start an agent, so all of them are at it at the same instant.
	lock := files.Paths{Runtime: filepath.Join(p.session.Runtime, "keytray")}.StartLock()
	starting, err := files.TryAcquire(lock)
	if starting == nil || err != nil {
		t.Fatal("somebody starts an agent: ", err)
	}
	a.kill()
	screen.waitChange("start-one-2-lost", caret)
	p.xdotool("key", "--clearmodifiers", "Return") // in the picker: start it again
	screen.waitChange("start-one-3-asked", caret)
	copied := make(chan string, 2)
	for range cap(copied) {
		go func() {
			said, err := p.command("copy", "chat-app")
			if err == nil {
				said = ""
			}
			copied <- said
		}()
	}
	poll(t, "the commands do not wait", func() bool { return len(p.runs("copy", "chat-app")) == cap(copied) })
	if early := p.agents(); len(early) > 0 {
		t.Errorf("agents %v were started beside the others' turn", early)
	}
	counted := p.counts()
	starting.Release()
	for range cap(copied) {
		if said := <-copied; said != "" {
			t.Errorf("copy: %s", said)
		}
	}
	p.assertClipboard("after copy", value)
	p.do("", "clear")
	poll(t, "the picker does not copy by the new agent", func() bool {
		p.xdotool("key", "--clearmodifiers", "ctrl+a", "c", "h", "a", "t", "Return") // its Enter starts it again until it has noticed
		got, err := p.session.Clipboard(t.Context())
		return err == nil && got == value
	})
	p.assertOneWindow(main)
	if most := counted(); most != 1 {
		t.Errorf("there were %d agents, want 1", most)
	}
	p.do("", "quit")
}

// runs are the processes of the person's program with these arguments.
func (p *person) runs(args ...string) (pids []string) {
	want := strings.Join(append([]string{p.program}, args...), "\x00") + "\x00"
	folders, _ := filepath.Glob("/proc/[0-9]*")
	for _, dir := range folders {
		if line, err := os.ReadFile(filepath.Join(dir, "cmdline")); err == nil && string(line) == want {
			pids = append(pids, filepath.Base(dir))
		}
	}
	return pids
}

// hasOwnPrograms has the person use programs that nobody else runs, so that theirs can be
// counted.
func (p *person) hasOwnPrograms() {
	p.t.Helper()
	dir, err := os.MkdirTemp(filepath.Dir(p.program), "test-")
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { _ = os.RemoveAll(dir) })
	for _, name := range []string{"keytray", "keytray-window"} {
		if err := os.Link(binary(p.t, name), filepath.Join(dir, name)); err != nil {
			p.t.Fatal(err)
		}
	}
	p.program = filepath.Join(dir, "keytray")
}
