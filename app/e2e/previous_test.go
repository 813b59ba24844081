//go:build linux

package e2e_test

import (
	"strings"
	"testing"
)

func TestBothValuesCanBeCopiedUntilTheOldOneIsDead(t *testing.T) {
	p := atDesk(t)
	_, old := p.add("chat-app")
	value := newValue()
	p.startAgent()
	p.do(value, "rotate", "chat-app")
	if said := p.do("", "copy", "chat-app", "--previous"); !strings.HasPrefix(said, "Copied the old value of chat-app. ") {
		t.Errorf("copy says %q", said)
	}
	p.assertClipboard("after copy --previous", old)
	p.do("", "copy", "chat-app")
	p.assertClipboard("after copy", value)
	if said := p.do("", "revoke", "chat-app"); !strings.Contains(said, "The rotation of chat-app is done.") {
		t.Errorf("revoke says %q", said)
	}
	if _, _, status := p.run("", "copy", "chat-app", "--previous"); status != 5 {
		t.Errorf("copy --previous of a dead value ends with %d, want 5", status)
	}
	p.assertClipboard("after what was refused", value)
}
