package window

import (
	"context"
	"slices"

	"keytray/app/api"
)

// callOffer offers that the provider replaces or revokes the key by itself, asks
// twice, and says what became of it.
type callOffer struct {
	r    *rotateWizard
	what string
	done func(api.Called)
	note *note
	stop func() // while the provider is asked
	said saying // what became of it
}

func newCallOffer(r *rotateWizard, what string, done func(api.Called)) *callOffer {
	return &callOffer{r: r, what: what, done: done, note: newNote(r.escape)}
}

// forget takes away what was said about a call before.
func (c *callOffer) forget() { c.said = saying{} }

// journal tells that nobody knows whether the provider did what it was asked for.
func (c *callOffer) journal() bool { return c.r.key.Case != nil && c.r.key.Case.Call == c.what }

func (c *callOffer) render() {
	name := c.r.issuer()
	switch {
	case c.stop != nil:
		c.note.render(saying{tone: toneInfo, icon: "refresh", text: words(wordsCalling(name))})
	case c.journal():
		said := saying{tone: "due", icon: "warn", text: words("", wordsCallUnknown(name, c.what)), more: wordsCallLook(c.r.key.Case.CallAt, c.what)}
		said.choices = []act{{wordsCheckKey, c.look}}
		c.note.render(said)
	case len(c.said.text) > 0:
		c.note.render(c.said)
	case slices.Contains(c.r.key.Calls, c.what):
		does, needs := c.explained()
		c.note.render(saying{
			tone: toneInfo, icon: "refresh", text: words("", wordsCanCall(name, c.what), " "+does), more: needs,
			choices: []act{{wordsLetCall(name, c.what), c.ask}},
		})
	default:
		c.note.render(saying{})
	}
}

// explained is what the call does, and what it needs.
func (c *callOffer) explained() (does, needs string) {
	if call := c.r.provider.Call(c.what, c.r.key.Kind); call != nil {
		return call.Does, call.Needs
	}
	return wordsCannotUndo, ""
}

// ask names what will happen. The button that does it bears the name of the key: who
// presses it has read which one.
func (c *callOffer) ask() {
	k := c.r.key
	does, _ := c.explained()
	text := does
	if n := c.stops(); n > 0 {
		text += " " + wordsPlacesStop(n)
	}
	c.r.w.confirmOr(wordsCallQuestion(c.r.issuer(), c.what, short(k.Name)), text, wordsCallButton(c.what, short(k.Name)), "Cancel", c.send)
}

// stops counts the places that stop working at once.
func (c *callOffer) stops() int {
	call := c.r.provider.Call(c.what, c.r.key.Kind)
	switch {
	case c.r.hasNew():
		return c.r.behind()
	case call != nil && call.KeepsOld:
		return 0
	}
	return len(c.r.key.UsedBy)
}

func (c *callOffer) send() {
	if c.stop != nil {
		return
	}
	c.forget()
	request := api.CallRequest{Name: c.r.key.ID, What: c.what, Confirmed: c.r.key.Name}
	// It is never given up half-way: nobody would know whether the provider did it.
	c.stop = askUnlimited(c.r.w, func(ctx context.Context, svc api.Service) (api.Called, error) {
		return svc.Call(ctx, request)
	}, func(answer api.Called, err error) {
		c.stop = nil
		c.answered(answer, err)
		c.r.w.stored()
	})
	c.r.refreshed()
}

func (c *callOffer) answered(answer api.Called, err error) {
	switch {
	case err != nil:
		c.said = saying{tone: "overdue", icon: "warn", text: words(sentence(err))}
		if c.r.w.needsPassphrase(err) {
			c.said.acts = []act{{"Unlock…", func() { c.r.w.openUnlock("") }}}
		}
	case answer.Result == api.CallDone:
		c.said = saying{tone: "fresh", icon: "check", text: sentences(answer.Text)}
		c.done(answer)
	case answer.Result == api.CallRefused:
		c.said = saying{tone: "overdue", icon: "x", text: sentences(answer.Text)}
	default:
		c.said = saying{tone: "due", icon: "warn", text: sentences(answer.Text)}
	}
	c.r.refreshed()
}

// look asks the provider about the value that the call was about: that tells whether
// it was done.
func (c *callOffer) look() {
	request := api.CheckRequest{Name: c.r.key.ID, Previous: c.r.hasNew(), Confirmed: true}
	c.stop = ask(c.r.w, func(ctx context.Context, svc api.Service) (api.Checked, error) {
		return svc.Check(ctx, request)
	}, func(answer api.Checked, err error) {
		c.stop = nil
		if err != nil {
			c.r.w.fail(err)
		} else {
			c.said = saying{tone: toneInfo, icon: "info", text: sentences(answer.Text)}
			if answer.Closed {
				c.r.finish(endedChecked)
			}
		}
		c.r.w.stored()
		c.r.refreshed()
	})
	c.r.refreshed()
}
