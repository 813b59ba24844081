package window

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"keytray/app/api"
	"keytray/app/rotation"
)

// Settings that say what rotation window is usual, and that of one provider, whose
// ID follows.
const (
	settingDue      = "rotation.due_after_months"
	settingOverdue  = "rotation.overdue_after_months"
	settingProvider = "rotation.provider."
)

// inForce is the window of a key of this provider that has none of its own.
func (p *nameStep) inForce() rotation.Policy {
	of := p.s.draft.provider
	w, _ := rotation.Windows{
		Chosen: p.chosen[of.ID], Suggested: rotation.Policy{DueAfter: of.Window.DueAfter, OverdueAfter: of.Window.OverdueAfter}, Usual: p.usual,
	}.For(rotation.Policy{})
	return w
}

// window sets it, until the person has chosen one for this key.
func (p *nameStep) window() {
	if p.chose {
		return
	}
	p.choosing = true
	defer func() { p.choosing = false }()
	w := p.inForce()
	p.over.choose(w.OverdueAfter)
	p.due.choose(w.DueAfter)
}

// learnWindows takes the windows that the person wants from the settings. Before the first
// state nobody knows them; then the default is as good a proposal.
func (p *nameStep) learnWindows() {
	p.chosen = map[string]rotation.Policy{}
	for _, s := range p.s.w.state.Settings {
		p.learn(s)
	}
	p.known = p.s.w.keys.ready
}

func (p *nameStep) learn(s api.Setting) {
	n, _ := strconv.Atoi(s.Value)
	switch id, ofOne := strings.CutPrefix(s.Key, settingProvider); {
	case s.Key == settingDue:
		p.usual.DueAfter = cmp.Or(n, p.usual.DueAfter)
	case s.Key == settingOverdue:
		p.usual.OverdueAfter = cmp.Or(n, p.usual.OverdueAfter)
	case ofOne:
		var w rotation.Policy
		if _, err := fmt.Sscanf(s.Value, "%d-%d", &w.DueAfter, &w.OverdueAfter); err == nil { // else it is not set
			p.chosen[id] = w
		}
	}
}
