//go:build linux

package e2e_test

import (
	"context"
	"strings"
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

func TestTheAgentOutlivesTheDisplay(t *testing.T) {
	p := atDesk(t)
	p.add("chat-app")
	p.startAgent()
	p.do("", "copy", "chat-app", "--clear-after", "3s")
	if err := p.session.StopDisplay(); err != nil {
		t.Fatal(err)
	}
	if _, errs, status := p.run("", "copy", "chat-app"); status != 1 || strings.Count(errs, "\n") != 1 {
		t.Errorf("copy: status %d, %q", status, errs)
	}
	p.do("", "quit")
}
