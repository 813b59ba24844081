//go:build linux

package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
)

// Keys in an encrypted file: open until the agent ends, then the passphrase is
// asked for, by the window or at a terminal.
func TestKeysInAnEncryptedFile(t *testing.T) {
	p := newPerson(t, session.Options{Keyring: session.NoService, Display: true}, fakedesk.Options{})
	passphrase, value := newValue(), newValue()
	agent := p.startAgent()
	p.waitMenu("No keychain is running")
	if _, said, status := p.run(value, "add", "chat-app"); status != 4 || !strings.Contains(said, "No keychain is running") {
		t.Errorf("add: status %d, %q", status, said)
	}
	if out := p.do(passphrase+"\n"+passphrase+"\n", "config", "keychain", "file"); !strings.HasPrefix(out, "keychain = file") {
		t.Errorf("config: %q", out)
	}
	p.do(value, "add", "chat-app")
	p.waitMenu("All keys are fresh")
	p.click("chat-app")
	p.waitClipboard("after the click", value)
	p.do("", "quit")
	if err := agent.wait(); err != nil {
		t.Error(err)
	}
	p.assertClipboard("after quitting", "")

	p.startAgent()
	p.waitMenu("The encrypted file is locked")
	if _, said, status := p.run("", "get", "chat-app"); status != 4 || !strings.Contains(said, "keytray unlock") {
		t.Errorf("get: status %d, %q", status, said)
	}
	if _, said, status := p.run(newValue()+"\n", "unlock"); status != 5 || !strings.Contains(said, "not the passphrase") {
		t.Errorf("unlock: status %d, %q", status, said)
	}
	p.do(passphrase+"\n", "unlock")
	p.waitMenu("All keys are fresh")
	p.click("chat-app")
	p.waitClipboard("after unlocking", value)
}

// A click on a key while the file is locked asks for the passphrase in the window.
func TestTheWindowUnlocksTheEncryptedFile(t *testing.T) {
	p := newPerson(t, session.Options{Display: true}, fakedesk.Options{})
	binary(t, "keytray-window")
	_, value := p.add("chat-app")
	passphrase := newValue()
	p.do(passphrase+"\n"+passphrase+"\n", "config", "keychain", "file")
	p.startAgent()
	p.waitMenu("The encrypted file is locked")
	p.click("chat-app")
	window := p.waitXWindow("^Keytray$")
	p.xdotool("windowfocus", "--sync", window)
	poll(t, "the passphrase typed into the window does not open the file", func() bool {
		p.xdotool("key", "ctrl+a") // until its first frame is drawn the window hears no keys
		p.xdotool("type", "--delay", "2", passphrase)
		p.xdotool("key", "Return")
		return strings.Contains(p.do("", "status"), ": unlocked")
	})
	p.click("chat-app")
	p.waitClipboard("after unlocking", value)
}

// Without an agent each command asks at the terminal, also when stdin is taken.
func TestACommandAsksForThePassphraseAtTheTerminal(t *testing.T) {
	p := newPerson(t, session.Options{Keyring: session.NoService}, fakedesk.Options{})
	passphrase, value := newValue(), newValue()
	p.do(passphrase+"\n"+passphrase+"\n", "config", "keychain", "file")
	term := p.terminal("get chat-app --show")
	if said := term.rest(); !strings.Contains(said, "No key is named") {
		t.Errorf("a missing key: %q", said)
	}
	term.end()

	term = p.terminal("add chat-app")
	term.until(':')
	term.press(value + "\r")
	if said := term.until(':'); !strings.Contains(said, "Passphrase of the encrypted file") {
		t.Errorf("asked for %q", said)
	}
	term.press(passphrase + "\r")
	shown := term.rest()
	if status := term.end(); status != 0 || !strings.Contains(shown, "Stored chat-app") || strings.Contains(shown, passphrase) {
		t.Errorf("status %d, %q", status, shown)
	}

	term = p.terminal("get chat-app --show")
	term.until(':')
	term.press("wrong " + passphrase + "\r")
	shown = term.rest()
	if status := term.end(); status != 5 || strings.Contains(shown, value) {
		t.Errorf("a wrong passphrase: status %d, %q", status, shown)
	}
	term = p.terminal("get chat-app --show")
	term.until(':')
	term.press(passphrase + "\r")
	shown = term.rest()
	if status := term.end(); status != 0 || !strings.Contains(shown, value) {
		t.Errorf("status %d, %d characters shown", status, len(shown))
	}
}

// On a machine without any desktop, as over ssh: unlock starts the agent, which
// holds the file open, and starts no stray session bus.
func TestTheEncryptedFileIsHeldOpenWithoutADesktop(t *testing.T) {
	p := &person{t: t, session: session.New(t, session.Options{NoBus: true}), program: binary(t, "keytray")}
	t.Parallel()
	// Where dbus-launch is installed, the D-Bus library uses it to start a bus.
	programs, launched := t.TempDir(), filepath.Join(t.TempDir(), "launched")
	script := "#!/bin/sh\ntouch '" + launched + "'\nexit 1\n"
	if err := os.WriteFile(filepath.Join(programs, "dbus-launch"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	p.env = []string{"PATH=" + programs + ":" + os.Getenv("PATH")}
	passphrase, value := newValue(), newValue()
	p.do(passphrase+"\n"+passphrase+"\n", "config", "keychain", "file")
	if _, _, status := p.run(value, "add", "chat-app"); status != 4 {
		t.Errorf("add before unlocking: status %d", status)
	}
	p.do(passphrase+"\n", "unlock")
	p.do(value, "add", "chat-app")
	if got := p.do("", "get", "chat-app"); got != value {
		t.Error("another value came back")
	}
	if _, err := os.Stat(launched); err == nil {
		t.Error("a session bus was launched")
	}
	p.do("", "quit")
	if _, _, status := p.run("", "get", "chat-app"); status != 4 {
		t.Errorf("after quitting: status %d", status)
	}
}

// The list of keys is gone beyond repair while the file is locked: the passphrase
// and the doctor bring it back.
func TestALostListIsMadeAgainFromTheEncryptedFile(t *testing.T) {
	p := newPerson(t, session.Options{}, fakedesk.Options{})
	passphrase, value := newValue(), newValue()
	p.do(passphrase+"\n"+passphrase+"\n", "config", "keychain", "file")
	p.startAgent()
	p.do(passphrase+"\n", "unlock")
	p.do(value, "add", "chat-app")
	p.do("", "quit")
	for _, file := range []string{"index.json", "index.last.json"} {
		if err := os.WriteFile(filepath.Join(p.session.Home, ".local/share/keytray", file), []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p.startAgent()
	if _, said, status := p.run("", "list"); status != 1 || !strings.Contains(said, "doctor --fix") {
		t.Errorf("list: status %d, %q", status, said)
	}
	p.do(passphrase+"\n", "unlock")
	if out := p.do("", "doctor", "--fix", "--yes"); !strings.Contains(out, "The new list has 1 key") {
		t.Errorf("doctor: %s", out)
	}
	if got := p.do("", "get", "chat-app"); got != value {
		t.Error("another value came back")
	}
}

// Somebody stopped a move out of the file, and the passphrase is forgotten with
// the agent: the file is asked for until nothing is left in it.
func TestAStoppedMoveOutOfTheFileCanBeFinished(t *testing.T) {
	p := newPerson(t, session.Options{}, fakedesk.Options{})
	passphrase, value := newValue(), newValue()
	p.add("other")
	p.do(passphrase+"\n"+passphrase+"\n", "config", "keychain", "file")
	settings := filepath.Join(p.session.Home, ".config/keytray/settings.json")
	if err := os.WriteFile(settings, []byte(`{"keychain":"system"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	p.do(value, "add", "chat-app")
	p.startAgent()
	p.waitMenu("The encrypted file is locked")
	if _, said, status := p.run("", "get", "other"); status != 4 || !strings.Contains(said, "keytray unlock") {
		t.Errorf("get: status %d, %q", status, said)
	}
	if got := p.do("", "get", "chat-app"); got != value {
		t.Error("another value came back")
	}
	if out := p.do(passphrase+"\n", "config", "keychain", "system"); !strings.Contains(out, "Moved 1 value") {
		t.Errorf("config: %q", out)
	}
	p.waitMenu("All keys are fresh")
	p.do("", "get", "other")
}
