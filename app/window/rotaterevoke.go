package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
)

// revokeStep leads to the end of the old value at the provider, and has that proven.
type revokeStep struct {
	r       *rotateWizard
	head    *rotateHead
	page    *opening
	opens   *button // nil where there is no page
	check   *button // asks whether it is dead; not in sight where nobody can be asked
	skip    *button
	call    *callOffer
	again   *recheck
	stop    func() // gives up the call that was sent
	stopped bool   // the person did
	answer  saying // of the provider
	note    *note
	places  *note
	none    *note
	opened  string      // the page that the person has looked at
	shown   revokeAbout // what the steps were built for
	steps   *fyne.Container
	skipRow fyne.CanvasObject
	box     *fyne.Container
}

// revokeAbout is what the steps to the end of the old key are about.
type revokeAbout struct{ provider, kind, tail string }

func newRevokeStep(r *rotateWizard) *revokeStep {
	s := &revokeStep{r: r, head: newRotateHead(r), page: newOpening(r.w, &r.wizard), note: newNote(r.escape), places: newNote(r.escape), none: newNote(r.escape), steps: container.New(column{10})}
	s.call = newCallOffer(r, api.CallRevoke, s.called)
	s.again = &recheck{after: r.w.after, now: r.w.p.Now, look: s.look}
	s.check = r.watchButton(newButton(wordsCheckDead, "refresh", lookPlain, heightPlain, s.ask))
	s.skip = r.watchButton(newButton(wordsSkipCheck, "", look{text: theme.ColorNameHyperlink}, heightSmall, s.skips))
	s.skipRow = inset(container.NewHBox(s.skip), -6, 0, -12, 0)
	s.box = container.New(column{12}, s.head.box, s.call.note.box, s.steps, s.none.box, s.note.box, s.places.box, s.skipRow)
	return s
}

func (s *revokeStep) title() string              { return "Revoke the old" }
func (s *revokeStep) content() fyne.CanvasObject { return s.box }
func (s *revokeStep) slow()                      {}
func (s *revokeStep) busy() bool                 { return s.r.calling() }

// waits tells whether an answer about the old value is on its way.
func (s *revokeStep) waits() bool { return s.stop != nil }

// next waits for the proof, unless nothing is left to be proven.
func (s *revokeStep) next() (string, bool) {
	return "Next", s.nothingLeft() && !s.waits() && !s.r.calling()
}

func (s *revokeStep) done() bool {
	s.revoke(endedByProvider, s.r.key)
	return false
}

// nothingLeft tells whether no old value is held: the provider has ended it by itself.
func (s *revokeStep) nothingLeft() bool {
	c := s.r.key.Case
	return c != nil && c.Stored && s.r.key.Previous == 0
}

// canAsk tells whether the provider has a way to ask about a key.
func (s *revokeStep) canAsk() bool { return s.r.provider.Check(s.r.key.Kind) != nil }

func (s *revokeStep) focus() fyne.Focusable {
	switch {
	case s.nothingLeft():
		return nil
	case s.opens != nil && s.opened != s.opens.text:
		return s.opens
	case s.canAsk():
		return s.check
	}
	return s.skip
}

func (s *revokeStep) enter() {
	s.r.turns.to(api.StepRevoke)
	s.call.forget()
	s.answer = saying{}
	if asked := s.accepted(); asked != nil {
		s.answer = saying{tone: "due", icon: "clock", text: words("", wordsStillAccepted(s.r.issuer())), more: wordsAskedLast(asked.At, s.r.w.p.Now())}
	}
	s.show()
}

func (s *revokeStep) render(api.State) { s.show() }

// giveUp gives up asking.
func (s *revokeStep) giveUp() bool {
	if s.stop == nil {
		return s.call.giveUp()
	}
	s.stopped = true
	s.stop()
	return true
}

func (s *revokeStep) show() {
	_, tail := mask(s.r.old)
	if now := (revokeAbout{s.r.provider.ID, s.r.key.Kind, tail}); s.shown != now {
		s.shown = now
		s.r.rebuilds(s.opens, s.fill)
	}
	gone := s.nothingLeft()
	switch {
	case gone:
		s.head.set(wordsOldGone, wordsEndedBy(s.r.issuer()))
	case s.r.dead:
		s.head.set(wordsRevokeOld, wordsOldDead+" "+wordsProveDead)
	default:
		s.head.set(wordsRevokeOld, wordsUntilYouDo)
	}
	show(s.steps, !gone)
	show(s.skipRow, !gone && s.canAsk())
	s.call.render()
	s.asking()
	s.note.render(s.answered())
	s.none.render(s.without(gone))
	s.places.render(s.leftBehind())
	s.box.Refresh()
}

// asking follows the call that is under way.
func (s *revokeStep) asking() {
	if s.waits() {
		s.check.set(wordsAsking(s.r.issuer()), "refresh", lookPlain)
		s.check.Disable()
	} else {
		s.check.set(s.checkWords(), "refresh", lookPlain)
		s.check.Enable()
	}
}

// checkWords name the host where the key may belong to another.
func (s *revokeStep) checkWords() string {
	if v := s.r.provider.Check(s.r.key.Kind); v != nil && v.SelfHosted {
		if _, hosts := hostsOf(v); len(hosts) == 1 {
			return wordsCheckDeadAt(hosts[0])
		}
	}
	return wordsCheckDead
}

// answered is what the provider said last, and what can be done about it.
func (s *revokeStep) answered() saying {
	said := s.answer
	if len(said.text) > 0 && !s.waits() {
		said.acts = []act{{wordsLookNow, s.ask}}
	}
	if next := s.again.next; !next.IsZero() && len(said.text) > 0 {
		said.more = wordsRevokingTakes + " " + wordsLookAgain(next)
	}
	return said
}

// without is for an old value that nobody can be asked about.
func (s *revokeStep) without(gone bool) saying {
	if !gone && !s.canAsk() {
		return saying{tone: toneInfo, icon: "info", text: words("", wordsNoCheck(s.r.issuer())), acts: []act{{wordsRevokedIt, s.skips}}}
	}
	return saying{}
}

func (s *revokeStep) leftBehind() saying {
	if s.r.behind() == 0 {
		return saying{}
	}
	first, then := wordsLeftBehind(s.r.key.Places, s.nothingLeft() || s.r.dead)
	return saying{tone: "overdue", icon: "warn", text: words("", first), more: then, acts: []act{{wordsBackToPlaces, func() { s.r.jump(rotatePlaces) }}}}
}

// fill builds the steps of the provider.
func (s *revokeStep) fill() {
	p := s.r.provider
	s.page.forget()
	s.opens = nil
	steps := append([]string{}, revokeSteps(p)...)
	if s.shown.tail != "" {
		steps[0] += " " + wordsOldEndsIn(s.shown.tail)
	}
	asks := s.canAsk()
	if asks {
		steps = append(steps, wordsComeBackDead)
	}
	s.steps.Objects = []fyne.CanvasObject{numberedSteps(1, steps, func(i int, _ string) fyne.CanvasObject {
		switch {
		case i == 0:
			return s.opener()
		case asks && i == len(steps)-1:
			return container.New(snug{}, s.check)
		}
		return nil
	})}
	if len(p.Steps.Revoke) > 0 && !confirmed(p, "steps.revoke") {
		s.steps.Add(newProse(wordsUnconfirmed, sizeNameSmall, colorMuted))
	}
}

// opener is the page where keys end; nil where none is known.
func (s *revokeStep) opener() fyne.CanvasObject {
	p := s.r.provider
	u := webPage(revokePage(p))
	if u == nil {
		return nil
	}
	var b *button
	b, box := s.page.opener(u, p.Confirmed("links.revoke"), func() {
		s.opened = b.text
		s.r.settle()
		s.r.OnFocus(s.focus())
	})
	s.opens = b
	return box
}
