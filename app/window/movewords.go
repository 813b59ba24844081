package window

import (
	"keytray/app/api"
	"keytray/app/text"
)

// Sentences about the encrypted file, and about where values are kept.
var (
	wordsNoPassphrase = text.Mark("Type the passphrase first.")
	wordsNotSame      = text.Mark("The two passphrases are not the same.")
	wordsNoReset      = text.Mark("Nobody can reset it: if you forget it, the values are lost.")
	wordsUnsure       = text.Mark("You stopped it before it was done. If the new passphrase does not open the file, the old one does.")
	wordsMoving       = text.Mark("Your values are on their way. You can cancel, and go on with it later.")
	wordsMoveStopped  = text.Mark("The move was stopped. No value is lost. Move again to go on where it stopped.")
)

// wordsMove says what a move means.
func wordsMove(from, to string) string {
	outOfFile := from == api.StoreFile
	switch {
	case to == api.StoreFile:
		return text.Sentences(
			text.T("Keytray will keep your values in an encrypted file, protected by a passphrase only you know."),
			text.T(wordsNoReset),
			text.T("Copies in the system keychain are removed after each value was read back from the file."),
		)
	case to == api.StoreGoKeyring && outOfFile:
		return text.T("Your values move into the system keychain, reached through the go-keyring library; the file's copies are removed after each value was read back.")
	case to == api.StoreGoKeyring:
		return text.T("The same keychain, reached through the go-keyring library. Nothing moves.")
	case from == api.StoreGoKeyring:
		return text.T("The same keychain, reached by Keytray itself. Nothing moves.")
	case outOfFile:
		return text.T("Your values move into the system keychain. The file's copies are removed after each value was read back.")
	}
	return text.T("Your values move into the system keychain. Old copies are removed after each value was read back.")
}

// storeName is a place as a person chooses it.
func storeName(store string) string {
	switch store {
	case api.StoreSystem:
		return text.T("System keychain")
	case api.StoreFile:
		return text.T("Encrypted file")
	}
	return store
}

// wordsMoved is how a move ended.
func wordsMoved(to string, n int) string {
	switch {
	case n > 0:
		return text.N(n, "Moved 1 value.", "Moved %d values.", n)
	case to == api.StoreFile:
		return text.T("New values go into the encrypted file.")
	}
	return text.T("New values go into the system keychain.")
}
