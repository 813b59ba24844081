//go:build linux

package e2e_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
)

// manager is a real clipboard manager.
type manager struct {
	program string
	// asks are commands that print its history, if its files do not have it yet.
	asks []string
}

var managers = []manager{
	{program: "copyq", asks: []string{"copyq", "separator", "\n", "read", "0", "1", "2", "3", "4", "5"}},
	{program: "parcellite"},
	{program: "xfce4-clipman"},
	{program: "klipper", asks: []string{"dbus-send", "--session", "--print-reply", "--dest=org.kde.klipper", "/klipper", "org.kde.klipper.klipper.getClipboardHistoryMenu"}},
}

// What a clipboard manager cannot get it cannot keep, write down or put back.
func TestClipboardManagersDoNotGetAKey(t *testing.T) {
	for _, m := range managers {
		t.Run(m.program, func(t *testing.T) {
			if _, err := exec.LookPath(m.program); err != nil {
				t.Skipf("%s is not installed", m.program)
			}
			p := newPerson(t, session.Options{Display: true}, fakedesk.Options{})
			running := p.startManager(m)
			p.untilKept(m, "before")
			p.startAgent()
			_, value := p.add("chat-app")
			p.do("", "copy", "chat-app", "--clear-after", "3s")
			p.assertClipboard("after copy", value)
			poll(t, "the end of the copy", func() bool { return p.clipboardOf("after its time") == "" })
			p.untilKept(m, "after") // it has seen all there was to see
			p.assertNotKept(m, value)

			p.do("", "copy", "chat-app")
			p.assertClipboard("after another copy", value)
			p.do("", "clear")
			p.assertNotPasted(value)

			_ = running.Process.Signal(syscall.SIGTERM) // some write their history at the end
			_ = running.Wait()
			p.assertNotKept(m, value)
			for _, n := range p.desk.Notes() {
				if strings.Contains(n.Summary, "kept your key") {
					t.Errorf("told: %s. %s", n.Summary, n.Body)
				}
			}
		})
	}
}

func (p *person) startManager(m manager) *exec.Cmd {
	p.t.Helper()
	for _, dir := range []string{".local/share", ".cache", ".config"} {
		if err := os.MkdirAll(filepath.Join(p.session.Home, dir), 0o700); err != nil {
			p.t.Fatal(err)
		}
	}
	cmd := p.session.Command(context.Background(), m.program)
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { _ = cmd.Process.Kill() })
	return cmd
}

// untilKept copies texts until one of them is in the manager's history: what was
// copied before it started to look is lost to it.
func (p *person) untilKept(m manager, name string) {
	p.t.Helper()
	for end := time.Now().Add(2 * limit); time.Now().Before(end); {
		text := name + " " + newValue()
		if err := p.session.SetClipboard(p.t.Context(), text); err != nil {
			p.t.Fatal(err)
		}
		for look := time.Now().Add(2 * time.Second); time.Now().Before(look); time.Sleep(20 * time.Millisecond) {
			if p.keeps(m, text) {
				return
			}
		}
	}
	p.t.Fatalf("%s keeps nothing, not even what it should", m.program)
}

func (p *person) assertNotKept(m manager, value string) {
	p.t.Helper()
	if p.keeps(m, value) {
		p.t.Errorf("%s has kept the key", m.program)
	}
}

// keeps tells whether a text is in the history or in any file of the manager.
func (p *person) keeps(m manager, text string) (found bool) {
	if len(m.asks) > 0 {
		out, _ := p.session.Command(p.ctx(), m.asks[0], m.asks[1:]...).Output()
		found = bytes.Contains(out, []byte(text))
	}
	_ = filepath.WalkDir(p.session.Home, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			content, _ := os.ReadFile(path) // it may be gone again
			found = found || bytes.Contains(content, []byte(text))
		}
		return nil
	})
	return found
}

// assertNotPasted looks for longer than a manager takes to put something back.
func (p *person) assertNotPasted(value string) {
	p.t.Helper()
	for end := time.Now().Add(1500 * time.Millisecond); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if got, err := p.session.Clipboard(p.t.Context()); err == nil && got == value {
			p.t.Fatal("the key is back on the clipboard")
		}
	}
}
