package agent

import (
	"context"
	"errors"
	"time"

	"keytray/app/api"
	"keytray/app/check"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/vault"
)

// calling is a call to a provider as it would be made.
type calling struct {
	check.CallPlan
	k        vault.Key
	provider provider.Provider
	what     string
	version  vault.Version // whose value is sent
	asked    vault.Asked   // the same, as a check asks about it
	end      time.Time     // that the new value is to have; zero where that is not chosen
	journal  vault.Call    // of the call, once it is begun
}

// callsOf are what the provider of a key can do for it by itself.
func callsOf(k vault.Key) []string {
	p, ok := provider.New().ByID(k.Provider)
	if !ok || k.Case.Call.What != "" {
		return nil
	}
	foreign := func(v vault.Version) bool { return k.AskedOf(v).Provider != p.ID }
	var all []string
	for _, what := range []string{api.CallRotate, api.CallRevoke} {
		if version, ok := sent(k, what); ok && !foreign(version) && p.Call(what, k.AskedOf(version).Kind) != nil {
			all = append(all, what)
		}
	}
	return all
}

// sent is the version that a call is about: the current one gets a new value, and
// the newest previous one is to die, if there is one.
func sent(k vault.Key, what string) (vault.Version, bool) {
	if what == api.CallRevoke {
		for _, v := range k.Versions { // newest first
			if v.State == vault.Previous {
				return v, true
			}
		}
	}
	return k.Current()
}

// Call implements api.Service. What cannot be taken back is done in this order: a
// place for the new value, the journal, the call, the new value into that place.
func (s *Service) Call(ctx context.Context, r api.CallRequest) (api.Called, error) {
	c, err := s.callable(ctx, r)
	if err != nil {
		return api.Called{}, err
	}
	if !s.busy() {
		return api.Called{}, refused("Keytray is ending, so nothing was sent. Start it again with: keytray")
	}
	defer s.counting.Done()
	value, err := s.valueSent(ctx, c)
	if err != nil {
		return api.Called{}, err
	}
	defer value.Wipe()
	if c.what == api.CallRotate {
		if why := s.mayRotate(ctx, c, value); why != "" {
			return s.called(ctx, c, api.CallRefused, why)
		}
		if err := s.vault.Rehearse(ctx, c.k.ID); err != nil {
			return api.Called{}, s.explain(err)
		}
	}
	if err := s.begin(ctx, &c); err != nil {
		return api.Called{}, err
	}
	// Nobody who hangs up stops it now: the answer may bring the only new value.
	ctx = context.WithoutCancel(ctx)
	said, err := s.p.Checker(ctx, check.Request{
		Provider: c.provider.ID, Kind: c.asked.Kind, Secret: value, Call: c.what, Expires: c.end,
	})
	switch {
	case errors.Is(err, check.ErrNone), errors.Is(err, check.ErrUnsent):
		if err := s.withdraw(ctx, c); err != nil {
			return api.Called{}, err
		}
		return api.Called{}, s.explainUnsent(err)
	case err != nil:
		s.p.Log.Error("call a provider", "what", c.what, "err", err)
		return s.unsure(ctx, c, text.T("The answer of %s did not arrive.", c.provider.Name))
	case said.Result == check.Done && c.what == api.CallRotate:
		return s.renewed(ctx, c, value, said)
	case said.Result == check.Done:
		return s.revoked(ctx, c, value, said.Why)
	case said.Result == check.Refused:
		if err := s.withdraw(ctx, c); err != nil {
			return api.Called{}, err
		}
		return s.called(ctx, c, api.CallRefused, said.Why)
	}
	return s.unsure(ctx, c, said.Why)
}

// begin writes the journal. From here on the call may have been made.
func (s *Service) begin(ctx context.Context, c *calling) error {
	defer s.bump()
	k, err := s.vault.Begin(ctx, c.k.ID, vault.Call{What: c.what, Version: c.version.Number})
	if errors.Is(err, vault.ErrCallOpen) {
		return s.stillUnsure(*c, notSent)
	}
	if err != nil {
		return s.explain(err)
	}
	c.journal = k.Case.Call
	if now, ok := sent(k, c.what); !ok || k.AskedOf(now) != c.asked {
		if err := s.withdraw(ctx, *c); err != nil {
			return err
		}
		return refused("The key was changed meanwhile, so nothing was sent. Look at it, then try again.")
	}
	s.vault.Log(vault.Event{What: "asked to " + c.what, ID: k.ID, Name: k.Name, Note: c.provider.Name})
	return nil
}

// withdraw takes the journal of a call away that the provider did not follow.
func (s *Service) withdraw(ctx context.Context, c calling) error {
	defer s.bump()
	_, err := s.vault.Withdraw(ctx, c.k.ID, c.journal)
	return s.explain(err)
}

func (s *Service) explainUnsent(err error) error {
	if errors.Is(err, check.ErrNone) {
		return s.explainCheck(err)
	}
	return &api.Error{Kind: api.Failed, Text: text.T("The program that asks providers did not start, so nothing was sent. Try again."), Err: err}
}

// called is how a call ended, with the key as it is now.
func (s *Service) called(ctx context.Context, c calling, result, sentence string) (api.Called, error) {
	k, err := s.find(ctx, c.k.ID, vault.Live)
	if err != nil {
		k = c.k // it was deleted meanwhile
	}
	shown, err := s.shownKey(k, nil)
	return api.Called{Key: shown, Result: result, Text: sentence, Host: c.Host, At: s.p.Now()}, err
}
