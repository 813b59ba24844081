package window

import (
	"fmt"
	"strings"

	"keytray/app/api"
)

// Sentences about the encrypted file, and about where values are kept.
const (
	wordsUnlock       = "Your keys are in an encrypted file. Enter its passphrase to open it."
	wordsFileLocked   = "The encrypted file with your keys is locked."
	wordsNoFile       = "The encrypted file with your keys is not there."
	wordsNoPassphrase = "Type the passphrase first."
	wordsNotSame      = "The two passphrases are not the same."
	wordsNoReset      = "Nobody can reset it: if you forget it, the values are lost."
	wordsUnsure       = "You stopped it before it was done. If the new passphrase does not open the file, the old one does."
	wordsMoving       = "Your values are on their way. You can cancel, and go on with it later."
	wordsMoveStopped  = "The move was stopped. No value is lost. Move again to go on where it stopped."
)

// wordsMove says what a move means.
func wordsMove(from, to string) string {
	old := "old copies"
	if from == api.StoreFile {
		old = "the file's copies"
	}
	switch to {
	case api.StoreFile:
		return "Keytray will keep your values in an encrypted file, protected by a passphrase only you know. " + wordsNoReset +
			" Copies in the system keychain are removed after each value was read back from the file."
	case api.StoreGoKeyring:
		if from != api.StoreFile {
			return "The same keychain, reached through the go-keyring library. Nothing moves."
		}
		return "Your values move into the system keychain, reached through the go-keyring library; " + old + " are removed after each value was read back."
	}
	if from == api.StoreGoKeyring {
		return "The same keychain, reached by Keytray itself. Nothing moves."
	}
	return "Your values move into the system keychain. " + strings.ToUpper(old[:1]) + old[1:] + " are removed after each value was read back."
}

// storeNames are the places as a person chooses them.
var storeNames = map[string]string{
	api.StoreSystem: "System keychain", api.StoreGoKeyring: "go-keyring", api.StoreFile: "Encrypted file",
}

// wordsMoved is how a move ended.
func wordsMoved(to string, n int) string {
	switch {
	case n == 1:
		return "Moved 1 value."
	case n > 1:
		return fmt.Sprintf("Moved %d values.", n)
	case to == api.StoreFile:
		return "New values go into the encrypted file."
	}
	return "New values go into the system keychain."
}
