package check

import "keytray/app/text"

// Words is a result as a sentence; why is what is known beyond it.
func Words(result, provider, why string) string {
	switch {
	case why != "":
		return why
	case result == Accepted:
		return text.T("Accepted by %s just now.", provider)
	case result == Limited:
		return text.T("%s knows this key but allows it little. That can be what you chose.", provider)
	case result == Rejected:
		return text.T("%s refused this key. Revoked or mistyped.", provider)
	}
	return text.T("No answer from %s.", provider)
}

// OtherRegions is what to do when one region of a provider refused a key.
func OtherRegions(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return text.T("If your account is in the region %s, check there.", text.Of(names[0]))
	}
	said := make([]string, len(names))
	for i, name := range names {
		said[i] = text.Of(name)
	}
	return text.T("If your account is in another region (%s), check there.", text.Either(said))
}
