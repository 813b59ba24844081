package window

import (
	"cmp"
	"context"
	"slices"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
)

// callOffer offers a step of the rotation that the provider does it by itself, and
// says what became of it.
type callOffer struct {
	providerCall
	r       *rotateWizard
	note    *kit.Note
	stop    func() // gives up asking whether the call was done
	stopped bool   // the person did
	looked  string // what came of that
}

func newCallOffer(r *rotateWizard, what string, done func(api.Called)) *callOffer {
	return &callOffer{providerCall: providerCall{w: r.w, page: r, what: what, done: done}, r: r, note: kit.NewNote(r.escape)}
}

// forget takes away what was said about a call before.
func (c *callOffer) forget() { c.said, c.looked = kit.Saying{}, "" }

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
		c.note.Render(kit.Saying{Tone: kit.ToneInfo, Icon: "refresh", Text: kit.Words(wordsCalling(name))})
	case c.stop != nil:
		c.note.Render(kit.Saying{Tone: kit.ToneInfo, Icon: "refresh", Text: kit.Words(wordsAsking(name))})
	case c.journal():
		said := kit.Saying{Tone: "due", Icon: "warn", Text: kit.Words("", wordsCallUnknown(name, c.what)), More: cmp.Or(c.looked, wordsCallLook(c.r.key.Case.CallAt, c.what))}
		said.Choices = []kit.Act{{Label: text.T(wordsCheckKey), Do: c.look}}
		c.note.Render(said)
	case len(c.said.Text) > 0:
		c.note.Render(c.said)
	case c.offered():
		does, needs := c.explained()
		c.note.Render(kit.Saying{
			Tone: kit.ToneInfo, Icon: "refresh", Text: kit.Words("", wordsCanCall(name, c.what), " "+does), More: needs,
			Choices: []kit.Act{{Label: wordsLetCall(name, c.what), Do: c.ask}},
		})
	default:
		c.note.Render(kit.Saying{})
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
			c.looked = client.Sentence(err)
			r.tell(c.looked, true)
		default:
			c.looked = answer.Text
			r.tell(c.looked, false)
			c.said = kit.Saying{Tone: kit.ToneInfo, Icon: "info", Text: sentences(answer.Text)}
			if answer.Closed {
				r.finish(endedChecked)
			}
		}
		r.refreshed()
	})
	r.refreshed()
}
