package window

import (
	"context"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// isOldKey tells whether a refusal says that the value is the one to which the key can
// go back.
func isOldKey(refusal error) bool {
	reason, _ := api.ReasonOf(refusal)
	return reason == api.OldValue
}

// canGoBack tells whether the value before the current one is held.
func (r *rotateWizard) canGoBack() bool { return r.hasNew() && !r.revoke.nothingLeft() }

// asksBack asks before the key before becomes the current one again.
func (p *newKeyStep) asksBack() {
	r, k := p.r, p.r.key
	if p.stop != nil {
		return
	}
	_, tail := kit.Masked(r.old)
	r.w.confirmWhile(aboutSame(k), text.T(wordsChangedMeanwhile), text.T(wordsGoBackQuestion), wordsGoBackMeans(tail), text.T(wordsGoBackYes), func() { p.goBack(k.ID) })
}

func (p *newKeyStep) goBack(id string) {
	r := p.r
	p.check.giveUp()
	p.stopped, p.told = false, kit.Saying{}
	p.stop = write(r.w, func(ctx context.Context, svc api.Service) (api.Key, error) {
		return svc.Rotate(ctx, api.RotateRequest{Name: id, Back: true})
	}, func(k api.Key, err error) {
		p.stop = nil
		if err != nil {
			p.refused(err)
			return
		}
		r.wentBack(k)
	})
	p.show()
}

// wentBack waits for a new value again. The one that was pasted is the old one.
func (r *rotateWizard) wentBack(k api.Key) {
	r.stored, r.fresh = false, ""
	if k.ID != "" {
		r.take(k)
	}
	r.deeds = [deedKinds]deed{}
	r.paste.wipe()
	r.turns.is(api.StepCreate) // going back leads there
	r.w.toasting(message{text: wordsWentBack(r.key.Name), good: true})
	if r.w.inReach(r) {
		r.jump(rotateCreate)
	}
}
