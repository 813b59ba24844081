//go:build linux

package e2e_test

import (
	"strconv"
	"strings"
	"testing"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
)

// later types a command that waits for the person, and returns its status and what
// it said.
func (p *person) later(args ...string) <-chan string {
	ended := make(chan string, 1)
	go func() {
		out, errs, status := p.run("", args...)
		ended <- strconv.Itoa(status) + " " + out + errs
	}()
	return ended
}

// The keyring's own prompt comes when the person asks for it, before any key is wanted.
func TestTheKeyringIsUnlockedFromACommand(t *testing.T) {
	p := newPerson(t, session.Options{Keyring: session.Locked, Display: true}, fakedesk.Options{})
	p.startAgent()
	p.waitMenu("GNOME Keyring is locked")

	ended := p.later("unlock")
	p.waitXWindow(".")
	p.waitMenu("Waiting for GNOME Keyring")
	poll(t, "the prompt is not closed", func() bool {
		p.xdotool("key", "Escape")
		return len(ended) > 0
	})
	if said := <-ended; said != "4 keytray: The keyring stayed locked.\n" {
		t.Errorf("closed, it says %q", said)
	}

	ended = p.later("unlock")
	p.answerPrompt(func() bool { return len(ended) > 0 })
	if said := <-ended; said != "0 GNOME Keyring is unlocked.\n" {
		t.Errorf("answered, it says %q", said)
	}
	p.waitMenu("No keys yet")
	if out := p.do("", "doctor"); !strings.Contains(out, "GNOME Keyring is running and unlocked.") {
		t.Errorf("the doctor says %s", out)
	}
}

// Without an agent the command does it itself.
func TestTheFirstCollectionIsMadeFromACommand(t *testing.T) {
	p := newPerson(t, session.Options{Keyring: session.NoCollection, Display: true}, fakedesk.Options{})
	out, _, _ := p.run("", "doctor")
	if !strings.Contains(out, "GNOME Keyring has no default collection yet.") || !strings.Contains(out, "Create it: keytray doctor --fix") {
		t.Fatalf("the doctor says %s", out)
	}
	// A script shows no prompts.
	if out, _, _ := p.run("", "doctor", "--fix", "--yes"); !strings.Contains(out, "Create it: keytray doctor --fix") {
		t.Errorf("with --fix --yes it says %s", out)
	}
	ended := p.later("unlock")
	poll(t, "nobody asks for a password", func() bool { // the prompt has no title
		out, _ := p.session.Command(p.ctx(), "xdotool", "search", "--onlyvisible", "--class", "gcr-prompter").Output()
		return len(out) > 0
	})
	p.xdotool("key", "ctrl+a")
	p.xdotool("type", "--delay", "5", session.Password)
	p.xdotool("key", "Tab")
	p.answerPrompt(func() bool { return len(ended) > 0 })
	if said := <-ended; !strings.HasPrefix(said, "0 ") || !strings.Contains(said, "GNOME Keyring is unlocked.") {
		t.Errorf("it says %s", said)
	}
	_, value := p.add("chat-app")
	if got := p.do("", "get", "chat-app"); got != value {
		t.Error("another value came back")
	}
}
