package window

import "slices"

// What is made again in another language. A page that holds something, or waits for an
// answer, which another page would not have, is not: all of the window waits until it is left.

func (p *binPage) anew() page { return newBinPage(p.w) }

func (p *helpPage) anew() page {
	over := page(p.w.keys)
	if n := len(p.w.under); n > 0 {
		over = p.w.under[n-1] // which is made anew before what lies over it
	}
	return newHelpPage(p.w, over)
}

func (p *rotationPage) anew() page {
	n := newRotationPage(p.w)
	p.w.lives = n
	n.soon = p.soon
	n.render(p.w.state)
	n.lives.chooseKey(p.lives.id)
	return n
}

func (p *leakedChoice) anew() page {
	n := newLeakedChoice(p.w)
	n.search.SetText(p.search.Text)
	return n
}

func (p *unlockPage) holds() bool { return p.Asking() }

// anew takes a passphrase along that was begun.
func (p *unlockPage) anew() page {
	n := newUnlockPage(p.w, p.key)
	n.Field.SetText(p.Field.Text)
	return n
}

func (p *passphrasePage) holds() bool { return p.stop != nil }

func (p *passphrasePage) anew() page {
	n := newPassphrasePage(p.w)
	n.old.SetText(p.old.Text)
	n.new.SetText(p.new.Text)
	n.again.SetText(p.again.Text)
	return n
}

func (p *movePage) holds() bool { return p.stop != nil }

func (p *movePage) anew() page {
	n := newMovePage(p.w, p.to)
	n.pass.SetText(p.pass.Text)
	n.again.SetText(p.again.Text)
	return n
}

// holds tells whether something was typed, pasted or stored.
func (s *setup) holds() bool {
	typed, pasted := s.has()
	return typed || pasted || s.storing() || s.at > setupPaste
}

func (s *setup) anew() page {
	n := newSetup(s.w)
	n.provider.search.SetText(s.provider.search.Text)
	n.draft = s.draft
	n.from = slices.Clone(s.from)
	n.goTo(s.at)
	return n
}

// holds tells whether there is a new value that is not stored, or a call on its way, or
// whether the page tells how it ended.
func (r *rotateWizard) holds() bool {
	typed, pasted := r.has()
	busy := r.calling() || r.turns.busy || r.leaving || r.revoke.again.stop != nil || len(r.places.asked) > 0 || r.paste.stop != nil
	return typed || pasted || busy || r.at == rotateDone || r.places.field.Text != "" || r.paste.expires.Text != ""
}

func (r *rotateWizard) anew() page {
	n := newRotateWizard(r.w, r.key)
	n.seen, n.old, n.fresh, n.dead, n.known, n.stored, n.missing, n.deeds = r.seen, r.old, r.fresh, r.dead, r.known, r.stored, r.missing, r.deeds
	n.jump(r.at)
	return n
}

// holds tells whether an answer is on its way or on the page, or whether the page tells
// how it ended. The mark itself is the key's.
func (p *leakedPage) holds() bool {
	busy := p.marking.Busy || p.stop != nil || p.call.asking
	return busy || p.answer != "" || len(p.call.said.Text) > 0 || p.end != leakOpen || !leaked(p.key)
}

func (p *leakedPage) anew() page {
	n := newLeakedPage(p.w, p.key)
	n.where, n.noted = p.where, p.noted
	n.render(p.w.state)
	return n
}
