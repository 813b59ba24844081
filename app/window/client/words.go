package client

import (
	"cmp"
	"context"
	"errors"
	"time"

	"keytray/app/api"
	"keytray/app/text"
)

// WaitNoticed is when a person notices that they wait.
const WaitNoticed = 300 * time.Millisecond

// Sentence is what to tell a person about err. The service's own errors are
// sentences already.
func Sentence(err error) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return text.T("That took too long. Try again.")
	}
	if api.KindOf(err) == api.NoAgent {
		return text.T("The agent has ended. Start it again, then try once more.") // its own sentence is for a terminal
	}
	return err.Error()
}

// Waiting says what somebody is kept waiting for: a keychain may ask the person; an
// encrypted file does not.
func Waiting(k api.Keychain) string {
	switch {
	case k.Store == api.StoreFile:
		return text.T("Waiting for the encrypted file.")
	case k.Name == "":
		return text.T("Waiting for the keychain. It may be asking for your password.")
	}
	return text.T("Waiting for %s. It may be asking for your password.", k.Name)
}

// KeychainName is what to call the system's keychain at the beginning of a sentence.
func KeychainName(k api.Keychain) string {
	return cmp.Or(k.Name, text.T("The keychain"))
}
