//go:build linux

package e2e_test

import (
	"strings"
	"testing"

	"keytray/app/api"
)

// A rotation in the real window, by keyboard: pasted, stored, cut off by a crash of
// the window, gone on with where it was.
func TestARotationInTheWindowGoesOnAfterACrash(t *testing.T) {
	p := atDesk(t)
	binary(t, "keytray-window")
	old, value := madeUpKey(t, "openai", "project"), madeUpKey(t, "openai", "project")
	p.do(old+"\n", "add", "chat-app", "--used-by", "Vercel")
	if err := p.session.SetClipboard(p.ctx(), value+"\n"); err != nil {
		t.Fatal(err)
	}
	p.startAgent()
	screen := p.screen()
	p.do("", "window", "rotate", "chat-app")
	window := p.waitXWindow("^Keytray$")
	p.xdotool("windowfocus", "--sync", window)
	screen.waitNew("rotate-1-create")
	p.xdotool("key", "--clearmodifiers", "ctrl+v")
	screen.waitNew("rotate-2-paste")
	p.untilStep("chat-app", api.StepPaste)
	p.xdotool("key", "--clearmodifiers", "Return")
	p.untilStep("chat-app", api.StepPlaces)
	p.waitClipboardCleared()
	p.assertBoth("after storing", value, old)

	screen.waitNew("rotate-3-places")
	pid := strings.TrimSpace(p.xdotool("getwindowpid", window))
	if out, err := p.session.Command(p.ctx(), "kill", "-9", pid).CombinedOutput(); err != nil {
		t.Fatalf("kill: %v: %s", err, out)
	}
	poll(t, "the window is still there", func() bool {
		screen.last = screen.look()
		return !drawn(screen.last)
	})
	p.assertBoth("after the crash", value, old)
	p.do("", "window", "rotate", "chat-app")
	p.xdotool("windowfocus", "--sync", p.waitXWindow("^Keytray$"))
	screen.waitNew("rotate-4-again")
	poll(t, "Enter in the third step does nothing", func() bool {
		p.xdotool("key", "--clearmodifiers", "Return") // ignored while it may still be held down
		return screen.changes()
	})
	p.waitClipboard("Enter in the third step, which copies the new key", value)
	p.untilStep("chat-app", api.StepPlaces)
	p.assertNowhere(value)
	p.do("", "quit")
	p.assertClipboard("after quitting", "")
}

// untilStep waits until a rotation is at a step.
func (p *person) untilStep(name, step string) {
	p.t.Helper()
	poll(p.t, "the rotation is not at step "+step, func() bool {
		c := p.found(name).Case
		return c != nil && c.Step == step
	})
}

// assertBoth asserts that both values of a key are held.
func (p *person) assertBoth(when, value, old string) {
	p.t.Helper()
	if p.do("", "get", "chat-app") != value || p.do("", "get", "chat-app", "--previous") != old {
		p.t.Errorf("%s: one of the two values is another", when)
	}
}
