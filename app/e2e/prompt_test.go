//go:build linux

package e2e_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
)

// A locked keychain asks the person. The tray says so meanwhile, serves other
// clicks, and keeps its icon: the answer to the prompt is a signal that makes
// the tray library give up announcing it.
func TestTheKeychainsPromptIsWaitedFor(t *testing.T) {
	p := newPerson(t, session.Options{Keyring: session.Locked, Display: true}, fakedesk.Options{})
	p.startAgent()
	p.waitMenu("GNOME Keyring is locked")
	value := newValue()
	added := make(chan string, 1)
	go func() {
		cmd := p.session.Command(p.ctx(), p.program, "add", "chat-app")
		cmd.Stdin = strings.NewReader(value)
		out, err := cmd.CombinedOutput()
		if err != nil {
			out = append(out, err.Error()...)
		}
		added <- string(out)
	}()
	p.waitXWindow(".") // the prompt
	p.waitMenu("Waiting for GNOME Keyring")
	if out, said, _ := p.run("", "doctor"); strings.Contains(out, "is gone now") || strings.Contains(out, "removed") || said != "" {
		t.Errorf("the doctor meddles with what is alive: %s%s", out, said)
	}
	if out := p.do("", "list"); !strings.Contains(out, "No keys here") {
		t.Errorf("list while the prompt is open: %q", out)
	}
	p.answerPrompt(func() bool { return len(added) > 0 })
	if out := <-added; !strings.HasPrefix(out, "Stored chat-app") {
		t.Fatalf("add: %s\n%s", out, p.log())
	}
	p.waitMenu("chat-app")
	p.restartPanel()
	p.waitMenu("All keys are fresh")
	p.click("chat-app")
	p.waitClipboard("after the click", value)
}

// A person who does not want to enter the password now gives up in the tray: the
// command says so, and nothing is stored or half-stored. The prompt stays on the
// screen, for GNOME Keyring would break if it were taken away; answered later it
// serves the next command.
func TestWaitingForTheKeychainCanBeCancelledInTheTray(t *testing.T) {
	p := newPerson(t, session.Options{Keyring: session.Locked, Display: true}, fakedesk.Options{})
	p.startAgent()
	added := make(chan string, 1)
	value := newValue()
	go func() {
		_, said, status := p.run(value, "add", "chat-app")
		added <- fmt.Sprintf("%d %s", status, said)
	}()
	p.waitXWindow(".")
	p.waitMenu("Waiting for GNOME Keyring")
	p.click("Waiting for GNOME Keyring… (click to cancel)")
	if out := <-added; !strings.HasPrefix(out, "4 keytray: You stopped waiting") {
		t.Errorf("add: %s", out)
	}
	p.waitMenu("GNOME Keyring is locked")
	if out := p.do("", "list"); !strings.Contains(out, "No keys here") {
		t.Errorf("list: %q", out)
	}
	go func() {
		_, said, status := p.run(value, "add", "chat-app")
		added <- fmt.Sprintf("%d %s", status, said)
	}()
	p.answerPrompt(func() bool { return len(added) > 0 })
	if out := <-added; out != "0 " {
		t.Errorf("add: %s", out)
	}
	if got := p.do("", "get", "chat-app"); got != value {
		t.Error("another value came back")
	}
}

// At a terminal the command says what it waits for, and Ctrl-C ends the wait.
func TestACommandSaysThatItWaitsForTheKeychain(t *testing.T) {
	p := newPerson(t, session.Options{Keyring: session.Locked, Display: true}, fakedesk.Options{})
	term := p.terminal("add chat-app")
	term.until(':')
	term.press(newValue() + "\r")
	if said := term.until(';'); !strings.Contains(said, "Waiting for GNOME Keyring. It may be asking for your password") {
		t.Errorf("it says %q", said)
	}
	term.press("\x03")
	term.rest()
	if status := term.end(); status == 0 {
		t.Error("status 0 after Ctrl-C")
	}
	if out := p.do("", "list"); !strings.Contains(out, "No keys here") {
		t.Errorf("list: %q", out)
	}
}

// A new user has no keyring yet: adding the first key makes one, with a password
// that the keychain itself asks for.
func TestTheFirstKeyMakesTheKeyring(t *testing.T) {
	p := newPerson(t, session.Options{Keyring: session.NoCollection, Display: true}, fakedesk.Options{})
	value := newValue()
	added := make(chan string, 1)
	go func() {
		_, said, status := p.run(value, "add", "chat-app")
		added <- fmt.Sprintf("%d %s", status, said)
	}()
	poll(t, "nobody asks for a password", func() bool { // the prompt has no title
		out, _ := p.session.Command(p.ctx(), "xdotool", "search", "--onlyvisible", "--class", "gcr-prompter").Output()
		return len(out) > 0
	})
	poll(t, "the prompt does not take the passwords", func() bool {
		p.xdotool("key", "ctrl+a")
		p.xdotool("type", "--delay", "5", session.Password)
		p.xdotool("key", "Tab", "ctrl+a")
		p.xdotool("type", "--delay", "5", session.Password)
		p.xdotool("key", "Return")
		for end := time.Now().Add(2 * time.Second); len(added) == 0 && time.Now().Before(end); {
			time.Sleep(10 * time.Millisecond)
		}
		return len(added) > 0
	})
	if out := <-added; out != "0 " {
		t.Errorf("add: %s", out)
	}
	if got := p.do("", "get", "chat-app"); got != value {
		t.Error("another value came back")
	}
}

// answerPrompt types the keyring's password until the prompt has taken it: at
// first it may not listen yet, and checking a password takes it a moment.
func (p *person) answerPrompt(answered func() bool) {
	p.t.Helper()
	poll(p.t, "the prompt does not take the password", func() bool {
		p.xdotool("key", "ctrl+a")
		p.xdotool("type", "--delay", "5", session.Password)
		p.xdotool("key", "Return")
		for end := time.Now().Add(2 * time.Second); !answered() && time.Now().Before(end); {
			time.Sleep(10 * time.Millisecond)
		}
		return answered()
	})
}
