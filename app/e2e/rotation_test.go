//go:build linux

package e2e_test

import (
	"encoding/json"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// rotating is the step of a key's rotation; "" if none is under way.
func (p *person) rotating(name string) string {
	p.t.Helper()
	var k struct{ Rotation struct{ Step string } }
	if err := json.Unmarshal([]byte(p.do("", "show", name, "--json")), &k); err != nil {
		p.t.Fatal(err)
	}
	return k.Rotation.Step
}

// pressUntil presses a key in the window until the rotation is at a step: until its
// first frame is drawn a window hears nothing, and an Enter that may still be held
// down is ignored.
func (p *person) pressUntil(name, step string, keys ...string) {
	p.t.Helper()
	poll(p.t, "the rotation does not come to "+step, func() bool {
		p.xdotool(append([]string{"key", "--clearmodifiers"}, keys...)...)
		for end := time.Now().Add(2 * time.Second); time.Now().Before(end); {
			if p.rotating(name) == step {
				return true
			}
		}
		return false
	})
}

// killAll ends agent and window as a power cut would, and starts the agent again.
func (p *person) killAll(a *agent) *agent {
	p.t.Helper()
	window := p.waitXWindow("^Keytray$")
	pid, err := strconv.Atoi(strings.TrimSpace(p.xdotool("getwindowpid", window)))
	if err != nil {
		p.t.Fatal(err)
	}
	a.kill()
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		p.t.Fatal(err)
	}
	poll(p.t, "the window is still there", func() bool {
		out, _ := p.session.Command(p.ctx(), "xdotool", "search", "--name", "^Keytray$").Output()
		return strings.TrimSpace(string(out)) == ""
	})
	return p.startAgent()
}

// openRotation opens the wizard of a key, and waits until it is drawn.
func (p *person) openRotation(s *screen, name, picture string) {
	p.t.Helper()
	p.do("", "window", "rotate", name)
	s.last = nil // it may look as it did when it was ended
	p.xdotool("windowfocus", "--sync", p.waitXWindow("^Keytray$"))
	s.waitNew(picture)
}

// From the notification of an old key to the end of its rotation, with a power cut
// at every step: both values are there all the while, and it goes on where it was.
func TestARotationOutlivesAPowerCutAtEveryStep(t *testing.T) {
	p := atDesk(t)
	binary(t, "keytray-window")
	p.remindAnyTime()
	p.playsBrowser()
	screen := p.screen()
	old, value := madeUpKey(t, "openai", "project"), madeUpKey(t, "openai", "project")
	p.do(old, "add", "chat-app", "--created", monthsAgo(8), "--used-by", "~/code/chat-app/.env")
	id := p.show("chat-app").ID
	both := func(when string) {
		t.Helper()
		p.assertItem(when+", the old value", id+".1", old)
		p.assertItem(when+", the new value", id+".2", value)
	}

	a := p.startAgent()
	if err := p.desk.Invoke(p.waitNote("chat-app is overdue"), "rotate"); err != nil {
		t.Fatal(err)
	}
	p.xdotool("windowfocus", "--sync", p.waitXWindow("^Keytray$"))
	screen.waitNew("rotate-1-create")
	p.pressUntil("chat-app", "paste", "Return") // opens the page, then goes on
	screen.waitNew("rotate-2-paste")
	a = p.killAll(a)
	p.assertItem("killed at the second step, the old value", id+".1", old)

	p.openRotation(screen, "chat-app", "rotate-2-again")
	if err := p.session.SetClipboard(p.ctx(), value); err != nil {
		t.Fatal(err)
	}
	p.xdotool("key", "--clearmodifiers", "ctrl+v")
	screen.waitNew("rotate-2-pasted")
	p.pressUntil("chat-app", "places", "Return")
	p.waitClipboardCleared()
	both("stored")
	a = p.killAll(a)
	both("killed at the third step")

	p.openRotation(screen, "chat-app", "rotate-3-places")
	p.do("", "rotate", "chat-app", "--updated", "~/code/chat-app/.env") // the only place: the window follows
	screen.waitNew("rotate-4-revoke")
	p.killAll(a)
	both("killed at the fourth step")

	p.openRotation(screen, "chat-app", "rotate-4-again")
	p.do("", "revoke", "chat-app") // the person says so in a terminal: the window follows
	screen.waitNew("rotate-5-done")
	if step := p.rotating("chat-app"); step != "" {
		t.Errorf("the rotation is still at %s", step)
	}
	p.assertItem("in the end, the old value", id+".1", "")
	p.assertItem("in the end, the new value", id+".2", value)
	p.assertNowhere(value)
	p.assertNowhere(old)
}
