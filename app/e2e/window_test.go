//go:build linux

package e2e_test

import (
	"strings"
	"syscall"
	"testing"
)

// The real window, by keyboard: open, type a few letters, Enter copies.
func TestFindAndCopyInTheWindow(t *testing.T) {
	p := atDesk(t)
	p.add("Obsidian notes")
	_, value := p.add("chat-app")
	binary(t, "keytray-window") // the agent finds it beside itself
	p.startAgent()
	p.do("", "window")
	window := p.waitXWindow("^Keytray$")
	p.xdotool("windowfocus", "--sync", window)
	poll(t, "Enter in the window does not copy", func() bool {
		// Until its first frame is drawn the window hears no keys.
		p.xdotool("key", "--clearmodifiers", "c", "h", "a", "t", "Return")
		content, err := p.session.Clipboard(p.ctx())
		if err != nil || content != value {
			p.xdotool("key", "ctrl+f", "ctrl+a", "BackSpace")
		}
		return err == nil && content == value
	})
	// A second request goes to the same window.
	p.do("", "window", "rotate", "chat-app")
	if again := p.waitXWindow("^Keytray$"); again != window {
		t.Errorf("the windows %q are open, want %s alone", again, window)
	}
	p.do("", "quit")
	p.assertClipboard("after quitting", "")
}

// An agent that is stopped, by a debugger for instance, cannot say that a window is
// open: the person gets one all the same.
func TestAWindowIsNotHeldUpByAnAgentThatIsStopped(t *testing.T) {
	p := atDesk(t)
	window := binary(t, "keytray-window")
	a := p.startAgent()
	p.do("", "window")
	first := p.waitXWindow("^Keytray$")
	a.signal(syscall.SIGSTOP)
	defer a.signal(syscall.SIGCONT)
	second := p.session.Command(t.Context(), window, "window")
	if err := second.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = second.Process.Kill(); _ = second.Wait() })
	poll(t, "no second window opens", func() bool { return p.waitXWindow("^Keytray$") != first })
}

func (p *person) waitXWindow(name string) (id string) {
	p.t.Helper()
	poll(p.t, "no window is named "+name, func() bool {
		out, err := p.session.Command(p.ctx(), "xdotool", "search", "--onlyvisible", "--name", name).Output()
		id = strings.TrimSpace(string(out))
		return err == nil && id != ""
	})
	return id
}

func (p *person) xdotool(args ...string) string {
	p.t.Helper()
	out, err := p.session.Command(p.ctx(), "xdotool", args...).CombinedOutput()
	if err != nil {
		p.t.Fatalf("xdotool %v: %v: %s", args, err, out)
	}
	return string(out)
}
