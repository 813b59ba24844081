package window

import (
	"context"
	"time"

	"keytray/app/api"
	"keytray/app/secret"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
)

// store sends the new value. It is forgotten once it is stored, and the copy that was
// sent is wiped either way.
func (r *rotateWizard) store(ends time.Time) {
	p, value := r.paste, r.paste.field.secret()
	hint, _ := p.hint()
	p.check.giveUp()
	p.stopped, p.told = false, kit.Saying{}
	request := api.RotateRequest{Name: r.key.ID, Secret: value, Expires: ends, Account: p.check.changedAccount()}
	p.stop = write(r.w, func(ctx context.Context, svc api.Service) (api.Key, error) {
		return svc.Rotate(ctx, request)
	}, func(k api.Key, err error) {
		defer value.Wipe()
		p.stop = nil
		if err == nil {
			r.storedAs(k, hint, value)
			return
		}
		p.refused(err)
	})
	p.show()
}

// storedAs goes on once the value is stored. It is taken off the clipboard as soon as
// the next page is in sight.
func (r *rotateWizard) storedAs(k api.Key, hint string, value secret.Value) {
	r.w.clearLater(secret.New(value.Reveal()), r.paste.recognise, func(cleared bool) {
		if cleared {
			r.did(deedBoard, text.T(wordsClipboardDone))
		}
	})
	checked := r.paste.checked
	r.tookNew(k, hint)
	r.turns.is(api.StepPlaces) // storing leads there
	if !r.sameThere(value) {
		r.w.toasting(message{good: true, text: wordsStored(r.w.state.Keychain)}) // another was pasted meanwhile
		r.paste.judge()
		return
	}
	r.paste.wipe()
	if checked.Result == api.CheckAccepted {
		r.didAt(deedNew, wordsNewAccepted(r.issuer()), checked.At)
	} else {
		r.did(deedNew, text.T(wordsNewStored))
	}
	if r.w.inReach(r) {
		r.jump(rotatePlaces)
	} else {
		r.w.toasting(message{good: true, text: wordsStored(r.w.state.Keychain)})
	}
}

func (r *rotateWizard) sameThere(value secret.Value) bool {
	there := r.paste.field.secret()
	defer there.Wipe()
	return there.Equal(value)
}

// tookNew takes over that the new value is stored. An answer of the agent knows the key
// better than the last state did.
func (r *rotateWizard) tookNew(k api.Key, hint string) {
	if k.Case != nil {
		r.take(k)
	}
	r.stored, r.fresh = true, hint
}

// refused says why the value is not stored, with everything kept. Who has left hears
// of it all the same.
func (p *newKeyStep) refused(err error) {
	w, why := p.r.w, client.Sentence(err)
	if !w.inReach(p.r) {
		if !p.stopped {
			w.toasting(message{text: wordsNotStored(why), bad: true})
		}
		return
	}
	said := kit.Saying{Tone: "overdue", Icon: "warn", Text: kit.Words(why)}
	switch {
	case p.stopped:
		said = kit.Saying{Tone: "due", Icon: "info", Text: kit.Words(text.T(wordsStopped))}
	case isOldKey(err) && p.r.canGoBack():
		said = kit.Saying{Tone: "due", Icon: "info", Text: kit.Words(text.T(wordsIsOldKey)), Acts: []kit.Act{{Label: text.T(wordsGoBack), Do: p.asksBack}}}
	case w.needsPassphrase(err):
		said.Acts = []kit.Act{{Label: text.T("Unlock…"), Do: func() { p.told = kit.Saying{}; p.show(); w.openUnlock("") }}}
	}
	p.say(said)
	if api.KindOf(err) == api.Refused {
		p.same.ask() // the keychain may have been locked when it was pasted
	}
}
