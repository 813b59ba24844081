//go:build linux

package keychain_test

import (
	"testing"

	"keytray/app/e2e/session"
	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
)

func TestKWalletKeepsTheContract(t *testing.T) {
	in(t, session.Options{Service: session.KWallet})
	s := keychain.System()
	keychaintest.Run(t, s)
	if st := s.Status(t.Context()); st.Name != "KWallet" || st.Plain {
		t.Errorf("status is %+v", st)
	}
}

// Without the plugins of its crypto library KWallet answers the request for an encrypted session with InvalidArgs. libsecret's
// own tool fails then.
func TestKWalletWithoutEncryptedSessionsKeepsTheContract(t *testing.T) {
	in(t, session.Options{Service: session.KWallet, KWallet: session.KWalletSettings{NoPlugins: true}})
	k := keychain.System()
	keychaintest.Run(t, k)
	if st := k.Status(t.Context()); !st.Plain {
		t.Errorf("status is %+v", st)
	}
}

// KWallet drops the zero bytes that a shared secret begins with, GNOME Keyring and KeePassXC do not: in one of 256 sessions
// its key is another one than ours. Nothing is stored or read then, so another session has to be opened.
func TestKWalletUnderstandsEverySession(t *testing.T) {
	s := in(t, session.Options{Service: session.KWallet})
	for range 300 {
		k := keychain.Open(s.BusAddress, false)
		v := keychaintest.Random()
		if err := k.Set(t.Context(), "abc.1", "Keytray: chat", v); err != nil {
			t.Fatalf("Set: %v", err)
		}
		if got, err := k.Get(t.Context(), "abc.1"); err != nil || !got.Equal(v) {
			t.Fatalf("Get: %v", err)
		}
		k.Close()
	}
}

// KWallet says of a wallet that the login has opened that it is locked, until somebody asks for it.
func TestAWalletOpenedAtLoginNeedsNoPerson(t *testing.T) {
	in(t, session.Options{Service: session.KWallet, Keyring: session.OpenedAtLogin, Display: true})
	k, v := keychain.System(), keychaintest.Random()
	if st := k.Status(t.Context()).State; st != keychain.Locked {
		t.Errorf("status is %s", st)
	}
	if err := k.Set(t.Context(), "abc.1", "Keytray: chat", v); err != nil {
		t.Fatal(err)
	}
	if got, err := k.Get(t.Context(), "abc.1"); err != nil || !got.Equal(v) {
		t.Errorf("Get: %v", err)
	}
	if st := k.Status(t.Context()).State; st != keychain.OK {
		t.Errorf("status is %s", st)
	}
}

func TestALockedWalletIsErrLockedWhereNobodyCanBeAsked(t *testing.T) {
	in(t, session.Options{Service: session.KWallet, Keyring: session.Locked})
	refuses(t, keychain.System(), keychain.ErrLocked, keychain.Locked)
}

func TestALockedWalletIsOpenedAtItsPrompt(t *testing.T) {
	opensAtPrompt(t, session.KWallet, "KDE Wallet Service")
}

func TestKWalletWithoutAWalletIsNoCollection(t *testing.T) {
	in(t, session.Options{Service: session.KWallet, Keyring: session.NoCollection})
	refuses(t, keychain.System(), keychain.ErrNoDefault, keychain.NoCollection)
}

func TestKWalletThatQuitIsErrUnavailableUntilItIsBack(t *testing.T) { quits(t, session.KWallet) }
