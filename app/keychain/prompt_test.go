//go:build linux

package keychain_test

import (
	"context"
	"errors"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"keytray/app/e2e/session"
	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
)

// The prompts here are the real ones: gnome-keyring has gcr-prompter show them.

func lockedDesk(t *testing.T) (*session.Session, *keychain.Opened) {
	t.Helper()
	s := session.New(t, session.Options{Keyring: session.Locked, Display: true})
	return s, keychain.Open(s.BusAddress, true)
}

func xdotool(t *testing.T, s *session.Session, args ...string) string {
	t.Helper()
	out, err := s.Command(within(t), "xdotool", args...).Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func windows(t *testing.T, s *session.Session) int {
	t.Helper()
	return len(strings.Fields(xdotool(t, s, "search", "--onlyvisible", "--class", "gcr-prompter")))
}

func waitPrompt(t *testing.T, s *session.Session) {
	t.Helper()
	until(t, "the prompt", func() bool { return windows(t, s) > 0 })
}

// press acts on the prompt until the call ends: at first the prompt may not
// listen yet, and checking a password takes it a moment.
func press(t *testing.T, s *session.Session, done <-chan error, act func()) error {
	t.Helper()
	deadline := within(t)
	for {
		act()
		again := time.NewTimer(2 * time.Second)
		select {
		case err := <-done:
			again.Stop()
			return err
		case <-again.C:
		case <-deadline.Done():
			t.Fatal("the prompt is not answered")
		}
	}
}

func typePassword(t *testing.T, s *session.Session) func() {
	return func() {
		xdotool(t, s, "key", "ctrl+a")
		xdotool(t, s, "type", "--delay", "5", session.Password)
		xdotool(t, s, "key", "Return")
	}
}

func pressEscape(t *testing.T, s *session.Session) func() {
	return func() { xdotool(t, s, "key", "Escape") }
}

func TestTheKeychainIsUnlockedAtItsPrompt(t *testing.T) {
	s, k := lockedDesk(t)
	defer k.Close()
	v := keychaintest.Random()
	set := later(func() error { return k.Set(within(t), "a", "Keytray: a", v) })
	waitPrompt(t, s)
	if st := k.Status(within(t)); st.State != keychain.Locked {
		t.Errorf("status under the prompt is %s", st.State)
	}
	_, err := k.List(within(t))
	assertIs(t, "List under the prompt", err, keychain.ErrLocked)
	assertIs(t, "Set", press(t, s, set, typePassword(t, s)), nil)
	if got, err := k.Get(within(t), "a"); err != nil || !got.Equal(v) {
		t.Errorf("Get: %v", err)
	}
	if st := k.Status(within(t)); st.State != keychain.OK {
		t.Errorf("status afterwards is %s", st.State)
	}
}

func TestOnePromptServesAllWhoWaitForIt(t *testing.T) {
	s, k := lockedDesk(t)
	defer k.Close()
	var ends []<-chan error
	for range 6 {
		account := keychaintest.Account()
		ends = append(ends, later(func() error { return k.Set(within(t), account, "l", keychaintest.Random()) }))
	}
	waitPrompt(t, s)
	if err := press(t, s, ends[0], typePassword(t, s)); err != nil {
		t.Error(err)
	}
	for _, end := range ends[1:] {
		assertEnds(t, "Set", end, nil)
	}
	if n := windows(t, s); n > 0 {
		t.Errorf("%d prompts more", n)
	}
}

func TestAPromptThatIsClosedIsDismissedForAll(t *testing.T) {
	s, k := lockedDesk(t)
	before := len(calls())
	var ends []<-chan error
	for range 4 {
		ends = append(ends, later(func() error { return k.Set(within(t), keychaintest.Account(), "l", keychaintest.Random()) }))
	}
	waitPrompt(t, s)
	assertIs(t, "Set", press(t, s, ends[0], pressEscape(t, s)), keychain.ErrDismissed)
	for _, end := range ends[1:] {
		assertEnds(t, "Set", end, keychain.ErrDismissed)
	}
	until(t, "the prompt goes", func() bool { return windows(t, s) == 0 })
	if st := k.Status(within(t)); st.State != keychain.Locked {
		t.Errorf("status is %s", st.State)
	}
	k.Close()
	assertNoneLeft(t, before)
}

// gnome-keyring does not survive that an Unlock prompt on the screen is
// dismissed, so that one stays for the person, and for the next call.
func TestAPromptThatIsIgnored(t *testing.T) {
	s, k := lockedDesk(t)
	before := len(calls())
	pid := ownerPID(t, s, "org.freedesktop.secrets")
	for range 3 {
		ctx, leave := context.WithCancel(within(t))
		set := later(func() error { return k.Set(ctx, "a", "l", keychaintest.Random()) })
		waitPrompt(t, s)
		leave()
		assertEnds(t, "Set", set, keychain.ErrTimeout)
	}
	assertNoneLeft(t, before+2) // the connection
	v := keychaintest.Random()
	set := later(func() error { return k.Set(within(t), "a", "l", v) })
	assertIs(t, "Set", press(t, s, set, typePassword(t, s)), nil)
	if got, err := k.Get(within(t), "a"); err != nil || !got.Equal(v) {
		t.Errorf("Get: %v", err)
	}
	if now := ownerPID(t, s, "org.freedesktop.secrets"); now != pid {
		t.Errorf("the keychain is now process %d, was %d", now, pid)
	}
	until(t, "the prompt goes", func() bool { return windows(t, s) == 0 })
	k.Close()
	assertNoneLeft(t, before)
}

func TestAPromptThatIsClosedAfterItsCallersLeft(t *testing.T) {
	s, k := lockedDesk(t)
	defer k.Close()
	ctx, leave := context.WithCancel(within(t))
	set := later(func() error { return k.Set(ctx, "a", "l", keychaintest.Random()) })
	waitPrompt(t, s)
	leave()
	assertEnds(t, "Set", set, keychain.ErrTimeout)
	next := later(func() error { _, err := k.Get(within(t), "a"); return err })
	assertIs(t, "the next caller", press(t, s, next, pressEscape(t, s)), keychain.ErrDismissed)
}

func TestTheDeadlineOfAPromptIsATimeout(t *testing.T) {
	_, k := lockedDesk(t)
	defer k.Close()
	ctx, cancel := context.WithTimeout(within(t), 300*time.Millisecond)
	defer cancel()
	if err := k.Set(ctx, "a", "l", keychaintest.Random()); !errors.Is(err, keychain.ErrTimeout) || errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestAKeychainThatEndsUnderItsPrompt(t *testing.T) {
	s, k := lockedDesk(t)
	before := len(calls())
	set := later(func() error { return k.Set(within(t), "a", "l", keychaintest.Random()) })
	waitPrompt(t, s)
	if err := s.StopKeyring(); err != nil {
		t.Fatal(err)
	}
	assertEnds(t, "Set", set, keychain.ErrUnavailable)
	restart(t, s)
	assertIs(t, "Set with the next one", k.Set(within(t), "a", "l", keychaintest.Random()), nil)
	k.Close()
	assertNoneLeft(t, before)
}

func TestABusThatEndsUnderAPrompt(t *testing.T) {
	s, k := lockedDesk(t)
	set := later(func() error { return k.Set(within(t), "a", "l", keychaintest.Random()) })
	waitPrompt(t, s)
	// StopBus would end the prompter first.
	if err := syscall.Kill(ownerPID(t, s, "org.freedesktop.DBus"), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	assertEnds(t, "Set", set, keychain.ErrUnavailable)
	s.Close()
	assertNoneLeft(t, 0)
}

func TestAKeychainThatFreezesUnderItsPromptIsATimeout(t *testing.T) {
	s, k := lockedDesk(t)
	defer k.Close()
	set := later(func() error { return k.Set(within(t), "a", "l", keychaintest.Random()) })
	waitPrompt(t, s)
	pid := ownerPID(t, s, "org.freedesktop.secrets")
	if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = syscall.Kill(pid, syscall.SIGCONT) }()
	assertEnds(t, "Set", set, keychain.ErrTimeout)
}

// With no collection at all the bus must be able to start the prompter, so the
// session begins with a locked one whose file is then taken away.
func deskWithoutCollection(t *testing.T) (*session.Session, *keychain.Opened) {
	t.Helper()
	s, k := lockedDesk(t)
	forgetKeyrings(t, s)
	return s, k
}

func TestADefaultCollectionIsMadeAtItsPrompt(t *testing.T) {
	s, k := deskWithoutCollection(t)
	defer k.Close()
	if st := k.Status(within(t)); st.State != keychain.NoCollection {
		t.Fatalf("status is %s", st.State)
	}
	_, err := k.Get(within(t), "a")
	assertIs(t, "Get", err, keychain.ErrNoDefault)
	v := keychaintest.Random()
	set := later(func() error { return k.Set(within(t), "a", "l", v) })
	waitPrompt(t, s)
	assertIs(t, "Set", press(t, s, set, func() {
		xdotool(t, s, "key", "ctrl+a")
		xdotool(t, s, "type", "--delay", "5", session.Password)
		xdotool(t, s, "key", "Tab", "ctrl+a")
		xdotool(t, s, "type", "--delay", "5", session.Password)
		xdotool(t, s, "key", "Return")
	}), nil)
	if got, err := k.Get(within(t), "a"); err != nil || !got.Equal(v) {
		t.Errorf("Get: %v", err)
	}
	if st := k.Status(within(t)); st.State != keychain.OK {
		t.Errorf("status is %s", st.State)
	}
}

func TestACollectionThatIsNotWantedIsNotMade(t *testing.T) {
	s, k := deskWithoutCollection(t)
	before := len(calls())
	set := later(func() error { return k.Set(within(t), "a", "l", keychaintest.Random()) })
	waitPrompt(t, s)
	assertIs(t, "Set", press(t, s, set, pressEscape(t, s)), keychain.ErrDismissed)
	ctx, leave := context.WithCancel(within(t))
	set = later(func() error { return k.Set(ctx, "a", "l", keychaintest.Random()) })
	waitPrompt(t, s)
	leave()
	assertEnds(t, "Set", set, keychain.ErrTimeout)
	until(t, "the prompt goes", func() bool { return windows(t, s) == 0 })
	if st := k.Status(within(t)); st.State != keychain.NoCollection {
		t.Errorf("status is %s", st.State)
	}
	k.Close()
	assertNoneLeft(t, before)
}
