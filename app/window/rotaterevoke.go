package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// revokeStep leads to the end of the old value at the provider, and has that proven.
type revokeStep struct {
	r       *rotateWizard
	head    *rotateHead
	page    *opening
	opens   *kit.Button // nil where there is no page
	check   *kit.Button // asks whether it is dead; not in sight where nobody can be asked
	skip    *kit.Button
	call    *callOffer
	again   *recheck
	stop    func()     // gives up the call that was sent
	stopped bool       // the person did
	answer  kit.Saying // of the provider
	note    *kit.Note
	places  *kit.Note
	none    *kit.Note
	opened  string      // the page that the person has looked at
	shown   revokeAbout // what the steps were built for
	steps   *fyne.Container
	skipRow fyne.CanvasObject
	box     *fyne.Container
}

// revokeAbout is what the steps to the end of the old key are about.
type revokeAbout struct{ provider, kind, tail string }

func newRevokeStep(r *rotateWizard) *revokeStep {
	s := &revokeStep{r: r, head: newRotateHead(r), page: newOpening(r.w, &r.wizard), note: kit.NewNote(r.escape), places: kit.NewNote(r.escape), none: kit.NewNote(r.escape), steps: container.New(kit.Column{Gap: 10})}
	s.call = newCallOffer(r, api.CallRevoke, s.called)
	s.again = &recheck{after: r.w.after, now: r.w.p.Now, look: s.look}
	s.check = r.watchButton(kit.NewButton(text.T(wordsCheckDead), "refresh", kit.LookPlain, kit.HeightPlain, s.ask))
	s.check.Cuts = true
	s.skip = r.watchButton(kit.NewButton(text.T(wordsSkipCheck), "", kit.Look{Text: theme.ColorNameHyperlink}, kit.HeightSmall, s.skips))
	s.skipRow = kit.Inset(container.NewHBox(s.skip), -6, 0, -4, 0)
	s.box = container.New(kit.Column{Gap: 12}, s.head.box, s.call.note.Box, s.steps, s.none.Box, s.note.Box, s.places.Box, s.skipRow)
	return s
}

func (s *revokeStep) title() string              { return text.T("Revoke the old") }
func (s *revokeStep) content() fyne.CanvasObject { return s.box }
func (s *revokeStep) busy() bool                 { return s.r.calling() }

// waits tells whether an answer about the old value is on its way.
func (s *revokeStep) waits() bool { return s.stop != nil }

// next waits for the proof, unless nothing is left to be proven.
func (s *revokeStep) next() (string, bool) {
	return text.T("Next"), s.nothingLeft() && !s.waits() && !s.r.calling()
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
	case s.opens != nil && s.opened != s.opens.Text:
		return s.opens
	case s.canAsk():
		return s.check
	}
	return s.skip
}

func (s *revokeStep) enter() {
	s.r.turns.to(api.StepRevoke)
	s.call.forget()
	s.answer = kit.Saying{}
	if asked := s.accepted(); asked != nil {
		s.answer = kit.Saying{Tone: "due", Icon: "clock", Text: kit.Words("", wordsStillAccepted(s.r.issuer())), More: wordsAskedLast(asked.At, s.r.w.p.Now())}
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
	_, tail := kit.Masked(s.r.old)
	if now := (revokeAbout{s.r.provider.ID, s.r.key.Kind, tail}); s.shown != now {
		s.shown = now
		s.r.rebuilds(s.opens, s.fill)
	}
	gone := s.nothingLeft()
	switch {
	case gone:
		s.head.set(text.T(wordsOldGone), wordsEndedBy(s.r.issuer()))
	case s.r.dead:
		s.head.set(text.T(wordsRevokeOld), text.Sentences(text.T(wordsOldDead), text.T(wordsProveDead)))
	default:
		s.head.set(text.T(wordsRevokeOld), text.T(wordsUntilYouDo))
	}
	kit.Show(s.steps, !gone)
	kit.Show(s.skipRow, !gone && s.canAsk())
	s.call.render()
	s.asking()
	s.note.Render(s.answered())
	s.none.Render(s.without(gone))
	s.places.Render(s.leftBehind())
	s.box.Refresh()
}

// asking follows the call that is under way.
func (s *revokeStep) asking() {
	if s.waits() {
		s.check.Set(wordsAsking(s.r.issuer()), "refresh", kit.LookPlain)
		s.check.Disable()
	} else {
		s.check.Set(s.checkWords(), "refresh", kit.LookPlain)
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
	return text.T(wordsCheckDead)
}

// answered is what the provider said last, and what can be done about it.
func (s *revokeStep) answered() kit.Saying {
	said := s.answer
	if len(said.Text) > 0 && !s.waits() {
		said.Acts = []kit.Act{{Label: text.T(wordsLookNow), Do: s.ask}}
	}
	if next := s.again.next; !next.IsZero() && len(said.Text) > 0 {
		said.More = text.Sentences(text.T(wordsRevokingTakes), wordsLookAgain(next))
	}
	return said
}

// without is for an old value that nobody can be asked about.
func (s *revokeStep) without(gone bool) kit.Saying {
	if !gone && !s.canAsk() {
		return kit.Saying{Tone: kit.ToneInfo, Icon: "info", Text: kit.Words("", wordsNoCheck(s.r.issuer())), Acts: []kit.Act{{Label: text.T(wordsRevokedIt), Do: s.skips}}}
	}
	return kit.Saying{}
}

func (s *revokeStep) leftBehind() kit.Saying {
	if s.r.behind() == 0 {
		return kit.Saying{}
	}
	first, then := wordsLeftBehind(s.r.key.Places, s.nothingLeft() || s.r.dead)
	return kit.Saying{Tone: "overdue", Icon: "warn", Text: kit.Words("", first), More: then, Acts: []kit.Act{{Label: text.T(wordsBackToPlaces), Do: func() { s.r.jump(rotatePlaces) }}}}
}

// fill builds the steps of the provider.
func (s *revokeStep) fill() {
	p := s.r.provider
	s.page.forget()
	s.opens = nil
	steps := inWords(revokeSteps(p))
	if s.shown.tail != "" {
		steps[0] = text.Sentences(steps[0], wordsOldEndsIn(s.shown.tail))
	}
	asks := s.canAsk()
	if asks {
		steps = append(steps, text.T(wordsComeBackDead))
	}
	s.steps.Objects = []fyne.CanvasObject{numberedSteps(1, steps, func(i int) fyne.CanvasObject {
		switch {
		case i == 0:
			return s.opener()
		case asks && i == len(steps)-1:
			return container.New(kit.Snug{}, s.check)
		}
		return nil
	})}
	if len(p.Steps.Revoke) > 0 && !confirmed(p, "steps.revoke") {
		s.steps.Add(kit.NewProse(text.T(wordsUnconfirmed), kit.SizeNameSmall, kit.ColorMuted))
	}
}

// opener is the page where keys end; nil where none is known.
func (s *revokeStep) opener() fyne.CanvasObject {
	p := s.r.provider
	u := webPage(revokePage(p))
	if u == nil {
		return nil
	}
	var b *kit.Button
	b, box := s.page.opener(u, p.Confirmed("links.revoke"), func() {
		s.opened = b.Text
		s.r.settle()
		s.r.OnFocus(s.focus())
	})
	s.opens = b
	return box
}
