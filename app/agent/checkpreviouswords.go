package agent

import (
	"cmp"
	"fmt"

	"keytray/app/api"
	"keytray/app/vault"
)

// summary is the answer about all old values: the one that matters most, for an old
// value that is alive is alive whatever became of the others.
func (s *Service) summary(k vault.Key, j judged, outcome string) api.Checked {
	issuer := s.catalogue().Name(k.Provider)
	several := len(j.alive)+len(j.dead)+len(j.unclear) > 1
	switch {
	case len(j.alive) > 0:
		said := j.alive[0].said
		which := "the old key"
		if several {
			which = fmt.Sprintf("%d of %d old keys", len(j.alive), len(j.alive)+len(j.dead)+len(j.unclear))
		}
		said.Text = fmt.Sprintf("%s still accepts %s. Revoking can take a few minutes.", issuer, which)
		if outcome == buried {
			said.Text += " Our copy of what it refuses is destroyed."
		}
		return said
	case len(j.dead) > 0:
		said := j.dead[0].said
		said.Text = deadWords(k, issuer, len(j.dead), outcome)
		if outcome == refuseBoth || outcome == changed {
			said.Result = api.CheckUnknown
		}
		if len(j.unclear) > 0 {
			said.Result = api.CheckUnknown
			said.Text += " Of another old key: " + j.unclear[0].said.Text
		}
		return said
	}
	said := j.unclear[0].said
	for _, a := range j.unclear {
		if a.refused == nil { // else nobody was asked about it
			said = a.said
			break
		}
	}
	if said.Result == api.CheckRejected {
		said.Result = api.CheckUnknown
		said.Text += " So that does not prove that it is dead. " + sayRevoked(k)
	}
	return said
}

// deadWords are about values that the provider refuses.
func deadWords(k vault.Key, issuer string, n int, outcome string) string {
	keys, copies := "the old key", "Our copy of it is destroyed."
	if n > 1 {
		keys, copies = fmt.Sprintf("%d old keys", n), "Our copies of them are destroyed."
	}
	switch outcome {
	case buried:
		return fmt.Sprintf("%s refuses %s. %s", issuer, keys, copies)
	case lingering:
		return fmt.Sprintf("%s refuses %s. Our copy could not be destroyed yet; that is done when the keychain answers. keytray doctor does it, too.", issuer, keys)
	case refuseBoth:
		return fmt.Sprintf("%s refuses both keys, the old one and the new one, so nothing was destroyed. Is the account blocked, or was the new key revoked? Look there, then check the new key.", issuer)
	case untold:
		return fmt.Sprintf("%s refuses %s, but could not be asked whether it accepts the new one, so nothing was destroyed. Check again later. %s", issuer, keys, sayRevoked(k))
	}
	return cmp.Or(issuer, "The provider") + " refuses " + keys + ", but the key was changed meanwhile, so nothing was destroyed. Check again."
}
