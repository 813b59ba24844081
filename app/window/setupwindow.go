package window

import (
	"cmp"
	"context"
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
	setMonths(p.over, w.OverdueAfter)
	setMonths(p.due, w.DueAfter)
}

// askWindow learns what windows the person wants.
func (p *nameStep) askWindow() {
	ask(p.s.w, func(ctx context.Context, svc api.Service) ([]api.Setting, error) { return svc.Settings(ctx) },
		func(all []api.Setting, err error) {
			if err != nil {
				return // the default is as good a proposal
			}
			p.chosen = map[string]rotation.Policy{}
			for _, s := range all {
				p.learn(s)
			}
			p.known = true
			p.window()
		})
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
