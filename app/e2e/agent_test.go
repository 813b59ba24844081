//go:build linux

package e2e_test

import (
	"context"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestCopyStartsTheAgentIfThereIsNone(t *testing.T) {
	p := atDesk(t)
	_, value := p.add("chat-app")
	if out := p.do("", "copy", "chat-app"); out != "Copied chat-app. Clears in 30 s.\n" {
		t.Errorf("copy says %q", out)
	}
	t.Cleanup(func() { // it is nobody's child: nothing else would end it
		ctx, cancel := context.WithTimeout(context.Background(), limit)
		defer cancel()
		_ = p.session.Command(ctx, p.program, "quit").Run()
	})
	p.assertClipboard("after copy", value)
	if _, err := p.desk.WaitItem(p.ctx()); err != nil {
		t.Fatalf("no tray icon: %v", err)
	}
	p.do("", "quit")
	p.assertClipboard("after quitting", "")
}

func TestOfSeveralStartsAtOnceOneStays(t *testing.T) {
	p := atDesk(t)
	p.program = withFakeWindow(t, p)
	var all []*agent
	for range 4 {
		all = append(all, p.launch())
	}
	ended := make(chan error, len(all))
	for _, a := range all {
		go func() {
			err := <-a.ended
			a.ended <- err
			ended <- err
		}()
	}
	for range len(all) - 1 {
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("one ended with %v", err)
			}
		case <-time.After(limit):
			t.Fatal("more than one stays")
		}
	}
	if out := p.do("", "status"); !strings.Contains(out, "running (process ") {
		t.Errorf("none stays: %s", out)
	}
	p.do("", "quit")
}

// Logging out ends the bus before the programs.
func TestTheAgentOutlivesTheBus(t *testing.T) {
	p := atDesk(t)
	_, value := p.add("chat-app")
	a := p.startAgent()
	p.do("", "copy", "chat-app", "--clear-after", "3s")
	p.assertClipboard("after copy", value)
	if err := p.session.StopBus(); err != nil {
		t.Fatal(err)
	}
	p.waitClipboard("after its time", "")
	if _, errs, status := p.run("", "get", "chat-app"); status != 4 || strings.Count(errs, "\n") != 1 {
		t.Errorf("get: status %d, %q", status, errs)
	}
	p.do("", "list")
	p.do("", "quit")
	if err := a.wait(); err != nil {
		t.Errorf("it ended with %v", err)
	}
}

// The agent of the next log-in must not find this one in its place. Logging out does
// not end it everywhere.
func TestTheAgentEndsWithItsDisplay(t *testing.T) {
	p := atDesk(t)
	p.add("chat-app")
	a := p.startAgent()
	p.do("", "copy", "chat-app", "--clear-after", "3m")
	if err := p.session.StopDisplay(); err != nil {
		t.Fatal(err)
	}
	if err := a.wait(); err != nil {
		t.Errorf("it ended with %v", err)
	}
	if _, errs, status := p.run("", "copy", "chat-app"); status != 1 || strings.Count(errs, "\n") != 1 {
		t.Errorf("copy: status %d, %q", status, errs)
	}
}

// Somebody was here over ssh before they sat down.
func TestAnAgentWithoutADisplayMakesRoom(t *testing.T) {
	p := atDesk(t)
	display := p.session.Display
	p.session.Display = ""
	first := p.startAgent()
	p.session.Display = display
	p.startAgent()
	if err := first.wait(); err != nil {
		t.Errorf("the first ended with %v", err)
	}
	_, value := p.add("chat-app")
	p.do("", "copy", "chat-app")
	p.assertClipboard("after copy", value)
	p.do("", "quit")
}

// Commands at the desk ask for what only an agent with a display can do.
func TestACommandAtTheDeskReplacesAnAgentWithoutADisplay(t *testing.T) {
	for name, other := range map[string]string{"none, as over ssh": "", "one that is gone": "/nowhere/X:0"} {
		t.Run(name, func(t *testing.T) {
			p := atDesk(t)
			display := p.session.Display
			p.session.Display = other
			first := p.startAgent()
			_, value := p.add("chat-app")
			p.session.Display = display
			p.do("", "copy", "chat-app")
			p.assertClipboard("after copy", value)
			if err := first.wait(); err != nil {
				t.Errorf("the first ended with %v", err)
			}
			p.do("", "quit")
		})
	}
}

// The window of the whole build opens in its own process, and copies by the agent.
func TestAWindowReplacesAnAgentWithoutADisplay(t *testing.T) {
	p := atDesk(t)
	program := binary(t, "keytray-window")
	display := p.session.Display
	p.session.Display = ""
	first := p.startAgent()
	_, value := p.add("chat-app")
	p.session.Display = display
	window := p.session.Command(p.ctx(), program, "window")
	if err := window.Start(); err != nil {
		t.Fatal(err)
	}
	if err := first.wait(); err != nil {
		t.Errorf("the first ended with %v", err)
	}
	p.do("", "copy", "chat-app")
	p.assertClipboard("after copy", value)
	p.do("", "quit")
	_ = window.Process.Kill()
	_ = window.Wait()
}

// A display may be frozen for a while when the agent starts.
func TestADisplayThatFrozeAtTheStartIsWatchedLater(t *testing.T) {
	p := atDesk(t)
	if err := p.session.SignalDisplay(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	a := p.startAgent()
	if err := p.session.SignalDisplay(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	p.add("chat-app")
	p.do("", "copy", "chat-app")
	if err := p.session.StopDisplay(); err != nil {
		t.Fatal(err)
	}
	if err := a.wait(); err != nil {
		t.Errorf("it ended with %v", err)
	}
}
