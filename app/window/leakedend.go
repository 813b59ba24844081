package window

import (
	"cmp"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// leakEnd is how a leak ended, as far as is known.
type leakEnd int

const (
	leakOpen     leakEnd = iota
	leakDealt            // the value that leaked is dead
	leakUnmarked         // the key is not marked any more
	leakHeld             // the rotation has ended, and the leaked value is still held
	leakDeleted          // the key is in the bin, and maybe alive
)

// endOfLeak compares a key with what it was when it was last marked. there: a state has
// it.
func endOfLeak(last, now api.Key, there bool) leakEnd {
	wasReplaced := last.Exposure == nil && last.Case != nil
	other := wasReplaced || now.CurrentItem() != last.CurrentItem() // is in use by now
	switch {
	case !there:
		return leakDeleted
	case leaked(now) || last.ID == "":
		return leakOpen
	case other && now.Previous == 0:
		return leakDealt
	case wasReplaced && now.Case == nil:
		return leakHeld
	}
	return leakUnmarked
}

// follow takes over what a state says of the key.
func (p *leakedPage) follow(k api.Key, there bool) {
	if there {
		p.key, p.provider = k, providerOf(p.w, k)
	}
	before := p.end
	p.end = endOfLeak(p.last, p.key, there)
	if p.end != leakOpen || !leaked(p.key) {
		return
	}
	p.last = p.key
	if before != leakOpen { // it leaked once more
		p.answer, p.where, p.noted = "", "", ""
		p.call.said = kit.Saying{}
	}
}

// again marks the key once more, or its new value after the old one.
func (p *leakedPage) again() {
	p.answer = ""
	p.call.said = kit.Saying{}
	p.expose("")
}

// ending says how it ended, and what is left to do.
func (p *leakedPage) ending() (title string, s kit.Saying) {
	switch p.end {
	case leakDealt:
		said := cmp.Or(p.answer, plain(p.call.said.Text))
		return text.T(wordsLeakOver), kit.Saying{Tone: "fresh", Icon: "check", Text: kit.Words("", said, " "+text.T(wordsNotMarked))}
	case leakUnmarked:
		return text.T(wordsUnmarked), kit.Saying{Tone: kit.ToneInfo, Icon: "info", Text: kit.Words(text.T(wordsMarkAfterAll)), Acts: []kit.Act{{Label: text.T(wordsMarkAgain), Do: p.again}}}
	case leakHeld:
		return text.T(wordsMayWork), kit.Saying{Tone: "overdue", Icon: "warn", Text: kit.Words("", text.T(wordsEndedTooEarly), " "+wordsRevokeAndCheck(p.issuer()))}
	case leakDeleted:
		return text.T(wordsLeakDeleted), kit.Saying{Tone: "overdue", Icon: "warn", Text: kit.Words("", wordsStillWorks(p.issuer()))}
	}
	return "", kit.Saying{}
}
