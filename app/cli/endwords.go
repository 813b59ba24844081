package cli

import (
	"keytray/app/api"
	"keytray/app/text"
)

// order is how the end of the old value follows on what was said before.
type order int

const (
	atAnyTime order = iota
	nextly
	thenly
)

// revokeAndSay tells to revoke n old keys where nobody can ask whether they are dead.
func revokeAndSay(when order, n int, where, command string) string {
	switch when {
	case nextly:
		return text.N(n, "Next: revoke the old key at %s, and say so: %s", "Next: revoke the old keys at %s, and say so: %s", where, command)
	case thenly:
		return text.N(n, "Then revoke the old key at %s, and say so: %s", "Then revoke the old keys at %s, and say so: %s", where, command)
	}
	return text.N(n, "Revoke the old key at %s, and say so: %s", "Revoke the old keys at %s, and say so: %s", where, command)
}

// revokeAndProve is the same where the provider can be asked.
func revokeAndProve(when order, n int, where, command string) string {
	switch when {
	case nextly:
		return text.N(n, "Next: revoke the old key at %s, and prove that it is dead: %s",
			"Next: revoke the old keys at %s, and prove that they are dead: %s", where, command)
	case thenly:
		return text.N(n, "Then revoke the old key at %s, and prove that it is dead: %s",
			"Then revoke the old keys at %s, and prove that they are dead: %s", where, command)
	}
	return text.N(n, "Revoke the old key at %s, and prove that it is dead: %s",
		"Revoke the old keys at %s, and prove that they are dead: %s", where, command)
}

// oldHasLeaked says that an old value may be misused.
func oldHasLeaked(e api.Exposure) string {
	if seen := seen(e); seen != "" {
		return text.T("The old key has leaked %s, and is not proven dead.", seen)
	}
	return text.T("The old key has leaked, and is not proven dead.")
}
