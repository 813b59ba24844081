//go:build linux

package e2e_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
)

// poll waits until ok, and says what did not happen if it never is.
func poll(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(limit); !ok(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal(what)
		}
	}
}

// remindAnyTime lets reminders come at any hour of any day, as tests do.
func (p *person) remindAnyTime() {
	p.do("", "config", "reminders.weekends", "true")
	p.do("", "config", "reminders.not_before", "00:00")
}

func monthsAgo(n int) string { return time.Now().UTC().AddDate(0, -n, 0).Format(time.DateOnly) }

func (p *person) waitNote(contains string) fakedesk.Note {
	p.t.Helper()
	n, err := p.desk.WaitNote(p.ctx(), contains)
	if err != nil {
		p.t.Fatalf("no notification with %q: %v\n%s", contains, err, p.log())
	}
	return n
}

func TestAnOldKeyIsNamedOnceADay(t *testing.T) {
	p := atDesk(t)
	p.remindAnyTime()
	_, value := p.add("chat-app", "--provider", "openai", "--created", monthsAgo(8))
	p.add("fresh one")
	a := p.startAgent()
	n := p.waitNote("chat-app is overdue")
	if !strings.Contains(n.Body, "OpenAI key, ") || strings.Contains(n.Body, "fresh one") {
		t.Errorf("it says %q", n.Body)
	}
	if text := fmt.Sprintf("%+v", n); strings.Contains(text, value) || strings.Contains(text, value[len(value)-4:]) {
		t.Error("the notification holds a part of the value")
	}
	poll(t, "the reminder is not recorded", func() bool {
		index, err := os.ReadFile(filepath.Join(p.session.Home, ".local/share/keytray/index.json"))
		return err == nil && strings.Contains(string(index), `"last_digest"`)
	})
	a.kill()
	p.startAgent()
	p.waitMenu("1 key needs rotating")
	if notes := p.desk.Notes(); len(notes) != 1 {
		t.Errorf("%d notifications on one day, want 1", len(notes))
	}
}

func TestSeveralOldKeysMakeOneNotification(t *testing.T) {
	p := atDesk(t)
	p.remindAnyTime()
	for i, name := range []string{"a", "b", "c"} {
		p.add(name, "--created", monthsAgo(9-i))
	}
	p.add("d", "--created", monthsAgo(4))
	p.startAgent()
	n := p.waitNote("3 keys need rotating")
	if n.Body != "a, b, c. 1 more is in its window." {
		t.Errorf("it says %q", n.Body)
	}
}

func TestSnoozeFromTheNotification(t *testing.T) {
	p := atDesk(t)
	p.remindAnyTime()
	p.add("chat-app", "--created", monthsAgo(8))
	p.startAgent()
	if err := p.desk.Invoke(p.waitNote("chat-app is overdue"), "snooze"); err != nil {
		t.Fatal(err)
	}
	poll(t, "the key is not snoozed", func() bool { return strings.Contains(p.do("", "show", "chat-app"), "Snoozed") })
}

func TestRotateFromTheNotificationOpensTheWindow(t *testing.T) {
	p := atDesk(t)
	p.program = withFakeWindow(t, p)
	p.remindAnyTime()
	id, _ := p.add("chat-app", "--created", monthsAgo(8))
	p.startAgent()
	if err := p.desk.Invoke(p.waitNote("chat-app is overdue"), "rotate"); err != nil {
		t.Fatal(err)
	}
	if got := waitWindow(t, p); got != "window rotate "+id {
		t.Errorf("the window was asked for %q", got)
	}
}

// Signals of a notification reach us on a connection of their own: on the
// shared one they would make the tray library give up its icon.
func TestTheIconComesBackAfterAPanelRestart(t *testing.T) {
	p := atDesk(t)
	p.remindAnyTime()
	p.add("chat-app", "--created", monthsAgo(8))
	p.startAgent()
	p.restartPanel()
	if err := p.desk.Invoke(p.waitNote("chat-app is overdue"), "snooze"); err != nil {
		t.Fatal(err)
	}
	poll(t, "the key is not snoozed", func() bool { return strings.Contains(p.do("", "show", "chat-app"), "Snoozed") })
	p.restartPanel()
	p.waitMenu("chat-app")
}

func (p *person) restartPanel() {
	p.t.Helper()
	if err := p.desk.DropWatcher(); err != nil {
		p.t.Fatal(err)
	}
	if err := p.desk.OwnWatcher(); err != nil {
		p.t.Fatal(err)
	}
	if _, err := p.desk.WaitItem(p.ctx()); err != nil {
		p.t.Fatalf("the icon did not come back: %v\n%s", err, p.log())
	}
}

// A menu that a person has open may be older than the agent's.
func TestAClickOnAStaleLineCopiesNoOtherKey(t *testing.T) {
	p := atDesk(t)
	p.add("first")
	p.startAgent()
	old := p.waitMenu("first")
	p.do("", "rm", "first")
	_, value := p.add("second")
	p.waitMenu("second")
	for _, e := range old {
		if e.Label == "first" {
			_ = p.desk.ClickID(p.ctx(), e.ID) // a host may get an error for it
		}
	}
	p.click("second")
	p.waitClipboard("after the click on the second", value)
	if notes := p.desk.Notes(); len(notes) != 0 {
		t.Errorf("the stale click said %q", notes[0].Body)
	}
	if n := p.show("second").CopyCount; n > 1 {
		t.Errorf("%d copies", n)
	}
}

func TestALockedKeychainIsSaidAndTheTrayLives(t *testing.T) {
	p := newPerson(t, session.Options{Keyring: session.Locked}, fakedesk.Options{})
	start := time.Now()
	_, errs, status := p.run(newValue(), "add", "chat-app")
	if status != 4 || !strings.Contains(errs, "locked") || strings.Count(errs, "\n") != 1 {
		t.Errorf("add: status %d, %q", status, errs)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
	if out := p.do("", "list"); !strings.Contains(out, "No keys here") {
		t.Errorf("list: %q", out)
	}
	a := p.startAgent()
	p.waitMenu("GNOME Keyring is locked")
	if out := p.do("", "status"); !strings.Contains(out, "GNOME Keyring: locked") {
		t.Errorf("status: %q", out)
	}
	p.click("Quit")
	if err := a.wait(); err != nil {
		t.Error(err)
	}
}

// Over ssh a prompt would appear on a desktop that nobody looks at.
func TestACommandWithoutADisplayDoesNotWaitForAPrompt(t *testing.T) {
	p := newPerson(t, session.Options{Keyring: session.Locked, Display: true}, fakedesk.Options{})
	p.env = []string{"DISPLAY="}
	start := time.Now()
	if _, errs, status := p.run(newValue(), "add", "chat-app"); status != 4 || !strings.Contains(errs, "locked") {
		t.Errorf("add: status %d, %q", status, errs)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestWithoutAKeychainTheTrayLives(t *testing.T) {
	p := newPerson(t, session.Options{Keyring: session.NoService}, fakedesk.Options{})
	if _, errs, status := p.run(newValue(), "add", "chat-app"); status != 4 || !strings.Contains(errs, "No keychain is running") {
		t.Errorf("add: status %d, %q", status, errs)
	}
	p.startAgent()
	p.waitMenu("No keychain is running")
}

func TestAKeychainThatDiesIsSaid(t *testing.T) {
	p := atDesk(t)
	p.add("chat-app")
	p.startAgent()
	p.waitMenu("chat-app")
	if err := p.session.StopKeyring(); err != nil {
		t.Fatal(err)
	}
	p.click("chat-app")
	p.waitNote("No keychain is running")
	p.waitMenu("No keychain is running")
	p.do("", "list")
}

func TestADamagedIndexIsNamedAndTheKeysAreThere(t *testing.T) {
	p := atDesk(t)
	_, value := p.add("chat-app")
	p.add("second")
	index := filepath.Join(p.session.Home, ".local/share/keytray/index.json")
	if err := os.WriteFile(index, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	out, errs, status := p.run("", "list")
	if status != 0 || !strings.Contains(out, "chat-app") || !strings.Contains(errs, "index.damaged-") {
		t.Errorf("list: status %d, %q, %q", status, out, errs)
	}
	if got := p.do("", "get", "chat-app"); got != value {
		t.Error("another value came back")
	}
	p.startAgent()
	if err := os.WriteFile(index, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p.waitNote("The list of keys was damaged")
	if out, _, _ := p.run("", "doctor"); !strings.Contains(out, "index.damaged-") {
		t.Errorf("doctor: %q", out)
	}
}

func TestAListThatCannotBeReadIsSaidOnceAndLeftAlone(t *testing.T) {
	p := atDesk(t)
	folder := filepath.Join(p.session.Home, ".local/share/keytray")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	index := filepath.Join(folder, "index.json")
	if err := os.WriteFile(index, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, errs, status := p.run(newValue(), "add", "chat-app")
	if status != 1 || !strings.Contains(errs, index) || strings.Count(errs, "\n") != 1 {
		t.Errorf("add: status %d, %q", status, errs)
	}
	p.startAgent()
	p.waitMenu("The list of keys cannot be read")
	if content, _ := os.ReadFile(index); string(content) != "{" {
		t.Error("it was changed")
	}
	if err := os.Remove(index); err != nil {
		t.Fatal(err)
	}
	p.add("chat-app")
	p.waitMenu("chat-app")
}

func TestTwoCommandsAtOnceBothLand(t *testing.T) {
	p := atDesk(t)
	const n = 6
	failed := make(chan string, n)
	for i := range n {
		go func() {
			cmd := p.session.Command(p.ctx(), p.program, "add", fmt.Sprintf("key-%d", i))
			cmd.Stdin = strings.NewReader(newValue())
			out, err := cmd.CombinedOutput()
			if err != nil {
				failed <- string(out)
				return
			}
			failed <- ""
		}()
	}
	for range n {
		if out := <-failed; out != "" {
			t.Error(out)
		}
	}
	if out := p.do("", "list"); strings.Count(out, "key-") != n {
		t.Errorf("list: %s", out)
	}
}

func TestNoSecretIsWrittenDownAnywhere(t *testing.T) {
	p := atDesk(t)
	_, value := p.add("chat-app", "--provider", "openai")
	p.startAgent()
	p.do("", "copy", "chat-app")
	p.do("", "get", "chat-app")
	p.do("", "quit")
	err := filepath.WalkDir(p.session.Home, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.Contains(path, "keyrings") {
			return err
		}
		content, err := os.ReadFile(path)
		if err == nil && strings.Contains(string(content), value) {
			t.Errorf("%s holds the value", path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The full build's agent is the same program with Fyne linked in.
func TestTheFullBuildIsAnAgentToo(t *testing.T) {
	p := atDesk(t)
	p.program = binary(t, "keytray-window")
	_, value := p.add("chat-app")
	p.startAgent()
	p.waitMenu("chat-app")
	p.click("chat-app")
	p.waitClipboard("after the click", value)
	p.do("", "quit")
	p.assertClipboard("after quitting", "")
}
