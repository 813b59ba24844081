package agent

import (
	"context"
	"errors"

	"keytray/app/api"
	"keytray/app/check"
	"keytray/app/secret"
	"keytray/app/text"
	"keytray/app/vault"
)

// revoked follows a value that the provider has ended. The current one is kept: it
// does no harm, and what stands in its place comes with the next step.
func (s *Service) revoked(ctx context.Context, c calling, value secret.Value, why string) (api.Called, error) {
	said := s.proof(ctx, c, value)
	dead := said.Result == check.Rejected || said.Result == "" && !c.Later
	switch {
	case dead && c.version.State == vault.Previous:
		why = text.Sentences(why, s.buryOld(ctx, c))
	case dead:
		_, err := s.vault.Checked(ctx, c.k.ID, c.asked, vault.Said{Result: check.Rejected})
		why = text.Sentences(why, text.T("Now make a new one."), s.unnoted(err))
	default:
		why = text.Sentences(why, s.stillAlive(ctx, c, said.Result))
	}
	_, err := s.vault.Settle(ctx, c.k.ID, c.journal)
	if errors.As(err, new(*vault.NotFoundError)) {
		err = nil
	}
	if err != nil {
		return api.Called{}, s.explain(err)
	}
	return s.called(ctx, c, api.CallDone, why)
}

// buryOld destroys our copy of a previous value that is dead.
func (s *Service) buryOld(ctx context.Context, c calling) string {
	_, err := s.vault.RevokeOnly(ctx, c.k.ID, c.version.Number)
	s.bump()
	if err != nil {
		return text.T("Our copy of the old key could not be destroyed yet: %s", s.explain(err))
	}
	return text.T("Our copy of the old key is destroyed.")
}

// stillAlive keeps that a value is not proven dead yet.
func (s *Service) stillAlive(ctx context.Context, c calling, result string) string {
	alive := result == check.Accepted || result == check.Limited
	if alive && c.version.State == vault.Previous {
		_, err := s.vault.Says(ctx, c.k.ID, c.asked, result, true)
		return text.Sentences(text.T("%s still accepts the old key, which can take some minutes to end. Check it again then.", c.provider.Name), s.unnoted(err))
	}
	if alive {
		return text.T("%s still accepts it, which can take some minutes to end. Check it again then, and make a new one.", c.provider.Name)
	}
	switch {
	case c.askable():
		return text.T("Check later that it is dead.")
	case c.version.State == vault.Previous:
		return text.T("That can take some minutes to take effect, and %s cannot be asked about it. When it is dead, end the rotation with: %s", c.provider.Name, text.Command("revoke", c.k.Name))
	}
	return text.T("That can take some minutes to take effect. Now make a new one.")
}

func (s *Service) unnoted(err error) string {
	if err == nil {
		return ""
	}
	return text.T("That could not be noted: %s", s.explain(err))
}
