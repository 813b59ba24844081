package window

import (
	"cmp"
	"context"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
)

// providerCall makes the provider of a key replace or revoke it, after a question, and
// keeps what became of it.
type providerCall struct {
	w    *Window
	page callPage
	what string
	done func(api.Called) // the provider did it

	asking bool       // the answer is on its way
	said   kit.Saying // what became of it
}

// callPage is the page that offers a call.
type callPage interface {
	page
	called() (api.Key, provider.Provider) // whose value a call is about, as is known now
	replaced() bool                       // the value that is to die has another one after it
	refreshed()                           // shows what became of it
}

// ask names what will happen. The button that does it bears the name of the key: who
// presses it has read which one. The question goes when the key is not what it was.
func (c *providerCall) ask() {
	k, p := c.page.called()
	does, needs := c.explained()
	stop := ""
	if n := c.stops(); n > 0 {
		stop = wordsPlacesStop(n)
	}
	title := wordsCallQuestion(cmp.Or(kit.Issuer(k), p.Name), c.what, short(k.Name))
	c.w.confirmWhile(aboutSame(k), text.T(wordsChangedMeanwhile), title, text.Sentences(does, needs, stop), wordsCallButton(c.what, short(k.Name)), func() { c.send(k) })
}

// explained is what the call does, and what it needs.
func (c *providerCall) explained() (does, needs string) {
	k, p := c.page.called()
	if call := p.Call(c.what, k.Kind); call != nil {
		return text.Of(call.Does), text.Of(call.Needs)
	}
	return text.T(wordsCannotUndo), ""
}

// stops counts the places that stop working at once.
func (c *providerCall) stops() int {
	k, p := c.page.called()
	call := p.Call(c.what, k.Kind)
	if call != nil && call.KeepsOld && !c.page.replaced() {
		return 0
	}
	n := 0
	for _, p := range k.Places {
		if !p.Person && (!p.Has || !c.page.replaced()) {
			n++
		}
	}
	return n
}

// behind counts the places that do not have the current value.
func behind(k api.Key) int {
	n := 0
	for _, p := range k.Places {
		if !p.Has {
			n++
		}
	}
	return n
}

// send makes the call about the value that was confirmed, as k had it then. It is
// never given up half-way: nobody would know whether the provider did it.
func (c *providerCall) send(k api.Key) {
	if c.asking {
		return
	}
	c.asking, c.said = true, kit.Saying{}
	request := api.CallRequest{Name: k.ID, What: c.what, Item: k.CallItem(c.what), Confirmed: k.Name}
	writeUnlimited(c.w, func(ctx context.Context, svc api.Service) (api.Called, error) {
		return svc.Call(ctx, request)
	}, c.answered)
	c.page.refreshed()
}

// answered says what became of the call, also to who has left the page or waits for
// the end of it to close the window.
func (c *providerCall) answered(answer api.Called, err error) {
	c.asking = false
	c.said = c.outcome(answer, err)
	did := err == nil && answer.Result == api.CallDone
	if !did {
		c.w.closes = false
	}
	if !c.w.inSight(c.page) {
		c.w.toasting(message{text: plain(c.said.Text), good: did, bad: !did})
	}
	if did {
		c.done(answer)
	}
	c.page.refreshed()
}

func (c *providerCall) outcome(answer api.Called, err error) kit.Saying {
	if err != nil {
		said := kit.Saying{Tone: "overdue", Icon: "warn", Text: kit.Words(client.Sentence(err))}
		if c.w.needsPassphrase(err) {
			said.Acts = []kit.Act{{Label: text.T("Unlock…"), Do: func() { c.w.openUnlock("") }}}
		}
		return said
	}
	switch answer.Result {
	case api.CallDone:
		return kit.Saying{Tone: "fresh", Icon: "check", Text: sentences(answer.Text)}
	case api.CallRefused:
		return kit.Saying{Tone: "overdue", Icon: "x", Text: sentences(answer.Text)}
	}
	return kit.Saying{Tone: "due", Icon: "warn", Text: sentences(answer.Text)}
}
