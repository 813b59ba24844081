package text

import (
	"fmt"
	"strings"
	"time"
)

// Tell is what to send to a person who uses a key. Nothing of the value is in it,
// so it may go through any chat. provider may be empty.
func Tell(name, provider string, day time.Time, dead bool) string {
	if provider != "" {
		provider = " (" + provider + ")"
	}
	old := "the old one stops working soon"
	if dead {
		old = "the old one no longer works"
	}
	return fmt.Sprintf("The API key “%s”%s changed on %s. Ask me for the new one; %s.", name, provider, Date(day), old)
}

// StepOf is where in a rotation a key is: step 3 of 5.
func StepOf(n, of int) string { return fmt.Sprintf("step %d of %d", n, of) }

// Step says what is to be done in a step of a rotation.
func Step(step, provider string) string {
	switch step {
	case "create":
		return "make a new key at " + provider
	case "paste":
		return "give Keytray the new key"
	case "places":
		return "update the places that use it"
	case "revoke":
		return "revoke the old key at " + provider
	}
	return step
}

// Updated says how many places have the new value.
func Updated(n, of int) string {
	if of == 1 {
		return map[bool]string{true: "The only place has the new value.", false: "The only place still has the old value."}[n == 1]
	}
	return fmt.Sprintf("%d of %d places have the new value.", n, of)
}

// NotUpdated names the places that do not have the new value; "" where all have it.
func NotUpdated(places []string) string {
	switch len(places) {
	case 0:
		return ""
	case 1:
		return "1 place does not have the new key yet: " + places[0] + "."
	}
	return fmt.Sprintf("%d places do not have the new key yet: %s.", len(places), strings.Join(places, ", "))
}

// SeenIn ends a sentence about where a value was seen by somebody else; "" where
// nobody knows.
func SeenIn(where string) string {
	switch where {
	case "repository":
		return "in a public repository"
	case "chat":
		return "in a chat or an e-mail"
	case "screen":
		return "on a shared screen, in a picture or in a video"
	case "ai":
		return "in a chat with an AI"
	case "computer":
		return "on a lost or infected computer"
	}
	return ""
}

// Unfinished counts rotations under way.
func Unfinished(n int) string {
	if n == 1 {
		return "1 not finished"
	}
	return fmt.Sprintf("%d not finished", n)
}
