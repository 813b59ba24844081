package text

import (
	"strings"
	"time"
)

// Tell is what to send to a person who uses a key. Nothing of the value is in it,
// so it may go through any chat. provider may be empty.
func Tell(name, provider string, day time.Time, dead bool) string {
	called := T("“%s”", name)
	if provider != "" {
		called = T("“%s” (%s)", name, provider)
	}
	if dead {
		return T("The API key %s changed on %s. Ask me for the new one; the old one no longer works.", called, Date(day))
	}
	return T("The API key %s changed on %s. Ask me for the new one; the old one stops working soon.", called, Date(day))
}

// StepOf is where in a rotation a key is: step 3 of 5.
func StepOf(n, of int) string { return T("step %d of %d", n, of) }

// Step says what is to be done in a step of a rotation.
func Step(step, provider string) string {
	switch step {
	case "create":
		return T("make a new key at %s", provider)
	case "paste":
		return T("give Keytray the new key")
	case "places":
		return T("update the places that use it")
	case "revoke":
		return T("revoke the old key at %s", provider)
	}
	return step
}

// Updated says how many places have the new value.
func Updated(n, of int) string {
	switch {
	case of == 1 && n == 1:
		return T("The only place has the new value.")
	case of == 1:
		return T("The only place still has the old value.")
	}
	return T("%d of %d places have the new value.", n, of)
}

// NotUpdated names the places that do not have the new value; "" where all have it.
func NotUpdated(places []string) string {
	if len(places) == 0 {
		return ""
	}
	return N(len(places), "1 place does not have the new key yet: %[2]s.", "%d places do not have the new key yet: %s.", len(places), strings.Join(places, ", "))
}

// SeenIn ends a sentence about where a value was seen by somebody else; "" where
// nobody knows.
func SeenIn(where string) string {
	switch where {
	case "repository":
		return T("in a public repository")
	case "chat":
		return T("in a chat or an e-mail")
	case "screen":
		return T("on a shared screen, in a picture or in a video")
	case "ai":
		return T("in a chat with an AI")
	case "computer":
		return T("on a lost or infected computer")
	}
	return ""
}

// Unfinished counts rotations under way.
func Unfinished(n int) string { return N(n, "1 not finished", "%d not finished", n) }
