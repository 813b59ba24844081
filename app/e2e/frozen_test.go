//go:build linux

package e2e_test

import (
	"context"
	"strings"
	"syscall"
	"testing"
	"time"

	"keytray/app/api"
)

// freeze stops the keychain's process without ending it, as a debugger or a
// swapping machine does; thaw lets it go on.
func (p *person) freeze() (thaw func()) {
	p.t.Helper()
	bus, err := p.session.Bus(p.ctx())
	if err != nil {
		p.t.Fatal(err)
	}
	defer bus.Close()
	var pid uint32
	if err := bus.BusObject().Call("org.freedesktop.DBus.GetConnectionUnixProcessID", 0, "org.freedesktop.secrets").Store(&pid); err != nil {
		p.t.Fatal(err)
	}
	signal := func(s syscall.Signal) {
		if err := syscall.Kill(int(pid), s); err != nil {
			p.t.Error(err)
		}
	}
	signal(syscall.SIGSTOP)
	p.t.Cleanup(func() { _ = syscall.Kill(int(pid), syscall.SIGCONT) })
	return func() { signal(syscall.SIGCONT) }
}

func TestAFrozenKeychainIsSaid(t *testing.T) {
	p := atDesk(t)
	_, value := p.add("chat-app")
	thaw := p.freeze()
	if _, errs, status := p.run("", "get", "chat-app"); status != 4 || !strings.Contains(errs, "did not answer in time") {
		t.Errorf("get: status %d, %q", status, errs)
	}
	if _, _, status := p.run(newValue(), "add", "second"); status != 4 {
		t.Errorf("add: status %d", status)
	}
	if _, errs, status := p.run("", "unlock"); status != 4 || !strings.Contains(errs, "did not answer in time") {
		t.Errorf("unlock: status %d, %q", status, errs)
	}
	thaw()
	if p.do("", "get", "chat-app") != value {
		t.Error("another value came back")
	}
}

// An agent that is stopped finds, when it goes on, that nobody waits for the copy any more:
// the person has something else in mind by then, and pastes what they do not expect.
func TestACopyThatWasGivenUpDoesNotComeLate(t *testing.T) {
	p := atDesk(t)
	_, value := p.add("chat-app")
	a := p.startAgent()
	a.signal(syscall.SIGSTOP)
	defer a.signal(syscall.SIGCONT)
	for range 5 {
		ctx, giveUp := context.WithTimeout(p.ctx(), 200*time.Millisecond)
		_, err := p.service().Copy(ctx, api.CopyRequest{Name: "chat-app"})
		if giveUp(); err == nil {
			t.Fatal("a stopped agent has copied")
		}
	}
	a.signal(syscall.SIGCONT)
	if st, err := p.service().State(p.ctx()); err != nil || st.Clipboard.Live() {
		t.Errorf("a key is on the clipboard (%v)", err)
	}
	p.assertClipboard("after the agent went on", "")
	if _, err := p.service().Copy(p.ctx(), api.CopyRequest{Name: "chat-app"}); err != nil {
		t.Fatal(err)
	}
	p.assertClipboard("after a copy that is wanted", value)
}

func TestOfTwoClicksTheLastCounts(t *testing.T) {
	p := atDesk(t)
	p.add("first")
	_, value := p.add("second")
	p.startAgent()
	p.waitMenu("second")
	thaw := p.freeze()
	p.click("first")
	p.click("second")
	thaw()
	p.waitClipboard("after both clicks", value)
	poll(t, "the first click still counts", func() bool { return p.show("second").CopyCount == 1 })
	if n := p.show("first").CopyCount; n != 0 {
		t.Errorf("the first key was copied %d times", n)
	}
	p.assertClipboard("a moment later", value)
}
