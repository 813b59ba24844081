//go:build linux

package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"keytray/app/desktop"
	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
)

func TestAddCopyFromTheTrayAndClear(t *testing.T) {
	p := atDesk(t)
	id, value := p.add("chat_app", "--provider", "openai", "--env", "OPENAI_API_KEY")
	p.assertItem("after add", id+".1", value)
	p.do("", "config", "clipboard.clear_after", "3s")
	p.startAgent()
	p.waitMenu("chat_app")
	p.click("chat_app")
	p.waitClipboard("after the click", value)
	p.waitMenu("Clear now · clears at ")
	p.waitClipboard("after its time", "")
	p.waitMenu("All keys are fresh")
	if n := p.show("chat_app").CopyCount; n != 1 {
		t.Errorf("%d copies are counted, want 1", n)
	}
}

func TestWhatSomebodyElseCopiedMeanwhileStays(t *testing.T) {
	p := atDesk(t)
	_, value := p.add("chat-app")
	p.startAgent()
	p.do("", "copy", "chat-app", "--clear-after", "3s")
	p.assertClipboard("after copy", value)
	if err := p.session.SetClipboard(p.ctx(), "somebody else's text"); err != nil {
		t.Fatal(err)
	}
	p.waitMenu("All keys are fresh") // the deadline passed
	p.assertClipboard("after the deadline", "somebody else's text")
	if out := p.do("", "clear"); !strings.Contains(out, "Nothing to clear") {
		t.Errorf("clear says %q", out)
	}
	p.assertClipboard("after clear", "somebody else's text")
}

func TestClearNowFromTrayAndCommand(t *testing.T) {
	p := atDesk(t)
	_, value := p.add("chat-app")
	p.startAgent()
	p.waitMenu("chat-app")
	p.click("chat-app")
	p.waitClipboard("after the click", value)
	for _, e := range p.waitMenu("Clear now") {
		if strings.HasPrefix(e.Label, "Clear now") {
			if err := p.desk.ClickID(p.ctx(), e.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	p.waitClipboard("after Clear now", "")
	p.do("", "copy", "chat-app")
	p.assertClipboard("after copy", value)
	if out := p.do("", "clear"); out != "Clipboard cleared.\n" {
		t.Errorf("clear says %q", out)
	}
	p.assertClipboard("after clear", "")
}

func TestQuittingClears(t *testing.T) {
	for name, quit := range map[string]func(*person, *agent){
		"the command":   func(p *person, _ *agent) { p.do("", "quit") },
		"the tray menu": func(p *person, _ *agent) { p.click("Quit") },
		"SIGTERM":       func(_ *person, a *agent) { a.signal(syscall.SIGTERM) },
		"SIGHUP":        func(_ *person, a *agent) { a.signal(syscall.SIGHUP) },
	} {
		t.Run(name, func(t *testing.T) {
			p := atDesk(t)
			_, value := p.add("chat-app")
			a := p.startAgent()
			p.do("", "copy", "chat-app")
			p.assertClipboard("after copy", value)
			quit(p, a)
			if err := a.wait(); err != nil {
				t.Errorf("it ended with %v", err)
			}
			p.assertClipboard("after quitting", "")
		})
	}
}

func TestARestartOfTheAgentKeepsAll(t *testing.T) {
	p := atDesk(t)
	_, value := p.add("chat-app")
	a := p.startAgent()
	p.add("second") // through the agent
	a.kill()
	p.startAgent()
	p.waitMenu("second")
	if got := p.do("", "get", "chat-app"); got != value {
		t.Error("another value came back")
	}
}

func TestCommandsReachTheSameKeysWithAndWithoutAnAgent(t *testing.T) {
	p := atDesk(t)
	id, first := p.add("chat-app", "--provider", "openai")
	second := newValue()
	p.startAgent()
	p.do(second, "rotate", "chat-app")
	p.assertItem("the old value after rotate", id+".1", first)
	p.assertItem("the new value after rotate", id+".2", second)
	p.do("", "quit")
	if got := p.do("", "get", "chat-app"); got != second {
		t.Error("get without an agent gives another value")
	}
	p.do("", "revoke", "chat-app")
	p.assertItem("the old value after revoke", id+".1", "")
	p.do("", "rm", "chat-app")
	p.assertItem("in the bin", id+".2", second)
	if _, _, status := p.run("", "get", "chat-app"); status != 3 {
		t.Errorf("get of a deleted key ends with %d, want 3", status)
	}
	p.do("", "restore", "chat-app")
	if got := p.do("", "get", "chat-app"); got != second {
		t.Error("restore gives another value")
	}
	p.do("", "rm", "--forever", "chat-app")
	p.assertItem("after rm --forever", id+".2", "")
}

func TestAChangeByAnotherProcessShowsInTheMenu(t *testing.T) {
	p := atDesk(t)
	p.startAgent()
	p.waitMenu("No keys yet")
	// A command that cannot reach the agent works on the files itself.
	p.env = []string{"XDG_RUNTIME_DIR=" + t.TempDir()}
	p.add("made elsewhere")
	p.waitMenu("made elsewhere")
}

func TestASecondStartShowsTheWindowOfTheFirst(t *testing.T) {
	p := atDesk(t)
	p.program = withFakeWindow(t, p)
	p.startAgent()
	second := p.launch()
	if err := second.wait(); err != nil {
		t.Errorf("the second ended with %v", err)
	}
	if got := waitWindow(t, p); got != "window keys" {
		t.Errorf("the window was asked for %q", got)
	}
}

// At log-in a command of the person's may have started the agent before the desktop does.
func TestAStartAtLoginShowsNoWindowIfAnAgentRuns(t *testing.T) {
	p := atDesk(t)
	p.program = withFakeWindow(t, p)
	p.startAgent()
	if err := p.launch(desktop.AtLogin).wait(); err != nil {
		t.Errorf("the second ended with %v", err)
	}
	state, err := p.service().State(t.Context())
	if err != nil || state.Show.Serial != 0 {
		t.Errorf("the window was asked for %+v, %v", state.Show, err)
	}
}

func TestTheAgentOfTheLoginTakesThePlaceOfOneWithoutADisplay(t *testing.T) {
	p := atDesk(t)
	display := p.session.Display
	p.session.Display = ""
	first := p.startAgent()
	p.session.Display = display
	p.launch(desktop.AtLogin)
	if err := first.wait(); err != nil {
		t.Errorf("the first ended with %v", err)
	}
	_, value := p.add("chat-app")
	p.do("", "copy", "chat-app")
	p.assertClipboard("after copy", value)
}

func TestWithoutATrayTheWindowOpens(t *testing.T) {
	p := newPerson(t, session.Options{Display: true}, fakedesk.Options{NoWatcher: true})
	p.program = withFakeWindow(t, p)
	p.launch()
	if got := waitWindow(t, p); got != "window keys" {
		t.Errorf("the window was asked for %q", got)
	}
}

// withFakeWindow puts the program beside a keytray-window that writes down how
// it was called, and returns its path there.
func withFakeWindow(t *testing.T, p *person) string {
	t.Helper()
	// Beside the real one, so that it can be linked: a program that was just
	// written cannot be started while any other process still has it open.
	dir, err := os.MkdirTemp(filepath.Dir(p.program), "test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	program := filepath.Join(dir, "keytray")
	if err := os.Link(p.program, program); err != nil {
		t.Fatal(err)
	}
	script := "#!/bin/sh\necho \"$@\" >\"$HOME/called.new\" && mv \"$HOME/called.new\" \"$HOME/called\"\n"
	if err := os.WriteFile(filepath.Join(dir, "keytray-window"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return program
}

// waitWindow returns the arguments with which a window was started.
func waitWindow(t *testing.T, p *person) string {
	t.Helper()
	var content []byte
	poll(t, "the window is not started", func() (ok bool) {
		var err error
		content, err = os.ReadFile(filepath.Join(p.session.Home, "called"))
		return err == nil
	})
	return strings.TrimSpace(string(content))
}
