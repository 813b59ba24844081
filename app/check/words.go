package check

import (
	"fmt"
	"strings"
)

// Words is a result as a sentence; why is what is known beyond it.
func Words(result, provider, why string) string {
	switch {
	case why != "":
		return why
	case result == Accepted:
		return "Accepted by " + provider + " just now."
	case result == Limited:
		return provider + " knows this key but allows it little. That can be what you chose."
	case result == Rejected:
		return provider + " refused this key. Revoked or mistyped."
	}
	return "No answer from " + provider + "."
}

// OtherRegions is what to do when one region of a provider refused a key.
func OtherRegions(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf(" If your account is in the region %s, check there.", names[0])
	}
	last := len(names) - 1
	return fmt.Sprintf(" If your account is in another region (%s or %s), check there.", strings.Join(names[:last], ", "), names[last])
}
