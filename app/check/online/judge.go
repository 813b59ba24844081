package online

import (
	"bytes"
	"net/http"
	"slices"
	"strings"

	"keytray/app/check"
	"keytray/app/provider"
	"keytray/app/text"
)

// judge makes a result of a reply: first the exceptions of the catalogue entry,
// then the status.
func judge(plan check.Plan, name string, said reply, r check.Request) check.Answer {
	result, why := verdict(plan.Verify, name, said)
	a := check.Answer{Result: result, Host: plan.Host, Why: check.Words(result, name, why)}
	if result == check.Rejected {
		a.Why = text.Sentences(a.Why, check.OtherRegions(plan.Elsewhere()))
	}
	if result != check.Accepted && result != check.Limited {
		return a
	}
	key := r.Secret.Reveal()
	a.Account, a.Scopes, a.Expires = said.first(plan.Account, key), said.first(plan.Scopes, key), said.expires(plan.Expires)
	if a.Count = said.count(plan.Count); a.Count > 0 {
		a.Counts = plan.Counts
	}
	return a
}

func verdict(v provider.Verify, name string, said reply) (result, why string) {
	for _, x := range v.Answers {
		if exception(x, said) {
			return x.Means, text.Of(x.Why)
		}
	}
	switch s := said.status; {
	case s >= 300 && s < 400:
		return check.Unknown, text.T("%s sent us to another address. Keytray does not follow with a key.", name)
	case s == http.StatusTooManyRequests:
		return check.Unknown, text.T("%s asks us to wait. Try again in a minute.", name)
	case s >= 500 && s < 600:
		return check.Unknown, text.T("No answer from %s: it has trouble of its own at the moment.", name)
	case said.page() && s != http.StatusUnauthorized:
		return check.Unknown, text.T("Something on the way answered instead of %s, for example a filter or firewall.", name)
	case slices.Contains(v.Accepted, s):
		return accepted(v, name, said)
	case slices.Contains(v.Limited, s):
		return check.Limited, ""
	case slices.Contains(v.Rejected, s):
		return check.Rejected, ""
	default:
		return check.Unknown, text.T("%s gave an answer that says nothing about the key (status %d).", name, s)
	}
}

// accepted is what an accepted status means. It alone proves nothing: gateways say
// 200 to everybody, and who believes that revokes the key that works.
func accepted(v provider.Verify, name string, said reply) (result, why string) {
	switch {
	case said.complains():
		return check.Unknown, text.T("%s answered with an error that Keytray does not know, so this says nothing about the key.", name)
	case len(v.Proof) > 0 && slices.ContainsFunc(v.Proof, said.has),
		len(v.Proof) == 0 && said.substantial(),
		v.BodyOptional && said.blank():
		return check.Accepted, ""
	}
	return check.Unknown, text.T("%s answered in a way that Keytray does not understand.", name)
}

// exception tells whether an Answer is meant.
func exception(x provider.Answer, said reply) bool {
	if x.Status != 0 && x.Status != said.status {
		return false
	}
	if x.At == "" {
		return x.Contains != "" && bytes.Contains(said.body, []byte(x.Contains))
	}
	v, there := said.text(x.At)
	if x.Is == "" && v == "null" { // a name with nothing behind it
		return false
	}
	return there && (x.Is == "" || v == x.Is) && strings.Contains(v, x.Contains)
}
