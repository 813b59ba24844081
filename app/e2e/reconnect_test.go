//go:build linux

package e2e_test

import (
	"encoding/json"
	"strings"
	"testing"

	"keytray/app/api"
)

// agentPID is the agent that answers now; 0 while there is none.
func (p *person) agentPID() int {
	p.t.Helper()
	out, _, status := p.run("", "status", "--json")
	var st struct{ Agent api.Agent }
	if status != 0 || json.Unmarshal([]byte(out), &st) != nil || !st.Agent.Running {
		return 0
	}
	return st.Agent.PID
}

// crashes kills the agent, and waits for the one that the window starts.
func (p *person) crashes(a *agent) {
	p.t.Helper()
	before := a.cmd.Process.Pid
	a.kill()
	poll(p.t, "the window starts no other agent", func() bool {
		now := p.agentPID()
		return now != 0 && now != before
	})
}

// assertOneWindow asserts that asking for a window brings the open one to the front.
func (p *person) assertOneWindow(window string) {
	p.t.Helper()
	p.do("", "window")
	if again := p.waitXWindow("^Keytray$"); again != window {
		p.t.Errorf("the windows %q are open, want %s alone", strings.Fields(again), window)
	}
}

func TestTheListOutlivesTheAgent(t *testing.T) {
	p := atDesk(t)
	p.add("Obsidian notes")
	_, value := p.add("chat-app")
	binary(t, "keytray-window")
	a := p.startAgent()
	screen := p.screen()
	p.do("", "window")
	window := p.waitXWindow("^Keytray$")
	p.xdotool("windowfocus", "--sync", window)
	screen.waitNew("reconnect-1-open")
	p.xdotool("key", "--clearmodifiers", "c", "h", "a", "t")
	screen.waitNew("reconnect-2-found")
	p.crashes(a)
	p.assertOneWindow(window)
	screen.settle("reconnect-3-again")
	p.xdotool("windowfocus", "--sync", window)
	p.xdotool("key", "--clearmodifiers", "Return") // what was looked for is still selected
	p.waitClipboard("Enter after the crash", value)
	p.do("", "quit")
	p.assertClipboard("after quitting", "")
}

func TestTheSetupOutlivesTheAgent(t *testing.T) {
	p := atDesk(t)
	binary(t, "keytray-window")
	value := madeUpKey(t, "openai", "project")
	if err := p.session.SetClipboard(p.ctx(), value); err != nil {
		t.Fatal(err)
	}
	a := p.startAgent()
	screen := p.screen()
	p.do("", "window", "add")
	window := p.waitXWindow("^Keytray$")
	p.xdotool("windowfocus", "--sync", window)
	screen.waitNew("reconnect-4-setup")
	p.xdotool("key", "--clearmodifiers", "ctrl+v")
	screen.waitNew("reconnect-5-pasted")
	p.crashes(a)
	p.assertOneWindow(window)
	screen.settle("reconnect-6-still-pasted")
	p.xdotool("windowfocus", "--sync", window)
	poll(t, "the pasted key is not stored", func() bool {
		p.xdotool("key", "--clearmodifiers", "Return") // through the steps that are left
		screen.changes()                               // ignored while it may still be held down
		screen.settle("reconnect-7-stored")
		return strings.Contains(p.do("", "list"), "OpenAI")
	})
	p.assertNowhere(value)
	p.do("", "quit")
}

func TestTheRotationOutlivesTheAgent(t *testing.T) {
	p := atDesk(t)
	binary(t, "keytray-window")
	old, value := madeUpKey(t, "openai", "project"), madeUpKey(t, "openai", "project")
	p.do(old+"\n", "add", "chat-app", "--used-by", "Vercel")
	if err := p.session.SetClipboard(p.ctx(), value); err != nil {
		t.Fatal(err)
	}
	a := p.startAgent()
	screen := p.screen()
	p.do("", "window", "rotate", "chat-app")
	window := p.waitXWindow("^Keytray$")
	p.xdotool("windowfocus", "--sync", window)
	screen.waitNew("reconnect-8-rotation")
	p.xdotool("key", "--clearmodifiers", "ctrl+v")
	p.untilStep("chat-app", api.StepPaste)
	screen.waitNew("reconnect-9-pasted")
	p.crashes(a)
	p.assertOneWindow(window)
	screen.settle("reconnect-10-still-pasted")
	p.xdotool("windowfocus", "--sync", window)
	p.xdotool("key", "--clearmodifiers", "Return")
	p.untilStep("chat-app", api.StepPlaces)
	p.assertBoth("after storing", value, old)
	p.do("", "quit")
}

// An agent that was quit stays away: the window says so, and offers to start it.
func TestAnAgentThatWasQuitIsNotStartedByTheWindow(t *testing.T) {
	p := atDesk(t)
	p.add("chat-app")
	binary(t, "keytray-window")
	p.startAgent()
	screen := p.screen()
	p.do("", "window")
	p.waitXWindow("^Keytray$")
	screen.waitNew("quit-1-open")
	p.do("", "quit")
	screen.waitNew("quit-2-said") // the sentence, with its button
	if pid := p.agentPID(); pid != 0 {
		t.Errorf("agent %d was started", pid)
	}
}
