package window

import (
	"context"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/client"
	"keytray/app/window/kit"
)

// ask asks the provider about the old value, because the person says so.
func (s *revokeStep) ask() {
	s.again.begin()
	s.look()
}

func (s *revokeStep) look() {
	if s.stop != nil || s.r.at != rotateRevoke {
		return
	}
	w, id := s.r.w, s.r.key.ID
	w.fail(nil)
	s.stopped = false
	s.stop = ask(w, func(ctx context.Context, svc api.Service) (api.Checked, error) {
		return svc.Check(ctx, api.CheckRequest{Name: id, Previous: true, Confirmed: true})
	}, func(a api.Checked, err error) {
		s.stop = nil
		s.told(a, err)
		s.r.refreshed()
	})
	s.r.refreshed()
}

// tell is for who does not see the answer, because another page is in sight.
func (r *rotateWizard) tell(said string, bad bool) {
	if !r.w.inSight(r) && said != "" {
		r.w.toasting(message{text: said, bad: bad})
	}
}

// told takes over what the provider says of the old value.
func (s *revokeStep) told(a api.Checked, err error) {
	name := s.r.issuer()
	switch {
	case err != nil && s.stopped:
		s.again.halt()
	case err != nil:
		s.again.halt()
		s.r.tell(client.Sentence(err), true)
		s.answer = kit.Saying{Tone: "due", Icon: "warn", Text: kit.Words(client.Sentence(err))}
	case a.Closed:
		s.r.tell(a.Text, false)
		s.r.did(deedOld, wordsOldRefused(s.r.old, name))
		s.r.finish(endedChecked)
	case a.Result == api.CheckAccepted, a.Result == api.CheckLimited:
		s.answer = kit.Saying{Tone: "due", Icon: "clock", Text: kit.Words("", wordsStillAccepted(name)), More: text.T(wordsRevokingTakes)}
		switch {
		case !s.r.w.inReach(s.r): // who has left is not kept waiting for
			s.r.tell(a.Text, false)
		case !s.again.arm():
			s.answer.More = text.T(wordsTomorrow)
		}
	default:
		s.again.halt()
		s.r.tell(a.Text, false)
		s.answer = kit.Saying{Tone: "due", Icon: "warn", Text: sentences(a.Text)}
	}
}

// called is for an old value that the provider has revoked by itself.
func (s *revokeStep) called(a api.Called) {
	if a.Key.ID != "" && a.Key.Case == nil {
		s.r.did(deedOld, wordsProviderEnded(s.r.issuer()))
		s.r.finish(endedByProvider)
		return
	}
	s.again.begin() // it may take the provider a while
	s.again.arm()
}

// skips takes the person's word for it, after a question.
func (s *revokeStep) skips() {
	name, k := s.r.issuer(), s.r.key
	means := wordsSureMeans(name)
	if asked := s.accepted(); asked != nil {
		means = text.Sentences(wordsAcceptedLast(name, asked.At, s.r.w.p.Now()), means)
	}
	s.r.w.confirmWhile(aboutSame(k), text.T(wordsChangedMeanwhile), text.T(wordsSureRevoked), means, text.T(wordsRevokedIt), func() { s.revoke(endedByHand, k) })
}

// accepted is when the provider still took the old value, if that is what it said last.
func (s *revokeStep) accepted() *api.Verified {
	c := s.r.key.Case
	if c == nil || c.Asked == nil || c.Asked.Result != api.CheckAccepted && c.Asked.Result != api.CheckLimited {
		return nil
	}
	return c.Asked
}

// revoke destroys what is held of the old value, and ends the rotation, unless k has
// another value by now than the person saw.
func (s *revokeStep) revoke(how ending, k api.Key) {
	if s.stop != nil {
		return
	}
	w, request := s.r.w, api.RevokeRequest{Name: k.ID, Item: k.CurrentItem(), Anyway: true}
	w.fail(nil)
	s.again.halt()
	s.stop = write(w, func(ctx context.Context, svc api.Service) (api.Key, error) {
		return svc.Revoke(ctx, request)
	}, func(k api.Key, err error) {
		s.stop = nil
		if err != nil {
			w.fail(err)
		} else {
			if how == endedByHand {
				s.r.did(deedOld, text.T(wordsYouRevoked))
			}
			s.r.finish(how)
		}
		s.r.refreshed()
	})
	s.r.refreshed()
}
