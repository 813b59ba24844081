//go:build linux

package e2e_test

import (
	"bufio"
	"io"
	"strings"
	"testing"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
)

// terminal is a command on a terminal, by script(1).
type terminal struct {
	t    *testing.T
	keys io.Writer
	out  *bufio.Reader
	end  func() int
}

func (p *person) terminal(command string) *terminal {
	p.t.Helper()
	cmd := p.session.Command(p.ctx(), "script", "-qec", p.program+" "+command, "/dev/null")
	keys, err := cmd.StdinPipe()
	if err != nil {
		p.t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		p.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	return &terminal{p.t, keys, bufio.NewReader(out), func() int {
		_ = cmd.Wait() // its status is what counts
		return cmd.ProcessState.ExitCode()
	}}
}

// until reads to a colon, where the prompt ends.
func (term *terminal) until(delim byte) string {
	s, err := term.out.ReadString(delim)
	if err != nil {
		term.t.Fatalf("%v after %q", err, s)
	}
	return s
}

func (term *terminal) rest() string {
	s, _ := io.ReadAll(term.out)
	return string(s)
}

func (term *terminal) press(keys string) {
	if _, err := io.WriteString(term.keys, keys); err != nil {
		term.t.Fatal(err)
	}
}

func TestAValueTypedAtTheTerminalIsNotSeen(t *testing.T) {
	p := newPerson(t, session.Options{}, fakedesk.Options{})
	value := newValue()
	term := p.terminal("add chat-app")
	prompt := term.until(':')
	term.press(value + "\r")
	shown := prompt + term.rest()
	if status := term.end(); status != 0 || strings.Contains(shown, value) {
		t.Errorf("status %d, the value is seen: %v", status, strings.Contains(shown, value))
	}
	if p.do("", "get", "chat-app") != value {
		t.Error("another value came back")
	}
	term = p.terminal("get chat-app")
	shown = term.rest()
	if status := term.end(); status != 2 || strings.Contains(shown, value) {
		t.Errorf("get: status %d, the value is seen: %v", status, strings.Contains(shown, value))
	}
	term = p.terminal("get chat-app --show")
	shown = term.rest()
	if status := term.end(); status != 0 || !strings.Contains(shown, value) {
		t.Errorf("get --show: status %d", status)
	}
}

func TestCtrlCAtThePromptStoresNothing(t *testing.T) {
	p := newPerson(t, session.Options{}, fakedesk.Options{})
	term := p.terminal("add chat-app")
	term.until(':')
	term.press("half a val\x03")
	shown := term.rest()
	if status := term.end(); status == 0 || !strings.Contains(shown, "Nothing was stored") {
		t.Errorf("status %d, %q", status, shown)
	}
	if out := p.do("", "list"); !strings.Contains(out, "No keys here") {
		t.Errorf("list: %q", out)
	}
}
