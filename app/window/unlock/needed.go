package unlock

import "keytray/app/api"

// Needed tells whether the encrypted file waits for its passphrase: where values go, or
// where a move that was stopped has left some.
func Needed(k api.Keychain) bool {
	return k.NeedsPassphrase || k.Store == api.StoreFile && k.Status == api.KeychainLocked
}

// Helps tells whether a call failed because the encrypted file is locked.
func Helps(k api.Keychain, err error) bool {
	return api.KindOf(err) == api.Locked && (k.Store == api.StoreFile || k.NeedsPassphrase)
}
