//go:build linux

package keychain_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"keytray/app/e2e/session"
	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
)

// inside names the test that runs in a process of its own, inside a session:
// go-keyring keeps one bus connection for the life of a process.
const inside = "KEYCHAIN_TEST_INSIDE"

// runInside runs a test of this file again inside a throw-away session.
func runInside(t *testing.T, name string, o session.Options) *session.Session {
	t.Helper()
	s := session.New(t, o)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	cmd := s.Command(ctx, self, "-test.run=^"+name+"$", "-test.v")
	cmd.Env = append(cmd.Env, inside+"="+name, "GORACE=atexit_sleep_ms=0")
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: "+name) {
		t.Errorf("inside the session: %v\n%s", err, out)
	}
	return s
}

func onlyInside(t *testing.T) {
	t.Helper()
	if os.Getenv(inside) != t.Name() {
		t.Skip("runs in a session that another test starts")
	}
}

func TestTheSystemKeychainKeepsTheContract(t *testing.T) {
	runInside(t, "TestInsideContract", session.Options{})
}

func TestInsideContract(t *testing.T) {
	onlyInside(t)
	keychaintest.Run(t, keychain.System())
	if st := keychain.System().Status(t.Context()); st.Name != "GNOME Keyring" {
		t.Errorf("it is called %q", st.Name)
	}
}

func TestItemsCarryTheAttributesOfTheContract(t *testing.T) {
	s := runInside(t, "TestInsideStoresOne", session.Options{})
	got, ok, err := s.LookupSecret(t.Context(), "service", "keytray", "username", "abc.1")
	if err != nil || !ok || got != "stored\nvalue" {
		t.Errorf("secret-tool finds it: %v, %v", ok, err)
	}
}

func TestInsideStoresOne(t *testing.T) {
	onlyInside(t)
	if err := keychain.System().Set(t.Context(), "abc.1", "Keytray: test", secret.FromString("stored\nvalue")); err != nil {
		t.Fatal(err)
	}
}

func TestEachStateOfTheKeychainHasItsError(t *testing.T) {
	for name, o := range map[string]session.Options{
		"TestInsideLocked":       {Keyring: session.Locked},
		"TestInsideNoCollection": {Keyring: session.NoCollection},
		"TestInsideNoService":    {Keyring: session.NoService},
		"TestInsideNoBus":        {Keyring: session.NoService, NoBus: true},
	} {
		runInside(t, name, o)
	}
}

func TestInsideLocked(t *testing.T) {
	onlyInside(t)
	assertFails(t, keychain.ErrLocked, keychain.Locked)
}

func TestInsideNoCollection(t *testing.T) {
	onlyInside(t)
	assertFails(t, keychain.ErrUnavailable, keychain.NoCollection)
}

func TestInsideNoService(t *testing.T) {
	onlyInside(t)
	assertFails(t, keychain.ErrUnavailable, keychain.Missing)
}

func TestInsideNoBus(t *testing.T) {
	onlyInside(t)
	assertFails(t, keychain.ErrUnavailable, keychain.Missing)
}

// assertFails asks everything and wants the same answer, at once.
func assertFails(t *testing.T, want error, state keychain.State) {
	t.Helper()
	s := keychain.System()
	start := time.Now()
	if got := s.Status(t.Context()).State; got != state {
		t.Errorf("status is %s, want %s", got, state)
	}
	if _, err := s.Get(t.Context(), "abc.1"); !errors.Is(err, want) {
		t.Errorf("Get: %v", err)
	}
	if err := s.Set(t.Context(), "abc.1", "", keychaintest.Random()); !errors.Is(err, want) {
		t.Errorf("Set: %v", err)
	}
	if took := time.Since(start); took > keychain.ProbeLimit {
		t.Errorf("it took %v", took)
	}
}

// A locked keychain with a display asks the person, who may not be there.
func TestACallThatWaitsForThePersonEndsWithItsContext(t *testing.T) {
	runInside(t, "TestInsidePrompt", session.Options{Keyring: session.Locked, Display: true})
}

func TestInsidePrompt(t *testing.T) {
	onlyInside(t)
	s := keychain.System()
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	if err := s.Set(ctx, "abc.1", "", keychaintest.Random()); !errors.Is(err, keychain.ErrTimeout) {
		t.Errorf("got %v", err)
	}
	// The call still waits at its prompt: the next one must not overtake it, nor hang.
	again, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := s.Get(again, "abc.1"); !errors.Is(err, keychain.ErrTimeout) {
		t.Errorf("got %v", err)
	}
	if got := s.Status(t.Context()).State; got != keychain.Locked {
		t.Errorf("status is %s", got)
	}
}
