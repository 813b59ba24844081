package window

import (
	"keytray/app/api"
	"keytray/app/provider"
)

// replaced tells whether it is the value before the current one that leaked.
func (p *leakedPage) replaced() bool {
	return p.key.Exposure == nil && p.key.Case != nil && p.key.Case.Leaked != nil
}

// place is where the key was seen.
func (p *leakedPage) place() string {
	switch {
	case p.where != "":
		return p.where
	case p.key.Exposure != nil:
		return p.key.Exposure.Where
	case p.replaced():
		return p.key.Case.Leaked.Where
	}
	return ""
}

func (p *leakedPage) order() provider.Order {
	if p.replaced() {
		return provider.Order{RevokeFirst: true, Why: wordsReplacedWhy(p.issuer())}
	}
	return provider.AfterLeak(p.place(), len(p.key.UsedBy))
}

func (p *leakedPage) head() {
	order := p.order()
	p.title.set(wordsStopFirst)
	if !order.RevokeFirst {
		p.title.set(wordsReplaceFirst)
	}
	hint := p.key.Hint
	if p.replaced() {
		hint = p.key.Case.OldHint
	}
	_, tail := mask(hint)
	p.sub.set(wordsLeakOf(p.key.Name, issuer(p.key), tail))
	p.why.set(wordsItHappens + order.Why)
	for where, chip := range p.chips {
		l := lookChip
		if at := p.place(); at == where || at == "" && where == api.LeakUnsure {
			l = lookChipOn
		}
		chip.set(leakPlaces[where], "", l)
	}
	over := saying{}
	if p.over {
		p.title.set(wordsLeakOver)
		over = saying{tone: "fresh", icon: "check", text: words("", p.answer, " "+wordsNotMarked)}
	}
	p.note.render(over)
	show(p.why, !p.over)
	show(p.asks, !p.over && !p.replaced())
	show(p.steps, !p.over)
	show(p.takeBack, leaked(p.key))
	show(p.marked, leaked(p.key))
}

func (p *leakedPage) issuer() string { return issuer(p.key) }
