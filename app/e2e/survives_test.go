//go:build linux

package e2e_test

import (
	"strings"
	"syscall"
	"testing"
)

// openWindow opens the window, with its first page drawn.
func (p *person) openWindow(screen *screen, picture string, view ...string) (id string) {
	p.t.Helper()
	p.do("", append([]string{"window"}, view...)...)
	id = p.waitXWindow("^Keytray$")
	p.xdotool("windowfocus", "--sync", id)
	screen.waitNew(picture)
	return id
}

// A command changes what an open window looks like, at once.
func TestACommandChangesTheOpenWindow(t *testing.T) {
	p := atDesk(t)
	p.add("chat-app")
	binary(t, "keytray-window")
	p.do("", "config", "appearance.theme", "light")
	p.startAgent()
	screen := p.screen()
	p.openWindow(screen, "look-1-light")
	for _, change := range [][2]string{
		{"appearance.theme", "dark"}, {"appearance.text_size", "200"}, {"appearance.text_size", "100"}, {"appearance.theme", "light"}, {"appearance.text_size", "150"},
	} {
		p.do("", "config", change[0], change[1])
		screen.waitOther("look-2-" + change[0] + "-" + change[1])
	}
	p.do("", "quit")
}

// The window takes every size that it is given, and every scale of the screen.
func TestTheWindowSurvivesSizesAndScales(t *testing.T) {
	for _, scale := range []string{"1", "1.25", "1.5", "2"} {
		t.Run(scale, func(t *testing.T) {
			p := atDesk(t)
			p.add("chat-app")
			binary(t, "keytray-window")
			p.env = append(p.env, "FYNE_SCALE="+scale)
			p.startAgent()
			screen := p.screen()
			window := p.openWindow(screen, "scale-"+scale)
			for _, size := range [][2]string{{"400", "480"}, {"1280", "800"}, {"760", "480"}} {
				p.xdotool("windowsize", window, size[0], size[1])
				screen.settle("scale-" + scale + "-" + size[0])
			}
			p.xdotool("key", "--clearmodifiers", "F1")
			screen.waitNew("scale-" + scale + "-help")
			p.do("", "quit")
		})
	}
}

// When the display goes, the window ends: no trace of a crash, no process left.
func TestTheWindowEndsWithItsDisplay(t *testing.T) {
	p := atDesk(t)
	p.add("chat-app")
	binary(t, "keytray-window")
	p.startAgent()
	screen := p.screen()
	window := p.openWindow(screen, "display-1-open")
	pid := strings.TrimSpace(p.xdotool("getwindowpid", window))
	if err := p.session.StopDisplay(); err != nil {
		t.Fatal(err)
	}
	poll(t, "the window's process is left", func() bool {
		return p.session.Command(p.ctx(), "kill", "-0", pid).Run() != nil
	})
	if said := p.said(); strings.Contains(said, "goroutine ") || strings.Contains(said, "SIG") {
		t.Errorf("it said:\n%s", said)
	}
	p.do("", "quit")
}

// Closing the window ends its process; the agent goes on.
func TestAClosedWindowLeavesNoProcess(t *testing.T) {
	p := atDesk(t)
	p.add("chat-app")
	binary(t, "keytray-window")
	a := p.startAgent()
	screen := p.screen()
	window := p.openWindow(screen, "close-1-open")
	pid := strings.TrimSpace(p.xdotool("getwindowpid", window))
	p.xdotool("key", "--clearmodifiers", "Escape")
	poll(t, "the window's process is left", func() bool {
		return p.session.Command(p.ctx(), "kill", "-0", pid).Run() != nil
	})
	if err := a.cmd.Process.Signal(syscall.Signal(0)); err != nil {
		t.Errorf("the agent is gone too: %v", err)
	}
	p.do("", "quit")
}
