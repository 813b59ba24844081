//go:build linux

package e2e_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// opens clicks a line and returns how the window was asked for.
func (p *person) opens(label string) string {
	p.t.Helper()
	_ = os.Remove(filepath.Join(p.session.Home, "called"))
	p.click(label)
	return waitWindow(p.t, p)
}

func TestTheMenuLeadsToAnUnfinishedRotation(t *testing.T) {
	p := atDesk(t)
	p.program = withFakeWindow(t, p)
	id, _ := p.add("chat_app")
	p.add("other")
	p.startAgent()
	p.waitMenu("All keys are fresh")
	p.do(newValue(), "rotate", "chat_app")
	p.waitMenu("1 rotation to finish…")
	p.waitMenu("chat_app   (rotating, step 3 of 5)")
	if got := p.opens("1 rotation to finish…"); got != "window rotate "+id {
		t.Errorf("the window was asked for %q", got)
	}
	p.do("", "revoke", "chat_app")
	p.waitMenu("All keys are fresh")
}

func TestTheMenuHelpsWithALeakedKey(t *testing.T) {
	p := atDesk(t)
	p.program = withFakeWindow(t, p)
	p.add("chat-app")
	p.startAgent()
	p.waitMenu("A key leaked…")
	if got := p.opens("A key leaked…"); got != "window leaked" {
		t.Errorf("the window was asked for %q", got)
	}
	p.do("", "exposed", "chat-app", "--where", "repository")
	p.waitMenu("chat-app   (exposed)")
	p.waitMenu("1 key needs rotating…")
	p.do(newValue(), "rotate", "chat-app")
	p.waitMenu("chat-app   (leaked, step 3 of 5)")
}

func TestAChangedWindowRemindsAtOnce(t *testing.T) {
	p := atDesk(t)
	p.remindAnyTime()
	p.add("package", "--provider", "npm", "--created", time.Now().UTC().AddDate(0, 0, -45).Format(time.DateOnly))
	p.startAgent()
	p.waitMenu("All keys are fresh")
	p.do("", "config", "rotation.provider.npm", "1-2")
	p.waitMenu("1 key is in its rotation window…")
	p.waitNote("package")
}
