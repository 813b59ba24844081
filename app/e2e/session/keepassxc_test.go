//go:build linux

package session

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestKeePassXCComesUpInEachState(t *testing.T) { comesUp(t, KeePassXC) }

func TestKWalletComesUpInEachState(t *testing.T) { comesUp(t, KWallet) }

// comesUp starts the service in each state, with a display and without: Start fails if it is in another.
func comesUp(t *testing.T, service Service) {
	for name, keyring := range map[string]Keyring{"unlocked": Unlocked, "locked": Locked, "no collection": NoCollection} {
		for _, display := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				s := start(t, Options{Service: service, Keyring: keyring, Display: display})
				if keyring == Unlocked && service != KWallet { // it and secret-tool misunderstand each other in one of 128 sessions
					store(t, s, "sk-1234")
					if v, ok, err := s.LookupSecret(t.Context(), "service", "keytray"); v != "sk-1234" || !ok || err != nil {
						t.Errorf("found %q, %v, %v", v, ok, err)
					}
				}
			})
		}
	}
}

func TestALockedDatabaseOrWalletSaysSo(t *testing.T) {
	for _, service := range []Service{GNOMEKeyring, KeePassXC, KWallet} {
		s := start(t, Options{Service: service})
		if err := s.LockKeyring(t.Context()); err != nil {
			t.Error(err)
		}
		if got, err := s.keyringState(t.Context()); got != Locked || err != nil {
			t.Errorf("state %d, %v", got, err)
		}
	}
}

func TestTwoSessionsHaveAKeePassXCEach(t *testing.T) {
	start(t, Options{Service: KeePassXC})
	start(t, Options{Service: KeePassXC})
}

// Debian 13 has a keepassxc-minimal without the Secret Service.
func TestAProgramWithoutTheSecretServiceCountsAsMissing(t *testing.T) {
	bin := t.TempDir()
	for _, name := range []string{"keepassxc", "keepassxc-cli", "kwalletd6", "dbus-daemon"} {
		if err := os.WriteFile(filepath.Join(bin, name), []byte("#!/bin/sh\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", bin)
	for service, want := range map[Service]string{KeePassXC: noKeePassXC, KWallet: noKWallet} {
		_, err := Start(t.Context(), Options{Service: service})
		var missing *MissingError
		if !errors.As(err, &missing) || !slices.Equal(missing.Programs, []string{want}) {
			t.Errorf("got %v, want that %q is missing", err, want)
		}
	}
}

// start is New, for services that not every system has.
func start(t *testing.T, o Options) *Session {
	t.Helper()
	s, err := Start(t.Context(), o)
	var missing *MissingError
	if errors.As(err, &missing) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}
