package window

import (
	"cmp"
	"context"
	"slices"

	"keytray/app/api"
)

// callOffer offers a step of the rotation that the provider does it by itself, and
// says what became of it.
type callOffer struct {
	providerCall
	r       *rotateWizard
	note    *note
	stop    func() // gives up asking whether the call was done
	stopped bool   // the person did
	looked  string // what came of that
}

func newCallOffer(r *rotateWizard, what string, done func(api.Called)) *callOffer {
	return &callOffer{providerCall: providerCall{w: r.w, page: r, what: what, done: done}, r: r, note: newNote(r.escape)}
}

// forget takes away what was said about a call before.
func (c *callOffer) forget() { c.said, c.looked = saying{}, "" }

// giveUp gives up asking whether the call was done. The call itself is not given up.
func (c *callOffer) giveUp() bool {
	if c.stop == nil {
		return false
	}
	c.stopped = true
	c.stop()
	return true
}

// journal tells that nobody knows whether the provider did what it was asked for.
func (c *callOffer) journal() bool { return c.r.key.Case != nil && c.r.key.Case.Call == c.what }

// offered tells whether the provider can do it, for the value that is to die: an older
// one that is still held stands before it.
func (c *callOffer) offered() bool {
	older := c.what == api.CallRevoke && c.r.key.Previous > 0 && !c.r.hasNew()
	return slices.Contains(c.r.key.Calls, c.what) && !older
}

func (c *callOffer) render() {
	name := c.r.issuer()
	switch {
	case c.asking:
		c.note.render(saying{tone: toneInfo, icon: "refresh", text: words(wordsCalling(name))})
	case c.stop != nil:
		c.note.render(saying{tone: toneInfo, icon: "refresh", text: words(wordsAsking(name))})
	case c.journal():
		said := saying{tone: "due", icon: "warn", text: words("", wordsCallUnknown(name, c.what)), more: cmp.Or(c.looked, wordsCallLook(c.r.key.Case.CallAt, c.what))}
		said.choices = []act{{wordsCheckKey, c.look}}
		c.note.render(said)
	case len(c.said.text) > 0:
		c.note.render(c.said)
	case c.offered():
		does, needs := c.explained()
		c.note.render(saying{
			tone: toneInfo, icon: "refresh", text: words("", wordsCanCall(name, c.what), " "+does), more: needs,
			choices: []act{{wordsLetCall(name, c.what), c.ask}},
		})
	default:
		c.note.render(saying{})
	}
}

// look asks the provider about the value that the call was about: that tells whether
// it was done.
func (c *callOffer) look() {
	if c.asking || c.stop != nil {
		return
	}
	r, request := c.r, api.CheckRequest{Name: c.r.key.ID, Previous: c.r.hasNew(), Confirmed: true}
	r.w.fail(nil)
	c.stopped, c.looked = false, ""
	c.stop = ask(r.w, func(ctx context.Context, svc api.Service) (api.Checked, error) {
		return svc.Check(ctx, request)
	}, func(answer api.Checked, err error) {
		c.stop = nil
		switch {
		case err != nil && c.stopped:
		case err != nil:
			c.looked = sentence(err)
			r.tell(c.looked, true)
		default:
			c.looked = answer.Text
			r.tell(c.looked, false)
			c.said = saying{tone: toneInfo, icon: "info", text: sentences(answer.Text)}
			if answer.Closed {
				r.finish(endedChecked)
			}
		}
		r.refreshed()
	})
	r.refreshed()
}
