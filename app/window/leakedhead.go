package window

import (
	"cmp"

	"keytray/app/api"
	"keytray/app/provider"
)

// replaced tells whether it is the value before the current one that leaked.
func (p *leakedPage) replaced() bool {
	return p.end == leakHeld || p.key.Exposure == nil && p.key.Case != nil && p.key.Case.Leaked != nil
}

// called is what a call to the provider is about.
func (p *leakedPage) called() (api.Key, provider.Provider) { return p.key, p.provider }

func (p *leakedPage) refreshed() { p.render(p.w.state) }

// place is where the key was seen.
func (p *leakedPage) place() string {
	switch {
	case p.where != "":
		return p.where
	case p.key.Exposure != nil:
		return p.key.Exposure.Where
	case p.replaced():
		return p.last.Case.Leaked.Where
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
		hint = p.last.Case.OldHint
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
	open := p.end == leakOpen
	said := p.call.said
	switch {
	case !open:
		var title string
		title, said = p.ending()
		p.title.set(title)
	case p.call.asking:
		said = saying{tone: toneInfo, icon: "refresh", text: words(wordsCalling(p.who()))}
	}
	p.note.render(said)
	show(p.why, open)
	show(p.asks, open && !p.replaced())
	show(p.steps, p.first() != nil)
	show(p.takeBack, open && leaked(p.key))
	show(p.marked, open && leaked(p.key))
	show(p.newTooRow, open && p.replaced())
}

func (p *leakedPage) issuer() string { return issuer(p.key) }

// who is the provider in a sentence.
func (p *leakedPage) who() string { return cmp.Or(p.issuer(), "the provider") }
