//go:build linux

package keychain_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"keytray/app/e2e/session"
	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
)

func stop(t *testing.T, pid int) {
	t.Helper()
	if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Kill(pid, syscall.SIGCONT) })
}

func thaw(t *testing.T, pid int) {
	t.Helper()
	if err := syscall.Kill(pid, syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
}

// ownerPID is the process that owns a name on the session's bus; 0 if none does.
func ownerPID(t *testing.T, s *session.Session, name string) int {
	t.Helper()
	bus, err := s.Bus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer bus.Close()
	var pid uint32
	_ = bus.BusObject().Call("org.freedesktop.DBus.GetConnectionUnixProcessID", 0, name).Store(&pid)
	return int(pid)
}

func TestAFrozenKeychainIsATimeoutAndThenWorks(t *testing.T) {
	s := session.New(t, session.Options{})
	k := keychain.Open(s.BusAddress, true)
	defer k.Close()
	v, late := keychaintest.Random(), keychaintest.Random()
	assertIs(t, "Set", k.Set(within(t), "a", "l", v), nil)
	pid := ownerPID(t, s, "org.freedesktop.secrets")
	before := len(calls())
	stop(t, pid)
	cold := keychain.Open(s.BusAddress, true)
	start := time.Now()
	ends := map[string]<-chan error{
		"Get":      later(func() error { _, err := k.Get(within(t), "a"); return err }),
		"Set":      later(func() error { return k.Set(within(t), "b", "l", late) }),
		"Delete":   later(func() error { return k.Delete(within(t), "c") }),
		"List":     later(func() error { _, err := k.List(within(t)); return err }),
		"Status":   later(func() error { return k.Status(within(t)).State.Err() }),
		"cold Get": later(func() error { _, err := cold.Get(within(t), "a"); return err }),
	}
	for what, end := range ends {
		assertEnds(t, what, end, keychain.ErrTimeout)
	}
	if took := time.Since(start); took > keychain.ProbeLimit+time.Second {
		t.Errorf("they took %v", took)
	}
	if st := k.Status(within(t)); st.Name != "GNOME Keyring" {
		t.Errorf("the silent one is called %q", st.Name)
	}
	thaw(t, pid)
	for _, k := range []keychain.Store{k, cold} {
		if got, err := k.Get(within(t), "a"); err != nil || !got.Equal(v) {
			t.Errorf("Get: %v", err)
		}
	}
	_, err := k.Get(within(t), "b")
	assertIs(t, "Get of what was not stored", err, keychain.ErrNotFound)
	cold.Close()
	assertNoneLeft(t, before)
}

func TestAKeychainThatIsRestartedServesTheNextCall(t *testing.T) {
	s := session.New(t, session.Options{})
	before := len(calls())
	k := keychain.Open(s.BusAddress, true)
	v := keychaintest.Random()
	assertIs(t, "Set", k.Set(within(t), "a", "l", v), nil)
	end := func() { _ = s.StopKeyring() }
	for range 3 {
		end()
		_, err := k.Get(within(t), "a")
		assertIs(t, "Get without a service", err, keychain.ErrUnavailable)
		end = restart(t, s)
		if got, err := k.Get(within(t), "a"); err != nil || !got.Equal(v) {
			t.Errorf("Get: %v", err)
		}
	}
	k.Close()
	assertNoneLeft(t, before)
}

// restart runs another gnome-keyring, as the session manager would, and returns
// how to end it.
func restart(t *testing.T, s *session.Session) func() {
	t.Helper()
	return runKeyring(t, s, "--unlock")
}

func runKeyring(t *testing.T, s *session.Session, args ...string) func() {
	t.Helper()
	program := filepath.Join(s.Dir, "gnome-keyring-daemon") // a copy that runs in a container
	if _, err := os.Stat(program); err != nil {
		program = "gnome-keyring-daemon"
	}
	ctx, cancel := context.WithCancel(context.Background())
	cmd := s.Command(ctx, program, append([]string{"--foreground", "--components=secrets"}, args...)...)
	cmd.Stdin = strings.NewReader(session.Password)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	end := sync.OnceFunc(func() {
		cancel()
		_ = cmd.Wait()
	})
	t.Cleanup(end)
	until(t, "the keychain is back", func() bool { return ownerPID(t, s, "org.freedesktop.secrets") > 0 })
	return end
}

// forgetKeyrings takes the collections away and runs gnome-keyring anew, as for
// a new user.
func forgetKeyrings(t *testing.T, s *session.Session) {
	t.Helper()
	if err := s.StopKeyring(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(s.Home, ".local", "share", "keyrings")); err != nil {
		t.Fatal(err)
	}
	runKeyring(t, s)
}
