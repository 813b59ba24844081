//go:build linux

package e2e_test

import (
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
