package agent

import (
	"context"
	"time"

	"keytray/app/api"
	"keytray/app/check"
	"keytray/app/provider"
	"keytray/app/rotation"
	"keytray/app/secret"
	"keytray/app/text"
	"keytray/app/vault"
)

// callable finds what would be sent, and refuses what must not be.
func (s *Service) callable(ctx context.Context, r api.CallRequest) (calling, error) {
	if r.What != api.CallRotate && r.What != api.CallRevoke {
		return calling{}, usage("Say what the provider is to do: rotate or revoke.")
	}
	k, err := s.find(ctx, r.Name, vault.Live)
	if err != nil {
		return calling{}, err
	}
	p, _ := provider.New().ByID(k.Provider)
	version, _ := sent(k, r.What)
	asked := k.AskedOf(version)
	if asked.Provider != k.Provider {
		return calling{}, s.foreign(k, asked)
	}
	plan, err := check.NewCallPlan(p, r.What, asked.Kind)
	if err != nil {
		name, word := s.catalogue().Name(k.Provider), text.ShellWord(k.Provider)
		if r.What == api.CallRotate {
			return calling{}, refused("%s cannot rotate this kind of key by itself. Do it on its page, as shown by: keytray providers %s", name, word)
		}
		return calling{}, refused("%s cannot revoke this kind of key by itself. Do it on its page, as shown by: keytray providers %s", name, word)
	}
	c := calling{CallPlan: plan, k: k, provider: p, what: r.What, version: version, asked: asked}
	switch {
	case s.p.Checker == nil:
		return calling{}, s.explainCheck(check.ErrNone)
	case k.Case.Call.What != "":
		return calling{}, s.stillUnsure(s.callOf(k), notSent)
	case r.Confirmed != k.Name:
		return calling{}, refused("%s To go on, confirm it with the name of the key: %s", text.Of(plan.Does), text.ShellWord(k.Name))
	case r.Item != k.Item(version.Number) && (r.Item != "" || r.What == api.CallRevoke):
		return calling{}, refused("The key changed meanwhile, so nothing was sent. Look at it again.")
	}
	c.end, err = s.endOfNew(c, r.Expires)
	return c, err
}

// lastsOn is how many days longer than its rotation window a new key lives, where its
// end is chosen with the call.
const lastsOn = 30

// endOfNew is the day on which the new value is to end, as the provider counts days.
func (s *Service) endOfNew(c calling, wanted time.Time) (time.Time, error) {
	now := s.p.Now()
	today := rotation.Day(now, now.Location())
	last := today.AddDate(0, 0, c.MostDays)
	switch {
	case !c.Dated() && wanted.IsZero():
		return time.Time{}, nil
	case !c.Dated():
		return time.Time{}, usage("%s takes no end date for a new key. Leave it out.", c.provider.Name)
	case wanted.IsZero():
		wanted = rotation.Life{Created: now, Policy: s.policies().of(c.k)}.At(now).OverdueFrom.AddDate(0, 0, lastsOn)
		if wanted.After(last) {
			wanted = last
		}
	}
	day := rotation.Day(wanted, now.Location())
	if !day.After(today) || day.After(last) {
		return time.Time{}, usage("A new key of %s ends between tomorrow and %s. Choose a day in between.", c.provider.Name, text.Date(last))
	}
	return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC), nil
}

// valueSent reads the value that a call is about, and keeps one here that is not for
// this provider.
func (s *Service) valueSent(ctx context.Context, c calling) (secret.Value, error) {
	read := s.vault.Value
	if c.version.State == vault.Previous {
		read = func(ctx context.Context, id string) (secret.Value, error) {
			return s.vault.PreviousValueOf(ctx, id, c.version.Number)
		}
	}
	value, err := read(ctx, c.k.ID)
	if err != nil {
		return secret.Value{}, s.explain(err)
	}
	if other, ok := provider.New().BelongsElsewhere(value.Reveal(), c.provider.ID); ok {
		value.Wipe()
		return secret.Value{}, refused("This looks like a key of %s, so it was not sent to %s. Change the provider of the key first.", other.Name, c.provider.Name)
	}
	return value, nil
}

// mayRotate asks whether the value still works. One that was replaced elsewhere must
// not be sent: GitLab then ends its successors too.
// https://gitlab.com/gitlab-org/gitlab/-/issues/524639
func (s *Service) mayRotate(ctx context.Context, c calling, value secret.Value) (why string) {
	switch said := s.proof(ctx, c, value); said.Result {
	case check.Rejected:
		return text.T("%s refuses this key already, so nothing was changed. Make a new one on its page.", c.provider.Name)
	case check.Unknown:
		return text.Sentences(said.Why, text.T("Nothing was changed."))
	}
	return ""
}

// proof asks the provider about the value of a call; an empty result is that there
// is no way to ask.
func (s *Service) proof(ctx context.Context, c calling, value secret.Value) check.Answer {
	plan, err := check.NewPlan(c.provider, c.asked.Kind, "")
	if err != nil || plan.NeedsAccount() {
		return check.Answer{}
	}
	said, err := s.p.Checker(ctx, check.Request{Provider: c.provider.ID, Kind: c.asked.Kind, Secret: value})
	switch {
	case err != nil:
		return check.Answer{Result: check.Unknown, Why: s.explainCheck(err).Error()}
	case said.Result == check.Rejected && !plan.Settles(said.Result):
		return check.Answer{Result: check.Unknown, Why: said.Why}
	}
	return said
}
