package agent

import (
	"context"
	"fmt"
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
	what := "revoked the key"
	if c.what == api.CallRotate {
		what = "made a new key"
	}
	sentence := fmt.Sprintf("%s Nobody knows whether %s %s, and nothing is sent again before that is known.", why, c.provider.Name, what)
	return s.called(ctx, c, api.CallUnknown, sentence+" "+s.wayOut(c))
}

// wayOut is what a person can do about a call with an unknown end.
func (s *Service) wayOut(c calling) string {
	if !c.askable() {
		end := text.Command("rotate", c.k.Name, "--abandon")
		if !c.k.Case.Leaked.At.IsZero() {
			end = text.Command("revoke", c.k.Name)
		}
		return fmt.Sprintf("Look at the page of %s and finish it there. Then end this with: %s", c.provider.Name, end)
	}
	which := ""
	if c.version.State == vault.Previous {
		which = "old "
	}
	if c.what == api.CallRotate {
		return fmt.Sprintf("Check the key in 2 minutes: if %s accepts it then, nothing has changed; if not, make a new one on its page.", c.provider.Name)
	}
	return fmt.Sprintf("Check the %skey in 2 minutes: if %s accepts it then, nothing has changed; if not, it is revoked.", which, c.provider.Name)
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
func (s *Service) stillUnsure(c calling, so string) error {
	if s.unstored.has(c.k.ID) {
		return refused("The new value of %s is not stored yet, so %s. Unlock your keychain first.", text.Plain(c.k.Name), so)
	}
	return refused("It is not known yet what %s did when it was asked last, so %s. %s", c.provider.Name, so, s.wayOut(c))
}

const (
	notSent    = "nothing was sent"
	notGivenUp = "the rotation is not given up"
)

// settleCall takes the journal of a call with an unknown end away, if what the
// provider now says of the value of a version tells what it did. It returns a
// sentence about that, with a space before it, or nothing. Who checks a key calls it
// with what settles.
func (s *Service) settleCall(ctx context.Context, k vault.Key, number int, result string) string {
	call := k.Case.Call
	if call.What == "" || call.Version != number || s.unstored.has(k.ID) {
		return ""
	}
	name := s.catalogue().Name(k.Provider)
	refused, gone := result == check.Rejected, s.p.Now().Sub(call.At).Abs() // a clock can be set back
	if gone < settlesAfter && !(refused && call.What == api.CallRevoke) {
		return fmt.Sprintf(" %s may still be at work on what it was asked. Check again in 2 minutes.", name)
	}
	if !refused {
		_, err := s.vault.Withdraw(ctx, k.ID, call)
		return fmt.Sprintf(" So %s did not do what it was asked.", name) + s.unnoted(err)
	}
	_, err := s.vault.Settle(ctx, k.ID, call)
	if call.What == api.CallRotate {
		return fmt.Sprintf(" So %s replaced it, but the new value never came here. Make a new key on its page.", name) + s.unnoted(err)
	}
	return fmt.Sprintf(" So %s revoked it.", name) + s.unnoted(err)
}
