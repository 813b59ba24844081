package unlock

import (
	"testing"

	"keytray/app/api"
)

func TestThePassphraseIsAskedForWhereItHelps(t *testing.T) {
	locked, dismissed := &api.Error{Kind: api.Locked}, &api.Error{Kind: api.Dismissed}
	for name, c := range map[string]struct {
		k             api.Keychain
		needed, helps bool
	}{
		"an open keychain":             {api.Keychain{Status: api.KeychainOK}, false, false},
		"a locked keychain":            {api.Keychain{Status: api.KeychainLocked}, false, false},
		"an open file":                 {api.Keychain{Store: api.StoreFile, Status: api.KeychainOK}, false, true}, // it has just been locked
		"a locked file":                {api.Keychain{Store: api.StoreFile, Status: api.KeychainLocked}, true, true},
		"a file that a move left some": {api.Keychain{Status: api.KeychainOK, NeedsPassphrase: true}, true, true},
	} {
		if got := Needed(c.k); got != c.needed {
			t.Errorf("%s: needed: %v", name, got)
		}
		if got := Helps(c.k, locked); got != c.helps {
			t.Errorf("%s: helps: %v", name, got)
		}
		if Helps(c.k, dismissed) || Helps(c.k, nil) {
			t.Errorf("%s: it helps where nothing is locked", name)
		}
	}
}
