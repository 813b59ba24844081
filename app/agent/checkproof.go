package agent

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/vault"
)

// judged are the answers, by what they say.
type judged struct{ alive, dead, unclear []oldAnswer }

func (s *Service) judge(k vault.Key, r api.CheckRequest, answers []oldAnswer) (j judged) {
	for _, a := range answers {
		ofKind := k
		ofKind.Kind = a.about.Kind
		switch {
		case !s.settles(ofKind, a.said.Result):
			j.unclear = append(j.unclear, a)
		case a.said.Result != api.CheckRejected:
			j.alive = append(j.alive, a)
		case accountFor(r, a.about) != a.about.Account: // another account refuses any key
			j.unclear = append(j.unclear, a)
		default:
			j.dead = append(j.dead, a)
		}
	}
	return j
}

// conclude does what the answers call for, and says so.
func (s *Service) conclude(ctx context.Context, k vault.Key, r api.CheckRequest, answers []oldAnswer) (api.Checked, error) {
	j := s.judge(k, r, answers)
	var unnoted error
	for _, a := range j.alive {
		_, err := s.shownKey(s.vault.Says(ctx, k.ID, a.about, a.said.Result, true))
		unnoted = cmp.Or(unnoted, err)
	}
	var now vault.Key
	var outcome string // of the dead ones
	if len(j.dead) > 0 {
		var err error
		if now, outcome, err = s.bury(ctx, k, r, j.dead); err != nil {
			return api.Checked{}, err
		}
	}
	said := s.summary(k, j, outcome)
	settled := j.alive
	if outcome == buried || outcome == lingering { // else a refusal proves nothing
		settled = slices.Concat(j.alive, j.dead)
	}
	for _, a := range settled {
		said.Text = text.Sentences(said.Text, s.settleCall(ctx, k, a.about.Number, a.said.Result))
	}
	if unnoted != nil {
		said.Text = text.Sentences(said.Text, text.T("That could not be noted: %s", unnoted))
	}
	if left := now.Previous() - len(j.unclear); outcome == buried && len(j.alive) == 0 && left > 0 {
		said.Text = text.Sentences(said.Text, text.T("Not asked about yet: %d. Check again.", left))
	}
	if said.Closed = outcome == buried && !now.Case.Open() && now.Previous() == 0; said.Closed {
		said.Behind = behind(now)
	}
	return said, nil
}

// What became of values that the provider refuses.
const (
	buried     = "buried"      // our copies are destroyed
	lingering  = "lingering"   // they could not be yet, and will be
	refuseBoth = "refuse both" // the current one is refused, too: that proves nothing
	untold     = "untold"      // it could not be told whether the current one is accepted
	changed    = "changed"     // the key is another by now
)

// bury destroys our copies of refused values, if the provider accepts the current one.
func (s *Service) bury(ctx context.Context, k vault.Key, r api.CheckRequest, dead []oldAnswer) (vault.Key, string, error) {
	if now, err := s.find(ctx, k.ID, vault.Live); err == nil && now.Asked() != k.Asked() {
		return k, changed, nil
	}
	result, err := s.vouch(ctx, k, r)
	switch {
	case ctx.Err() != nil:
		return k, "", s.explainCheck(ctx.Err())
	case err != nil || result == api.CheckUnknown:
		if _, err := s.shownKey(s.vault.Says(ctx, k.ID, dead[0].about, api.CheckRejected, false)); err != nil {
			s.p.Log.Error("note what was said of an old value", "err", err)
		}
		return k, untold, nil
	case result == api.CheckRejected:
		return k, refuseBoth, nil
	}
	var all []vault.Asked
	for _, a := range dead {
		all = append(all, a.about)
	}
	now, err := s.vault.Refused(ctx, k.ID, k.Asked(), api.CheckRejected, all...)
	s.bump()
	switch {
	case errors.Is(err, vault.ErrOtherKey):
		return k, changed, nil
	case err != nil:
		if s.dying(ctx, k.ID) { // journal: it is finished later
			s.p.Log.Error("destroy an old value", "err", err)
			return k, lingering, nil
		}
		return k, "", s.explain(err)
	}
	return now, buried, nil
}

// vouch asks whether the provider accepts the current value. What it said a moment ago
// does not count: the key or its account may have been blocked since.
func (s *Service) vouch(ctx context.Context, k vault.Key, r api.CheckRequest) (string, error) {
	said, err := s.checkStored(ctx, api.CheckRequest{Name: k.ID, Account: cmp.Or(k.Account, r.Account), Region: r.Region, Confirmed: r.Confirmed})
	return said.Result, err
}
