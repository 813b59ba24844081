package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// createKeyStep leads to a new key at the provider; of a key that leaked, where that
// is better, to the end of the old one first.
type createKeyStep struct {
	r      *rotateWizard
	head   *rotateHead
	page   *opening
	revoke *opening
	opens  *kit.Button // what has the focus first; nil where there is no page
	call   *callOffer
	kill   *callOffer
	give   *kit.Button     // gives the rotation up
	opened map[string]bool // pages that the person has looked at
	shown  createAbout     // what the steps were built for
	steps  *fyne.Container
	box    *fyne.Container
}

// createAbout is what the steps to a new key are about.
type createAbout struct {
	provider, name string
	revokeFirst    bool
	dead           bool // the old one
}

func newCreateKeyStep(r *rotateWizard) *createKeyStep {
	s := &createKeyStep{r: r, head: newRotateHead(r), page: newOpening(r.w, &r.wizard), revoke: newOpening(r.w, &r.wizard), opened: map[string]bool{}, steps: container.New(kit.Column{Gap: 12})}
	s.call = newCallOffer(r, api.CallRotate, s.replaced)
	s.kill = newCallOffer(r, api.CallRevoke, s.revoked)
	keeps := kit.NewNote(r.escape)
	keeps.Render(kit.Saying{Tone: kit.ToneInfo, Icon: "info", Text: kit.Words(text.T(wordsStopAnywhere))})
	s.give = r.watchButton(kit.NewButton(text.T(wordsGiveUp), "", kit.Look{Text: theme.ColorNameHyperlink}, kit.HeightSmall, r.givesUp))
	s.box = container.New(kit.Column{Gap: 14}, s.head.box, s.call.note.Box, s.steps, keeps.Box, kit.Inset(container.NewHBox(s.give), -8, 0, -4, 0))
	return s
}

func (s *createKeyStep) title() string              { return text.T("New key") }
func (s *createKeyStep) content() fyne.CanvasObject { return s.box }
func (s *createKeyStep) next() (string, bool)       { return text.T("Next"), !s.r.calling() }
func (s *createKeyStep) done() bool                 { return true }
func (s *createKeyStep) busy() bool                 { return s.r.calling() }

// giveUp gives up asking whether a call was done.
func (s *createKeyStep) giveUp() bool { return s.call.giveUp() || s.kill.giveUp() }

// pasteText takes a key that was made meanwhile.
func (s *createKeyStep) pasteText(pasted string) {
	if s.r.w.isKey(pasted) && !s.r.calling() {
		s.r.turn(rotatePaste)
		s.r.paste.take(pasted)
	}
}

// focus is the page to open, until it was; then Enter goes on.
func (s *createKeyStep) focus() fyne.Focusable {
	if s.opens != nil && !s.opened[s.opens.Text] {
		return s.opens
	}
	return nil
}

func (s *createKeyStep) enter() {
	s.r.turns.to(api.StepCreate)
	s.call.forget()
	s.kill.forget()
	s.show()
}

func (s *createKeyStep) render(api.State) { s.show() }

func (s *createKeyStep) show() {
	p, first := s.r.provider, s.r.revokeFirst()
	switch {
	case s.r.dead:
		s.head.set(text.T(wordsGetNew), text.T(wordsOldDead))
	case first:
		s.head.set(text.T(wordsRevokeFirst), text.T(wordsThenMake))
	case endsAtOnce(p):
		s.head.set(text.T(wordsGetNew), text.T(wordsEndsAtOnce))
	case s.callEnds(p):
		s.head.set(text.T(wordsCreateFirst), "")
	default:
		s.head.set(text.T(wordsCreateFirst), text.T(wordsOldWorks))
	}
	if now := (createAbout{p.ID, newKeyName(s.r.key.Name, s.r.w.p.Now()), first, s.r.dead}); s.shown != now {
		s.shown = now
		s.r.rebuilds(s.opens, func() { s.fill(p, first) })
	}
	s.call.render()
	s.kill.render()
	kit.Show(s.give, s.r.turns.last != "" && !s.r.hasNew())
}

// callEnds tells whether the call that is offered ends the old key at once.
func (s *createKeyStep) callEnds(p provider.Provider) bool {
	call := p.Call(api.CallRotate, s.r.key.Kind)
	return s.call.offered() && call != nil && !call.KeepsOld
}

// fill builds the steps of the provider.
func (s *createKeyStep) fill(p provider.Provider, revokeFirst bool) {
	s.page.forget()
	s.revoke.forget()
	s.opens = nil
	s.steps.Objects = nil
	n := 1
	if revokeFirst {
		steps := revokeSteps(p)
		s.steps.Add(numberedSteps(n, inWords(steps), func(i int) fyne.CanvasObject {
			if i == 0 {
				return s.opener(s.revoke, revokePage(p), p.Confirmed("links.revoke"))
			}
			return nil
		}))
		s.steps.Add(s.kill.note.Box)
		n += len(steps)
	}
	named := false
	steps := createSteps(p)
	first := 0
	if revokeFirst && len(steps) > 1 && steps[0] == revokeSteps(p)[0] && p.Links.Console == revokePage(p) {
		steps, first = steps[1:], 1 // who has just revoked it is there
	}
	said := inWords(steps)
	if last := len(steps) - 1; !revokeFirst && !s.shown.dead && len(p.Steps.Create) > 0 && !endsAtOnce(p) && strings.HasSuffix(steps[last], "press **Next**.") {
		said[last] = text.Sentences(said[last], text.T(wordsNotYetDelete))
	}
	s.steps.Add(numberedSteps(n, said, func(i int) fyne.CanvasObject {
		if !named && asksForName(steps[i]) {
			named = true
			return newNameToCopy(s.r.w, &s.r.wizard, s.shown.name)
		}
		if first+i == 0 && !revokeFirst || first+i == 0 && p.Links.Console != p.Links.Revoke {
			return s.opener(s.page, p.Links.Console, p.Confirmed("links.console"))
		}
		return nil
	}))
	if len(p.Steps.Create) > 0 && (!confirmed(p, "steps.create") || revokeFirst && !confirmed(p, "steps.revoke")) {
		s.steps.Add(kit.NewProse(text.T(wordsUnconfirmed), kit.SizeNameSmall, kit.ColorMuted))
	}
}

// opener is a button for a page of the provider; nil where none is known. The first
// has the focus.
func (s *createKeyStep) opener(page *opening, address string, sure bool) fyne.CanvasObject {
	u := webPage(address)
	if u == nil {
		return nil
	}
	var b *kit.Button
	b, box := page.opener(u, sure, func() {
		s.opened[b.Text] = true
		s.r.settle()
		s.r.turns.begin()
		s.r.refreshed()
		s.r.OnFocus(s.r.onward)
	})
	if s.opens == nil {
		s.opens = b
	}
	return box
}

// replaced goes on with the new value that the provider has given out.
func (s *createKeyStep) replaced(a api.Called) {
	s.r.tookNew(a.Key, a.Key.Hint)
	s.r.did(deedNew, wordsProviderMade(s.r.issuer()))
	s.r.turns.is(api.StepPlaces)
	s.r.jump(rotatePlaces)
}

func (s *createKeyStep) revoked(api.Called) {
	s.r.did(deedOld, wordsProviderEnded(s.r.issuer()))
	s.r.OnFocus(s.r.focus())
}

// createSteps lead to a new key; to its only replacement where the provider ends the
// old one with it.
func createSteps(p provider.Provider) []string {
	switch {
	case endsAtOnce(p):
		return p.Steps.Regenerate
	case len(p.Steps.Create) == 0:
		return generalSteps(p)
	}
	return p.Steps.Create
}

// endsAtOnce tells whether a new key of the provider can end the old one.
func endsAtOnce(p provider.Provider) bool {
	for _, step := range p.Steps.Regenerate {
		if strings.Contains(step, "at once") || strings.Contains(step, "stops working") {
			return true
		}
	}
	return false
}

// revokeSteps end a key at its provider.
func revokeSteps(p provider.Provider) []string {
	if len(p.Steps.Revoke) > 0 {
		return p.Steps.Revoke
	}
	return generalRevoke(p)
}

func revokePage(p provider.Provider) string {
	if p.Links.Revoke != "" {
		return p.Links.Revoke
	}
	return p.Links.Console
}
