package agent

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	"keytray/app/api"
	"keytray/app/check"
	"keytray/app/rotation"
	"keytray/app/text"
	"keytray/app/vault"
)

// Check implements api.Service.
func (s *Service) Check(ctx context.Context, r api.CheckRequest) (api.Checked, error) {
	switch {
	case r.Name == "":
		return s.check(ctx, r) // the value is the caller's, who may store it now
	case r.Previous:
		return s.checkPrevious(ctx, r)
	}
	return s.checkStored(ctx, r)
}

// checkStored checks the current value of a key and keeps the answer.
func (s *Service) checkStored(ctx context.Context, r api.CheckRequest) (api.Checked, error) {
	k, err := s.find(ctx, r.Name, vault.Live)
	if err != nil {
		return api.Checked{}, err
	}
	r.Provider, r.Kind, r.Account = k.Provider, k.Kind, cmp.Or(r.Account, k.Account)
	if _, err := s.checkable(r); err != nil { // before the keychain is asked
		return api.Checked{}, err
	}
	r.Secret, err = s.vault.Value(ctx, k.ID)
	if err != nil {
		return api.Checked{}, s.explain(err)
	}
	defer r.Secret.Wipe()
	said, err := s.check(ctx, r)
	if err != nil || !s.settles(k, said.Result) || said.Result == api.CheckRejected && strings.TrimSpace(r.Account) != k.Account {
		return said, err
	}
	s.keep(ctx, k, &said)
	current, _ := k.Current()
	said.Text = text.Sentences(said.Text, s.settleCall(ctx, k, current.Number, said.Result))
	return said, nil
}

// settles tells whether a result says something about the key for good.
func (s *Service) settles(k vault.Key, result string) bool {
	p, _ := s.catalogue().ByID(k.Provider)
	plan, err := check.NewPlan(p, k.Kind, "")
	return err == nil && plan.Settles(result)
}

// keep writes down what the provider said of a stored key. If it cannot, the
// answer is an answer all the same.
func (s *Service) keep(ctx context.Context, k vault.Key, said *api.Checked) {
	current, _ := k.Current()
	known := vault.Said{Result: said.Result, Account: said.Account, Scopes: said.Scopes}
	if end := s.end(k, current, said); end != "" {
		known.Expires = said.Expires
		said.Text = text.Sentences(said.Text, end)
	}
	now, err := s.vault.Checked(ctx, k.ID, k.Asked(), known)
	if errors.Is(err, vault.ErrOtherKey) {
		said.Text = text.Sentences(said.Text, text.T("The key was changed meanwhile, so that was not noted."))
		return
	}
	if _, err := s.shownKey(now, err); err != nil {
		said.Text = text.Sentences(said.Text, text.T("That could not be noted: %s", err))
	}
}

// end is the sentence about an end that the provider told, if it is news.
func (s *Service) end(k vault.Key, current vault.Version, said *api.Checked) string {
	if said.Expires.IsZero() {
		return ""
	}
	zone := s.p.Now().Location()
	day, noted := rotation.Day(said.Expires, zone), current.Expires
	changed := current
	changed.Expires = said.Expires
	if !noted.IsZero() && rotation.Day(noted, zone).Equal(day) || checkDates(&changed, s.p.Now()) != nil {
		return ""
	}
	sentence := text.T("%s ends it on %s.", s.catalogue().Name(k.Provider), text.Date(day))
	if !noted.IsZero() {
		sentence = text.Sentences(sentence, text.T("Noted was %s; that is corrected.", text.Date(rotation.Day(noted, zone))))
	}
	return sentence
}

// check asks about a value that the person has confirmed for this provider.
func (s *Service) check(ctx context.Context, r api.CheckRequest) (api.Checked, error) {
	// Once, and with the value: what is refused here was not sent anywhere.
	c, err := s.checkable(r)
	if err != nil {
		return api.Checked{}, err
	}
	if err := s.mayLeave(c.provider, c.Plan, r); err != nil {
		return api.Checked{}, err
	}
	if s.p.Checker == nil {
		return api.Checked{}, s.explainCheck(check.ErrNone)
	}
	if ctx.Err() != nil {
		return api.Checked{}, s.explainCheck(errors.Join(ctx.Err(), check.ErrUnsent))
	}
	said, err := s.p.Checker(ctx, check.Request{
		Provider: c.provider.ID, Kind: c.kind, Account: strings.TrimSpace(r.Account), Region: r.Region, Secret: r.Secret,
	})
	if errors.Is(err, check.ErrFailed) {
		s.p.Log.Error("check a key", "err", err)
	}
	if err != nil {
		return api.Checked{}, s.explainCheck(err)
	}
	return api.Checked{
		Verified: api.Verified{At: s.p.Now(), Result: said.Result},
		Text:     text.Sentences(said.Why, later(said, r)), Host: cmp.Or(said.Host, c.Host),
		Account: said.Account, Scopes: said.Scopes, Expires: inZone(said.Expires, s.p.Now().Location()),
		Count: said.Count, Counts: said.Counts, Took: said.Took,
	}, nil
}

func inZone(t time.Time, zone *time.Location) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(zone)
}

// later is what to do when nothing was found out.
func later(said check.Answer, r api.CheckRequest) string {
	switch {
	case said.Result != check.Unknown || strings.Contains(said.Why, text.C("in a sentence", "Try again")):
		return ""
	case r.Name == "":
		return text.T("Store it now, check later.")
	}
	return text.T("Check it again later.")
}

// checkedBefore is what is kept of a check that was made before the key was stored.
func (s *Service) checkedBefore(k vault.Key, v api.Verified) vault.Verified {
	if !s.settles(k, v.Result) {
		return vault.Verified{}
	}
	if v.At.IsZero() {
		v.At = s.p.Now()
	}
	return vault.Verified{At: v.At.UTC(), Result: v.Result}
}

func (s *Service) explainCheck(err error) error {
	sentence := text.T("The check did not come to an end. Try again.")
	switch {
	case errors.Is(err, check.ErrNone):
		sentence = text.T("This build of Keytray cannot check keys. Install keytray-check beside it.")
	case stopped(err) && errors.Is(err, check.ErrUnsent):
		sentence = text.T("The check was stopped. Nothing was sent.")
	case stopped(err):
		sentence = text.T("The check was stopped. The key may have been sent already.")
	}
	return &api.Error{Kind: api.Failed, Text: sentence, Err: err}
}

func stopped(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
