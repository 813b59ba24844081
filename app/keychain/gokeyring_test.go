//go:build linux

package keychain_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

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

func TestGoKeyringKeepsTheContract(t *testing.T) {
	runInside(t, "TestInsideContract", session.Options{})
}

func TestInsideContract(t *testing.T) {
	onlyInside(t)
	k := keychain.GoKeyring()
	keychaintest.Run(t, k)
	if st := k.Status(t.Context()); st.Name != "GNOME Keyring" || !st.Plain {
		t.Errorf("status is %+v", st)
	}
}

func TestWhatEitherClientWritesTheOtherReads(t *testing.T) {
	runInside(t, "TestInsideBoth", session.Options{})
}

func TestInsideBoth(t *testing.T) {
	onlyInside(t)
	own, theirs := keychain.System(), keychain.GoKeyring()
	t.Run("ours for go-keyring", func(t *testing.T) { assertInterop(t, own, theirs) })
	t.Run("go-keyring's for us", func(t *testing.T) { assertInterop(t, theirs, own) })
	all, err := own.List(t.Context())
	if err != nil || len(all) != 0 {
		t.Errorf("%d items are left (%v)", len(all), err)
	}
}

// assertInterop has one client write and the other read, replace and delete.
func assertInterop(t *testing.T, writer, reader keychain.Store) {
	t.Helper()
	account, first, second := keychaintest.Account(), keychaintest.Random(), keychaintest.Random()
	assertHolds := func(what string, s keychain.Store, want secret.Value) {
		t.Helper()
		if got, err := s.Get(t.Context(), account); err != nil || !got.Equal(want) {
			t.Errorf("%s: %v", what, err)
		}
	}
	assertIs(t, "Set", writer.Set(t.Context(), account, "Keytray: one", first), nil)
	assertHolds("the reader", reader, first)
	assertOneItem(t, account)
	assertIs(t, "Set by the reader", reader.Set(t.Context(), account, "Keytray: two", second), nil)
	assertHolds("the writer, replaced", writer, second)
	assertHolds("the reader, replaced", reader, second)
	assertOneItem(t, account)
	assertIs(t, "Delete", reader.Delete(t.Context(), account), nil)
	_, err := writer.Get(t.Context(), account)
	assertIs(t, "Get after Delete", err, keychain.ErrNotFound)
}

// assertOneItem counts an account's items past both clients.
func assertOneItem(t *testing.T, account string) {
	t.Helper()
	conn, err := dbus.SessionBusPrivateNoAutoStartup()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := errors.Join(conn.Auth(nil), conn.Hello()); err != nil {
		t.Fatal(err)
	}
	var unlocked, locked []dbus.ObjectPath
	err = conn.Object("org.freedesktop.secrets", "/org/freedesktop/secrets").Call("org.freedesktop.Secret.Service.SearchItems", 0,
		map[string]string{"service": "keytray", "username": account}).Store(&unlocked, &locked)
	if err != nil || len(unlocked)+len(locked) != 1 {
		t.Errorf("there are %d items (%v)", len(unlocked)+len(locked), err)
	}
}

func TestGoKeyringHasAnErrorForEachState(t *testing.T) {
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
	s := keychain.GoKeyring()
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
func TestACallOfGoKeyringThatWaitsForThePersonEndsWithItsContext(t *testing.T) {
	runInside(t, "TestInsidePrompt", session.Options{Keyring: session.Locked, Display: true})
}

func TestInsidePrompt(t *testing.T) {
	onlyInside(t)
	s := keychain.GoKeyring()
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
