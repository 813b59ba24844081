package window

import (
	"context"
	"slices"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// turns tells the agent which step is in sight, one call at a time and the newest
// last, so that the rotation goes on there from another start too.
type turns struct {
	r    *rotateWizard
	on   bool
	last string   // the step that is to be kept
	sent []string // that a state may still tell of: the last, and those before it
	busy bool

	failed bool   // the last call did
	at     uint64 // the revision of the state then
}

// is takes over a step that the agent keeps already.
func (t *turns) is(step string) {
	t.last = step
	t.sent = append(t.sent, step)
}

// to is for a step that came into sight. A rotation begins when the person goes on
// from the first step, or opens a page there: who only looks begins none.
func (t *turns) to(step string) {
	if !t.on || step == t.last || t.last == "" && step == api.StepCreate {
		return
	}
	t.is(step)
	t.send()
}

// begin begins the rotation.
func (t *turns) begin() {
	if t.last == "" {
		t.is(api.StepCreate)
		t.send()
	}
}

func (t *turns) send() {
	if t.busy {
		return
	}
	t.busy, t.failed = true, false
	step, id, w := t.last, t.r.key.ID, t.r.w
	write(w, func(ctx context.Context, svc api.Service) (api.Key, error) {
		return svc.Turn(ctx, api.TurnRequest{Name: id, Step: step})
	}, func(_ api.Key, err error) {
		t.busy = false
		switch {
		case t.r.at == rotateDone:
		case err != nil:
			t.failed, t.at = true, w.state.Revision
			w.fail(err)
		case step != t.last:
			t.send()
		}
	})
}

// retry sends the step again once there is news from the agent: it may be another one.
func (t *turns) retry(st api.State) {
	if t.failed && st.Revision != t.at {
		t.send()
	}
}

// foreign tells whether somebody else went to a step: it is none that was sent from
// here. A state may be older than the last that was.
func (t *turns) foreign(step string) bool {
	if step == t.last {
		t.sent = []string{step}
	}
	return !slices.Contains(t.sent, step)
}

// follow takes over what a state says of the key. While an answer is on its way it
// waits for that: it says more.
func (r *rotateWizard) follow(k api.Key) {
	if r.storing() || r.revoke.waits() {
		return
	}
	if r.missing {
		r.paste.told = kit.Saying{} // it is back
	}
	before := r.key
	r.seen, r.missing = k, false
	if r.at == rotateDone {
		r.key = k
		return
	}
	r.take(k)
	switch c := k.Case; {
	case c == nil && !r.known:
	case c == nil:
		r.endedElsewhere(before)
	default:
		r.known = true
		r.stored = r.stored && !c.Stored // the state knows it by now
		if step := slices.Index(api.Steps, c.Step); r.turns.foreign(c.Step) && step >= 0 {
			r.led(step, c)
		}
	}
}

// led goes where somebody else has gone on. A value that was pasted and is not
// stored is not left for it.
func (r *rotateWizard) led(step int, c *api.Case) {
	r.turns.is(c.Step)
	if !r.paste.holds() {
		r.jump(step)
	} else if c.Stored {
		r.paste.say(kit.Saying{Tone: "due", Icon: "info", Text: kit.Words(text.T(wordsRotatedMeanwhile))})
	}
}

// endedElsewhere is for a rotation that was ended by a command or in another window.
func (r *rotateWizard) endedElsewhere(before api.Key) {
	r.known = false
	switch {
	case before.Case != nil && before.Case.Stored && r.key.Previous == 0:
		r.finish(endedElsewhere)
	case r.paste.holds():
		r.startOver() // the value that was pasted begins another
	default:
		r.w.toasting(message{text: wordsGivenUp(r.key.Name)})
		r.w.done(r)
	}
}

// startOver is for a rotation that is over while a value is pasted and not stored:
// storing it begins another.
func (r *rotateWizard) startOver() {
	r.known, r.stored = false, false
	r.turns.last, r.turns.sent = "", nil
	r.deeds = [deedKinds]deed{}
	if r.at != rotatePaste {
		r.turns.on = false // the agent hears of it once the value is stored
		r.jump(rotatePaste)
		r.turns.on = true
	}
}

// deleted leaves the rotation of a key that is gone. A value that was pasted is not
// left for it: the key can be brought back.
func (r *rotateWizard) deleted() {
	if r.missing || r.storing() || r.at == rotateDone {
		return
	}
	r.missing = true
	r.unask()
	r.revoke.again.halt()
	if r.paste.holds() {
		if r.at != rotatePaste {
			r.jump(rotatePaste)
		}
		r.paste.say(kit.Saying{Tone: "due", Icon: "info", Text: kit.Words(text.T(wordsDeletedMeanwhile))})
		return
	}
	r.w.toasting(message{text: wordsRotatedDeleted(r.key.Name)})
	r.w.done(r)
}

// unask takes a question away that another step has made pointless.
func (r *rotateWizard) unask() {
	if r.w.inSight(r) && r.w.asks() {
		r.w.dropQuestion()
		r.w.toasting(message{text: text.T(wordsChangedMeanwhile)})
	}
}
