package agent

import (
	"cmp"

	"keytray/app/api"
	"keytray/app/text"
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
		said.Text = text.T("%s still accepts the old key. Revoking can take a few minutes.", issuer)
		if several {
			said.Text = text.T("%s still accepts %d of %d old keys. Revoking can take a few minutes.", issuer, len(j.alive), len(j.alive)+len(j.dead)+len(j.unclear))
		}
		if outcome == buried {
			said.Text = text.Sentences(said.Text, text.T("Our copy of what it refuses is destroyed."))
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
			said.Text = text.Sentences(said.Text, text.T("Of another old key: %s", j.unclear[0].said.Text))
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
		said.Text = text.Sentences(said.Text, text.T("So that does not prove that it is dead."), sayRevoked(k))
	}
	return said
}

// deadWords are about n values that the provider refuses.
func deadWords(k vault.Key, issuer string, n int, outcome string) string {
	switch outcome {
	case buried:
		return text.N(n, "%[2]s refuses the old key. Our copy of it is destroyed.", "%[2]s refuses %[1]d old keys. Our copies of them are destroyed.", n, issuer)
	case lingering:
		return text.Sentences(text.N(n, "%[2]s refuses the old key.", "%[2]s refuses %[1]d old keys.", n, issuer),
			text.T("Our copy could not be destroyed yet; that is done when the keychain answers. keytray doctor does it, too."))
	case refuseBoth:
		return text.T("%s refuses both keys, the old one and the new one, so nothing was destroyed. Is the account blocked, or was the new key revoked? Look there, then check the new key.", issuer)
	case untold:
		return text.Sentences(text.N(n, "%[2]s refuses the old key, but could not be asked whether it accepts the new one, so nothing was destroyed. Check again later.",
			"%[2]s refuses %[1]d old keys, but could not be asked whether it accepts the new one, so nothing was destroyed. Check again later.", n, issuer), sayRevoked(k))
	}
	return text.N(n, "%[2]s refuses the old key, but the key was changed meanwhile, so nothing was destroyed. Check again.",
		"%[2]s refuses %[1]d old keys, but the key was changed meanwhile, so nothing was destroyed. Check again.", n, cmp.Or(issuer, text.C("subject", "The provider")))
}
