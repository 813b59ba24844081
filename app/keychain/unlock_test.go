//go:build linux

package keychain_test

import (
	"testing"

	"keytray/app/e2e/session"
	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
)

var _ keychain.Unlocker = (*keychain.Opened)(nil)

func TestUnlockAsksBeforeAnythingIsWanted(t *testing.T) {
	s, k := lockedDesk(t)
	defer k.Close()
	unlock := later(func() error { return k.Unlock(within(t)) })
	waitPrompt(t, s)
	assertIs(t, "Unlock", press(t, s, unlock, typePassword(t, s)), nil)
	if st := k.Status(within(t)); st.State != keychain.OK {
		t.Errorf("status is %s", st.State)
	}
	until(t, "the prompt goes", func() bool { return windows(t, s) == 0 })
	assertIs(t, "Unlock where it is open", k.Unlock(within(t)), nil)
	if n := windows(t, s); n > 0 {
		t.Error("it asks again")
	}
	assertIs(t, "Set", k.Set(within(t), "a", "l", keychaintest.Random()), nil)
}

func TestUnlockThatThePersonDoesNotWant(t *testing.T) {
	s, k := lockedDesk(t)
	defer k.Close()
	unlock := later(func() error { return k.Unlock(within(t)) })
	waitPrompt(t, s)
	assertIs(t, "Unlock", press(t, s, unlock, pressEscape(t, s)), keychain.ErrDismissed)
	if st := k.Status(within(t)); st.State != keychain.Locked {
		t.Errorf("status is %s", st.State)
	}
}

func TestUnlockMakesTheFirstCollection(t *testing.T) {
	s, k := deskWithoutCollection(t)
	defer k.Close()
	unlock := later(func() error { return k.Unlock(within(t)) })
	waitPrompt(t, s)
	assertIs(t, "Unlock", press(t, s, unlock, func() {
		xdotool(t, s, "key", "ctrl+a")
		xdotool(t, s, "type", "--delay", "5", session.Password)
		xdotool(t, s, "key", "Tab")
		typePassword(t, s)() // the same again
	}), nil)
	if st := k.Status(within(t)); st.State != keychain.OK {
		t.Errorf("status is %s", st.State)
	}
}

func TestUnlockWhereNobodyCanBeAsked(t *testing.T) {
	s := session.New(t, session.Options{Keyring: session.Locked})
	k := keychain.Open(s.BusAddress, false)
	defer k.Close()
	assertIs(t, "Unlock", k.Unlock(within(t)), keychain.ErrLocked)
}
