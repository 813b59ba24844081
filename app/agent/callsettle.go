package agent

import (
	"context"
	"time"

	"keytray/app/api"
	"keytray/app/check"
	"keytray/app/text"
	"keytray/app/vault"
)

// settlesAfter is how long a call may still be under way, here or at the provider:
// until then nothing that a check says tells how it ends.
const settlesAfter = 2 * time.Minute

// unsure leaves the journal open: nobody knows what the provider did. Nothing is sent
// again before that is settled.
func (s *Service) unsure(ctx context.Context, c calling, why string) (api.Called, error) {
	unsure := text.T("Nobody knows whether %s revoked the key, and nothing is sent again before that is known.", c.provider.Name)
	if c.what == api.CallRotate {
		unsure = text.T("Nobody knows whether %s made a new key, and nothing is sent again before that is known.", c.provider.Name)
	}
	return s.called(ctx, c, api.CallUnknown, text.Sentences(why, unsure, s.wayOut(c)))
}

// wayOut is what a person can do about a call with an unknown end.
func (s *Service) wayOut(c calling) string {
	if !c.askable() {
		end := text.Command("rotate", c.k.Name, "--abandon")
		if !c.k.Case.Leaked.At.IsZero() {
			end = text.Command("revoke", c.k.Name)
		}
		return text.T("Look at the page of %s and finish it there. Then end this with: %s", c.provider.Name, end)
	}
	if c.what == api.CallRotate {
		return text.T("Check the key in 2 minutes: if %s accepts it then, nothing has changed; if not, make a new one on its page.", c.provider.Name)
	}
	if c.version.State == vault.Previous {
		return text.T("Check the old key in 2 minutes: if %s accepts it then, nothing has changed; if not, it is revoked.", c.provider.Name)
	}
	return text.T("Check the key in 2 minutes: if %s accepts it then, nothing has changed; if not, it is revoked.", c.provider.Name)
}

// askable tells whether a check can tell what became of a call.
func (c calling) askable() bool {
	_, err := check.NewPlan(c.provider, c.asked.Kind, "")
	return err == nil
}

// callOf is the call of a key that is open.
func (s *Service) callOf(k vault.Key) calling {
	c := calling{k: k, what: k.Case.Call.What}
	c.provider, _ = s.catalogue().ByID(k.Provider)
	for _, v := range k.Versions {
		if v.Number == k.Case.Call.Version {
			c.version, c.asked = v, k.AskedOf(v)
		}
	}
	return c
}

// stillUnsure refuses something while the end of a call is unknown; so is what that
// means for it.
func (s *Service) stillUnsure(c calling, so consequence) error {
	unstored := s.unstored.has(c.k.ID)
	switch {
	case unstored && so == notGivenUp:
		return refused("The new value of %s is not stored yet, so the rotation is not given up. Unlock your keychain first.", text.Plain(c.k.Name))
	case unstored:
		return refused("The new value of %s is not stored yet, so nothing was sent. Unlock your keychain first.", text.Plain(c.k.Name))
	case so == notGivenUp:
		return refused("It is not known yet what %s did when it was asked last, so the rotation is not given up. %s", c.provider.Name, s.wayOut(c))
	}
	return refused("It is not known yet what %s did when it was asked last, so nothing was sent. %s", c.provider.Name, s.wayOut(c))
}

// consequence is what does not happen while the end of a call is unknown.
type consequence bool

const (
	notSent    consequence = false
	notGivenUp consequence = true
)

// settleCall takes the journal of a call with an unknown end away, if what the
// provider now says of the value of a version tells what it did. It returns a
// sentence about that, or nothing. Who checks a key calls it
// with what settles.
func (s *Service) settleCall(ctx context.Context, k vault.Key, number int, result string) string {
	call := k.Case.Call
	if call.What == "" || call.Version != number || s.unstored.has(k.ID) {
		return ""
	}
	name := s.catalogue().Name(k.Provider)
	refused, gone := result == check.Rejected, s.p.Now().Sub(call.At).Abs() // a clock can be set back
	if gone < settlesAfter && !(refused && call.What == api.CallRevoke) {
		return text.T("%s may still be at work on what it was asked. Check again in 2 minutes.", name)
	}
	if !refused {
		_, err := s.vault.Withdraw(ctx, k.ID, call)
		return text.Sentences(text.T("So %s did not do what it was asked.", name), s.unnoted(err))
	}
	_, err := s.vault.Settle(ctx, k.ID, call)
	if call.What == api.CallRotate {
		return text.Sentences(text.T("So %s replaced it, but the new value never came here. Make a new key on its page.", name), s.unnoted(err))
	}
	return text.Sentences(text.T("So %s revoked it.", name), s.unnoted(err))
}
