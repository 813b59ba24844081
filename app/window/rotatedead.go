package window

import (
	"context"

	"keytray/app/api"
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

// told takes over what the provider says of the old value.
func (s *revokeStep) told(a api.Checked, err error) {
	name := s.r.issuer()
	switch {
	case err != nil && s.stopped:
		s.again.halt()
	case err != nil:
		s.again.halt()
		s.answer = saying{tone: "due", icon: "warn", text: words(sentence(err))}
	case a.Closed:
		s.r.did(deedOld, wordsOldRefused(s.r.old, name))
		s.r.finish(endedChecked)
	case a.Result == api.CheckAccepted, a.Result == api.CheckLimited:
		s.answer = saying{tone: "due", icon: "clock", text: words("", wordsStillAccepted(name)), more: wordsRevokingTakes}
		if !s.again.arm() {
			s.answer.more = wordsTomorrow
		}
	default:
		s.again.halt()
		s.answer = saying{tone: toneInfo, icon: "globe", text: sentences(a.Text)}
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
	name := s.r.issuer()
	s.r.w.confirmOr(wordsSureRevoked, wordsSureMeans(name), wordsRevokedIt, "Cancel", func() { s.revoke(endedByHand) })
}

// revoke destroys what is held of the old value, and ends the rotation.
func (s *revokeStep) revoke(how ending) {
	if s.stop != nil {
		return
	}
	w, id := s.r.w, s.r.key.ID
	w.fail(nil)
	s.again.halt()
	s.stop = ask(w, func(ctx context.Context, svc api.Service) (api.Key, error) {
		return svc.Revoke(ctx, id)
	}, func(k api.Key, err error) {
		s.stop = nil
		if err != nil {
			w.fail(err)
		} else {
			if how == endedByHand {
				s.r.did(deedOld, wordsYouRevoked)
			}
			s.r.finish(how)
		}
		s.r.refreshed()
	})
	s.r.refreshed()
}
