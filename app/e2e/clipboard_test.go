//go:build linux

package e2e_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
)

// copied copies a new key and returns its value.
func (p *person) copied(flags ...string) (value string) {
	p.t.Helper()
	_, value = p.add("chat-app")
	p.do("", append([]string{"copy", "chat-app"}, flags...)...)
	return value
}

// targets are what the clipboard offers.
func (p *person) targets() []string {
	out, _ := p.session.Command(p.ctx(), "xclip", "-o", "-selection", "clipboard", "-t", "TARGETS").Output()
	return strings.Fields(string(out))
}

func (p *person) clipboardOf(what string) (key string) {
	p.t.Helper()
	var st struct{ Clipboard struct{ Key string } }
	if err := json.Unmarshal([]byte(p.do("", "status", "--json")), &st); err != nil {
		p.t.Fatalf("%s: %v", what, err)
	}
	return st.Clipboard.Key
}

func TestClipboardManagersAreAskedToLeaveAKeyOut(t *testing.T) {
	p := atDesk(t)
	p.startAgent()
	p.copied()
	if all := p.targets(); !slices.Contains(all, "x-kde-passwordManagerHint") || !slices.Contains(all, "UTF8_STRING") {
		t.Errorf("offered are %q", all)
	}
	if out := p.do("", "doctor"); !strings.Contains(out, "Keys are copied through X11. Clipboard managers are asked to leave them out.") {
		t.Errorf("doctor says %q", out)
	}
}

func TestAKilledAgentLeavesNothingOnTheClipboard(t *testing.T) {
	p := atDesk(t)
	a := p.startAgent()
	p.assertClipboard("after copy", p.copied("--clear-after", "10m"))
	a.kill()
	p.assertClipboard("after kill -9", "")
}

// Where the system keeps a value after we are gone, a guard clears it.
func TestAfterAKillTheGuardClearsTheFallbackBoard(t *testing.T) {
	p := atDesk(t)
	p.do("", "config", "clipboard.board", "atotto")
	a := p.startAgent()
	value := p.copied("--clear-after", "3s")
	deadline := time.Now().Add(3 * time.Second)
	p.assertClipboard("after copy", value)
	var guards []string
	poll(t, "the guard", func() bool { guards = p.guards(); return len(guards) == 1 })
	for _, of := range []string{"cmdline", "environ"} {
		if content, err := os.ReadFile(filepath.Join("/proc", guards[0], of)); err != nil || strings.Contains(string(content), value) {
			t.Errorf("the value is in the guard's %s, or that cannot be read: %v", of, err)
		}
	}
	a.kill()
	p.assertClipboard("after kill -9", value)
	p.waitClipboard("after the deadline", "")
	if late := time.Since(deadline); late > time.Second {
		t.Errorf("it was there for %v too long", late)
	}
	poll(t, "the guard's end", func() bool { return len(p.guards()) == 0 })
}

func TestAGuardEndsWithItsCopy(t *testing.T) {
	p := atDesk(t)
	p.do("", "config", "clipboard.board", "atotto")
	p.startAgent()
	p.copied()
	poll(t, "the guard", func() bool { return len(p.guards()) == 1 })
	p.do("", "copy", "chat-app")
	poll(t, "another guard, and only one", func() bool { return len(p.guards()) == 1 })
	p.do("", "clear")
	poll(t, "the guard's end", func() bool { return len(p.guards()) == 0 })
	p.assertClipboard("after clear", "")
}

// guards are the processes that would clear after a crash.
func (p *person) guards() (pids []string) {
	all, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, file := range all {
		line, err := os.ReadFile(file)
		pid := filepath.Base(filepath.Dir(file))
		home, _ := os.ReadFile(filepath.Join("/proc", pid, "environ"))
		if err == nil && strings.Contains(string(line), "guard-clipboard") && strings.Contains(string(home), "HOME="+p.session.Home+"\x00") {
			pids = append(pids, pid)
		}
	}
	return pids
}

func TestCopyOnceIsGoneAfterTheFirstPaste(t *testing.T) {
	p := atDesk(t)
	p.startAgent()
	_, value := p.add("chat-app")
	if out := p.do("", "copy", "chat-app", "--once"); out != "Copied chat-app. Clears after the first paste, or in 30 s.\n" {
		t.Errorf("copy says %q", out)
	}
	p.targets() // is no paste
	p.assertClipboard("the first paste", value)
	p.assertClipboard("the second paste", "")
	if n := p.waitNote("Pasted, cleared"); strings.Contains(n.Summary+n.Body, "chat-app") || n.Hints["transient"] != "true" {
		t.Errorf("the note is %+v", n)
	}
	if key := p.clipboardOf("after the paste"); key != "" {
		t.Errorf("status still shows %s", key)
	}
	p.waitMenu("All keys are fresh")

	p.do("", "config", "clipboard.clear_after_paste", "true")
	p.do("", "copy", "chat-app")
	p.assertClipboard("the first paste, by the setting", value)
	p.assertClipboard("the second paste, by the setting", "")
}

func TestOnceIsNotPromisedWhereNobodyTellsOfPastes(t *testing.T) {
	p := atDesk(t)
	p.do("", "config", "clipboard.board", "atotto")
	p.startAgent()
	p.add("chat-app")
	if out := p.do("", "copy", "chat-app", "--once"); out != "Copied chat-app. This clipboard does not tell of pastes: it clears in 30 s.\n" {
		t.Errorf("copy says %q", out)
	}
	if out := p.do("", "doctor"); !strings.Contains(out, "cannot ask clipboard managers") {
		t.Errorf("doctor says %q", out)
	}
}

func TestALockedScreenClears(t *testing.T) {
	p := atDesk(t)
	screen, err := fakedesk.StartScreenSaver(t.Context(), p.session.BusAddress, fakedesk.GNOME)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(screen.Close)
	p.startAgent()
	p.assertClipboard("after copy", p.copied())
	if err := screen.Watched(p.ctx()); err != nil {
		t.Fatal(err)
	}
	if err := screen.Lock(); err != nil {
		t.Fatal(err)
	}
	p.waitClipboard("with a locked screen", "")
	if key := p.clipboardOf("with a locked screen"); key != "" {
		t.Errorf("status still shows %s", key)
	}
}

func TestGoingToSleepWaitsUntilTheClipboardIsClear(t *testing.T) {
	system := session.New(t, session.Options{Keyring: session.NoService})
	logind, err := fakedesk.StartLogind(t.Context(), system.BusAddress, fakedesk.LogindOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(logind.Close)
	p := atDesk(t)
	p.env = append(p.env, "DBUS_SYSTEM_BUS_ADDRESS="+system.BusAddress)
	p.startAgent()
	value := p.copied()
	if err := logind.AwaitInhibitors(p.ctx(), 1); err != nil {
		t.Fatal(err)
	}
	p.assertClipboard("after copy", value)
	if released, err := logind.Sleep(); err != nil || !released {
		t.Errorf("sleep: released %v, %v", released, err)
	}
	p.assertClipboard("when the computer sleeps", "")
	if err := logind.Wake(); err != nil {
		t.Fatal(err)
	}
	if err := logind.AwaitInhibitors(p.ctx(), 0); err != nil {
		t.Errorf("after the copy something still holds up sleep: %v", err)
	}
}

func TestTheMenuChangesOnceAtACopyAndOnceWhenItIsCleared(t *testing.T) {
	p := atDesk(t)
	p.add("mirror-bot")
	_, value := p.add("chat-app")
	p.startAgent()
	p.waitMenu("chat-app")
	p.click("mirror-bot")
	p.waitMenu("Clear now")
	layouts, icons := p.desk.LayoutUpdates(), p.desk.IconChanges()
	if icons == 0 {
		t.Error("the icon does not tell of the copy")
	}
	p.click("chat-app")
	p.waitClipboard("after the click", value)
	p.do("", "clear")
	p.waitMenu("All keys are fresh")
	if n := p.desk.IconChanges() - icons; n > 2 {
		t.Errorf("the icon changed %d times for a second copy and its clearing", n)
	}
	// The clock time of the second copy, if a second went by; then other words, and that
	// nothing can be clicked there any more.
	if n := p.desk.LayoutUpdates() - layouts; n > 3 {
		t.Errorf("the menu changed %d times for a second copy and its clearing", n)
	}
}

func TestSomebodyElsesCopyEndsOursAtOnce(t *testing.T) {
	p := atDesk(t)
	p.startAgent()
	p.copied("--clear-after", "10m")
	if err := p.session.SetClipboard(t.Context(), "somebody else's text"); err != nil {
		t.Fatal(err)
	}
	poll(t, "the end of the copy", func() bool { return p.clipboardOf("after another copy") == "" })
	p.assertClipboard("after that", "somebody else's text")
}

func TestADisplayThatHangsIsSaid(t *testing.T) {
	p := atDesk(t)
	p.startAgent()
	p.copied("--clear-after", "3s")
	if err := p.session.SignalDisplay(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	p.waitNote("could not be cleared")
	if err := p.session.SignalDisplay(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	p.waitNote("The key is off the clipboard now")
	p.waitClipboard("when the display goes on", "")
}

func TestAMiddleClickPastesOnlyIfAskedFor(t *testing.T) {
	p := atDesk(t)
	p.startAgent()
	primary := func() string {
		out, _ := p.session.Command(p.ctx(), "xclip", "-o", "-selection", "primary").Output()
		return string(out)
	}
	value := p.copied()
	if primary() != "" {
		t.Error("it has the value, unasked")
	}
	p.do("", "config", "clipboard.primary", "true")
	p.do("", "copy", "chat-app")
	if primary() != value {
		t.Error("asked for, it does not have the value")
	}
	p.do("", "clear")
	if primary() != "" {
		t.Error("the value is left")
	}
}

// onWayland sits at a Wayland desktop.
func onWayland(t *testing.T) *person {
	return newPerson(t, session.Options{Wayland: true, XWayland: true}, fakedesk.Options{})
}

func (p *person) wlPaste(args ...string) string {
	out, _ := p.session.Command(p.ctx(), "wl-paste", args...).Output() // fails if there is nothing
	return string(out)
}

func TestOnWaylandAKeyIsCopiedAndGone(t *testing.T) {
	p := onWayland(t)
	a := p.startAgent()
	value := p.copied("--clear-after", "3s")
	if got := p.wlPaste("-n"); got != value {
		t.Errorf("another program pastes %d characters", len(got))
	}
	if all := p.wlPaste("--list-types"); !strings.Contains(all, "x-kde-passwordManagerHint") {
		t.Errorf("offered are %q", all)
	}
	if out := p.do("", "doctor"); !strings.Contains(out, "Keys are copied through Wayland. Clipboard managers are asked to leave them out.") {
		t.Errorf("doctor says %q", out)
	}
	poll(t, "the deadline", func() bool { return p.wlPaste("-n") == "" })

	p.do("", "copy", "chat-app", "--clear-after", "10m")
	a.kill()
	if got := p.wlPaste("-n"); got != "" {
		t.Errorf("after kill -9 %d characters are there", len(got))
	}
}

func TestOnWaylandTheToolDoesWhereAskedFor(t *testing.T) {
	p := onWayland(t)
	p.do("", "config", "clipboard.board", "wl-copy")
	a := p.startAgent()
	value := p.copied()
	if got := p.wlPaste("-n"); got != value {
		t.Errorf("another program pastes %d characters", len(got))
	}
	a.kill()
	poll(t, "the end of wl-copy", func() bool { return p.wlPaste("-n") == "" })
}

func TestABoardOfAnotherDesktopIsSaid(t *testing.T) {
	p := atDesk(t)
	p.add("chat-app")
	p.startAgent()
	for _, board := range []string{"wayland", "wl-copy"} {
		p.do("", "config", "clipboard.board", board)
		_, errs, status := p.run("", "copy", "chat-app")
		if status != 1 || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, "keytray config clipboard.board auto") {
			t.Errorf("%s: status %d, %q", board, status, errs)
		}
	}
}
