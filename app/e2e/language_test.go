//go:build linux

package e2e_test

import (
	"strings"
	"testing"
)

func TestARunningAgentFollowsTheLanguage(t *testing.T) {
	p := atDesk(t)
	p.add("chat-app")
	p.startAgent()
	p.waitMenu("All keys are fresh")
	p.do("", "config", "appearance.language", "de")
	p.waitMenu("Alle Schlüssel sind frisch")
	p.waitMenu("Schlüssel suchen…")
	if said := p.do("", "list"); !strings.Contains(said, "ANBIETER") {
		t.Errorf("a command says %s", said)
	}
	p.do("", "config", "appearance.language", "system")
	p.waitMenu("All keys are fresh")
}
