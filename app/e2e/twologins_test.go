//go:build linux

package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// elsewhere is the person at the same desktop with another runtime folder, where nothing
// of the first is found: by a login that the system does not know, or in a container.
func (p *person) elsewhere() *person {
	p.t.Helper()
	run := filepath.Join(p.session.Home, "run-elsewhere")
	if err := os.Mkdir(run, 0o700); err != nil {
		p.t.Fatal(err)
	}
	q := *p
	q.env = append(append([]string{}, p.env...), "XDG_RUNTIME_DIR="+run)
	return &q
}

// Two agents over one list of keys leave each other's copies alone, and what one of them
// changes the other knows.
func TestTwoAgentsOverOneListOfKeys(t *testing.T) {
	p := atDesk(t)
	_, first := p.add("chat-app")
	_, second := p.add("notes")
	q := p.elsewhere()
	p.launch()
	p.hasPlanned()
	q.launch()
	q.hasPlanned()
	if p.agentPID() == q.agentPID() {
		t.Fatal("there is one agent, so nothing is tested")
	}
	p.do("", "copy", "chat-app", "--clear-after", "3s")
	p.assertClipboard("after the first's copy", first)
	q.do("", "copy", "notes", "--clear-after", "6s")
	began := time.Now()
	poll(t, "the first's time is not over", func() bool { return time.Since(began) > 4*time.Second })
	p.assertClipboard("after the first's time", second)
	p.waitClipboard("after the second's time", "")
	q.do("", "edit", "notes", "--name", "journal")
	if list := p.do("", "list"); !strings.Contains(list, "journal") {
		t.Errorf("the first lists:\n%s", list)
	}
	p.do("", "quit")
	q.do("", "quit")
}

// They wake at the same instant, day by day.
func TestTwoAgentsRemindOnce(t *testing.T) {
	p := atDesk(t)
	p.remindAnyTime()
	p.add("chat-app", "--created", monthsAgo(7))
	q := p.elsewhere()
	p.launch()
	q.launch()
	p.assertNotes("together", 1)
	q.hasPlanned()
	p.assertNotes("together", 1)
	p.do("", "quit")
	q.do("", "quit")
}
