//go:build linux

package e2e_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Days pass here by what is written down moving into the past: the program, its
// clock and its timers are the real ones.

// daysPass ends the agent, lets days go by, and starts it again.
func (p *person) daysPass(a *agent, days int) *agent {
	p.t.Helper()
	p.hasPlanned() // and has written down what it said
	a.kill()
	path := filepath.Join(p.session.Home, ".local/share/keytray/index.json")
	content, err := os.ReadFile(path)
	if err != nil {
		p.t.Fatal(err)
	}
	var index any
	in := json.NewDecoder(bytes.NewReader(content))
	in.UseNumber()
	if err := in.Decode(&index); err != nil {
		p.t.Fatal(err)
	}
	if content, err = json.Marshal(earlier(index, days)); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		p.t.Fatal(err)
	}
	return p.startAgent()
}

// earlier is a part of the index with every instant in it so many days earlier.
func earlier(part any, days int) any {
	switch v := part.(type) {
	case map[string]any:
		for k := range v {
			v[k] = earlier(v[k], days)
		}
	case []any:
		for i := range v {
			v[i] = earlier(v[i], days)
		}
	case string:
		if at, err := time.Parse(time.RFC3339Nano, v); err == nil {
			return at.AddDate(0, 0, -days).Format(time.RFC3339Nano)
		}
	}
	return part
}

// hasPlanned waits until the agent has looked for what there is to say.
func (p *person) hasPlanned() {
	p.t.Helper()
	poll(p.t, "the agent plans no reminder", func() bool {
		var st struct {
			Agent struct{ Running bool } // a command alone would only compute it
			Next  time.Time              `json:"next_reminder"`
		}
		if err := json.Unmarshal([]byte(p.do("", "status", "--json")), &st); err != nil {
			p.t.Fatal(err)
		}
		return st.Agent.Running && st.Next.After(time.Now())
	})
}

// assertNotes asserts how many notifications there were in all.
func (p *person) assertNotes(when string, want int) {
	p.t.Helper()
	p.hasPlanned()
	if notes := p.desk.Notes(); len(notes) != want {
		var said []string
		for _, n := range notes {
			said = append(said, n.Summary)
		}
		p.t.Fatalf("%s: %d notifications, want %d: %q", when, len(notes), want, said)
	}
}

// Without the snooze there would be a word about it after three days.
func TestSnoozeIsSilentForAWeek(t *testing.T) {
	p := atDesk(t)
	p.remindAnyTime()
	p.add("chat-app", "--created", monthsAgo(4))
	p.do(newValue(), "rotate", "chat-app")
	a := p.daysPass(p.startAgent(), 1)
	if err := p.desk.Invoke(p.waitNote("not finished"), "snooze"); err != nil {
		t.Fatal(err)
	}
	poll(t, "the key is not snoozed", func() bool { return strings.Contains(p.do("", "show", "chat-app"), "Snoozed") })
	for day := range 6 {
		a = p.daysPass(a, 1)
		p.assertNotes("on day "+string(rune('1'+day)), 1)
	}
	p.daysPass(a, 2)
	p.waitNote("not finished")
	p.assertNotes("on day 8", 2)
}

// A reminder stays until somebody sees it, and goes when there is no reason left, or
// nobody who would answer its buttons.
func TestAReminderIsThereAsLongAsItMeansSomething(t *testing.T) {
	p := atDesk(t)
	p.remindAnyTime()
	p.add("chat-app", "--created", monthsAgo(8))
	a := p.startAgent()
	if n := p.waitNote("chat-app is overdue"); n.Timeout != 0 || n.Hints["urgency"] != "1" {
		t.Errorf("it is shown for %d ms, with urgency %s", n.Timeout, n.Hints["urgency"])
	}
	gone := func() bool {
		notes := p.desk.Notes()
		return notes[len(notes)-1].Closed
	}
	p.do(newValue(), "rotate", "chat-app")
	poll(t, "it is there when the key has a new value", gone)

	p.daysPass(a, 1)
	p.waitNote("not finished")
	if gone() {
		t.Fatal("the second one is gone at once")
	}
	p.do("", "quit")
	poll(t, "it is there when nobody answers it", gone)
}

func TestAnExposedKeyIsNamedEveryDayUntilItIsReplaced(t *testing.T) {
	p := atDesk(t)
	p.remindAnyTime()
	p.add("chat-app")
	p.do("", "exposed", "chat-app", "--where", "repository")
	p.do("", "snooze", "chat-app", "30d")
	a := p.startAgent()
	p.waitNote("chat-app was exposed")
	for day := 2; day <= 4; day++ {
		a = p.daysPass(a, 1)
		p.assertNotes("after one more day", day)
	}
	p.do(newValue(), "rotate", "chat-app")
	a = p.daysPass(a, 1) // the old value may still be alive
	p.assertNotes("on the day after it was replaced", 5)
	p.do("", "revoke", "chat-app")
	p.daysPass(a, 3)
	p.assertNotes("days after it was revoked", 5)
}

func TestARotationThatWasLeftIsNamedTheNextDay(t *testing.T) {
	p := atDesk(t)
	p.program = withFakeWindow(t, p)
	p.remindAnyTime()
	id, old := p.add("chat-app", "--created", monthsAgo(4))
	value := newValue()
	p.do(value, "rotate", "chat-app")
	a := p.startAgent()
	p.assertNotes("on the day itself", 0)
	p.waitMenu("chat-app   (rotating, step 3 of 5)")
	p.daysPass(a, 1)
	n := p.waitNote("chat-app")
	if !strings.Contains(n.Summary+n.Body, "not finished") {
		t.Errorf("it says %q, %q", n.Summary, n.Body)
	}
	if err := p.desk.Invoke(n, "rotate"); err != nil {
		t.Fatal(err)
	}
	if got := waitWindow(t, p); got != "window rotate "+id {
		t.Errorf("the window was asked for %q", got)
	}
	p.assertItem("the old value", id+".1", old)
	p.assertItem("the new value", id+".2", value)
}

// The list of keys is no secret: what is due is known without the keychain.
func TestRemindersComeWhileTheKeychainIsLocked(t *testing.T) {
	p := atDesk(t)
	p.remindAnyTime()
	p.add("chat-app", "--created", monthsAgo(8))
	if err := p.session.LockKeyring(p.ctx()); err != nil {
		t.Fatal(err)
	}
	p.startAgent()
	p.waitNote("chat-app is overdue")
	if out := p.do("", "status"); !strings.Contains(out, "locked") {
		t.Errorf("the keychain is not locked: %s", out)
	}
}
