package window

import (
	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
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
	p.title.Set(text.T(wordsStopFirst))
	if !order.RevokeFirst {
		p.title.Set(text.T(wordsReplaceFirst))
	}
	hint := p.key.Hint
	if p.replaced() {
		hint = p.last.Case.OldHint
	}
	_, tail := kit.Masked(hint)
	p.sub.Set(wordsLeakOf(p.key.Name, kit.Issuer(p.key), tail))
	p.why.Set(text.Sentences(text.T(wordsItHappens), order.Why))
	for where, chip := range p.chips {
		l := kit.LookChip
		if at := p.place(); at == where || at == "" && where == api.LeakUnsure {
			l = kit.LookChipOn
		}
		chip.Set(text.T(leakPlaces[where]), "", l)
	}
	open := p.end == leakOpen
	said := p.call.said
	switch {
	case !open:
		var title string
		title, said = p.ending()
		p.title.Set(title)
	case p.call.asking:
		said = kit.Saying{Tone: kit.ToneInfo, Icon: "refresh", Text: kit.Words(wordsCalling(p.issuer()))}
	}
	p.note.Render(said)
	kit.Show(p.why, open)
	kit.Show(p.asks, open && !p.replaced())
	kit.Show(p.steps, p.first() != nil)
	kit.Show(p.takeBack, open && leaked(p.key))
	kit.Show(p.marked, open && leaked(p.key))
	kit.Show(p.newTooRow, open && p.replaced())
}

func (p *leakedPage) issuer() string { return kit.Issuer(p.key) }
