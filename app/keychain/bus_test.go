//go:build linux

package keychain_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keytray/app/e2e/session"
	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
)

func TestABusThatIsNotThere(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	before := len(calls())
	for _, address := range []string{"unix:path=" + dir + "/nothing", "unix:path=" + file, "unix:abstract=keytray-nothing", "unix:", "nonsense", "", ";;", "tcp:host=127.0.0.1,port=1"} {
		k := keychain.Open(address, true)
		if st := k.Status(within(t)); st.State != keychain.Missing {
			t.Errorf("%s: status is %s", address, st.State)
		}
		assertRefuses(t, k, keychain.ErrUnavailable, keychain.ErrUnavailable)
	}
	assertNoneLeft(t, before)
}

// Without an address a D-Bus library may start a bus of its own.
func TestNoBusIsStartedWhereThereIsNone(t *testing.T) {
	s := runInside(t, "TestInsideNoBusAtAll", session.Options{Keyring: session.NoService, NoBus: true})
	files, err := filepath.Glob("/proc/[0-9]*/environ")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if environ, err := os.ReadFile(file); err == nil && bytes.Contains(environ, []byte("HOME="+s.Home+"\x00")) {
			comm, _ := os.ReadFile(filepath.Join(filepath.Dir(file), "comm"))
			t.Errorf("%s was started", bytes.TrimSpace(comm))
		}
	}
}

func TestInsideNoBusAtAll(t *testing.T) {
	onlyInside(t)
	for name, k := range map[string]keychain.Store{"ours": keychain.System(), "go-keyring": keychain.GoKeyring()} {
		_, err := k.Get(t.Context(), "a")
		assertIs(t, name, err, keychain.ErrUnavailable)
		assertIs(t, name, k.Set(t.Context(), "a", "l", keychaintest.Random()), keychain.ErrUnavailable)
	}
}

// A bus that accepts connections and says nothing: a peer of any other protocol.
func TestABusThatSaysNothing(t *testing.T) {
	s := session.New(t, session.Options{})
	before := len(calls())
	pid := ownerPID(t, s, "org.freedesktop.DBus")
	warm := keychain.Open(s.BusAddress, true)
	assertIs(t, "Set", warm.Set(within(t), "a", "l", keychaintest.Random()), nil)
	stop(t, pid)
	for name, k := range map[string]*keychain.Opened{"a new connection": keychain.Open(s.BusAddress, true), "an open one": warm} {
		start := time.Now()
		_, err := k.Get(within(t), "a")
		assertIs(t, name, err, keychain.ErrTimeout)
		if took := time.Since(start); took > keychain.ProbeLimit+time.Second {
			t.Errorf("%s: it took %v", name, took)
		}
		defer k.Close()
	}
	short, cancel := context.WithTimeout(within(t), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err := keychain.Open(s.BusAddress, true).Get(short, "a")
	assertIs(t, "Get in a hurry", err, keychain.ErrTimeout)
	_, err = warm.Get(short, "a")
	assertIs(t, "Get in a hurry", err, keychain.ErrTimeout)
	if took := time.Since(start); took > time.Second {
		t.Errorf("it took %v", took)
	}
	thaw(t, pid)
	_, err = warm.Get(within(t), "a")
	assertIs(t, "Get", err, nil)
	warm.Close()
	assertNoneLeft(t, before)
}

// What a bus does not read fills up its socket, and the next write would wait.
func TestABusThatStopsReadingHoldsUpNobody(t *testing.T) {
	s := session.New(t, session.Options{})
	before := len(calls())
	k := keychain.Open(s.BusAddress, true)
	v := keychaintest.Random()
	assertIs(t, "Set", k.Set(within(t), "a", "l", v), nil)
	pid := ownerPID(t, s, "org.freedesktop.DBus")
	stop(t, pid)
	var ends []<-chan error
	for range 3000 {
		ends = append(ends, later(func() error {
			_, err := k.Get(within(t), "a")
			return err
		}))
	}
	start := time.Now()
	for _, end := range ends {
		if err := <-end; !errors.Is(err, keychain.ErrTimeout) && !errors.Is(err, keychain.ErrUnavailable) {
			t.Fatalf("got %v", err)
		}
	}
	if took := time.Since(start); took > 3*keychain.ProbeLimit {
		t.Errorf("it took %v", took)
	}
	thaw(t, pid)
	if got, err := k.Get(within(t), "a"); err != nil || !got.Equal(v) {
		t.Errorf("Get: %v", err)
	}
	k.Close()
	assertNoneLeft(t, before)
}

func TestABusThatGoesAndComesBack(t *testing.T) {
	first := session.New(t, session.Options{})
	address := first.BusAddress
	k := keychain.OpenAt(func() (string, error) { return address, nil })
	defer k.Close()
	assertIs(t, "Set", k.Set(within(t), "a", "l", keychaintest.Random()), nil)
	if err := first.StopBus(); err != nil {
		t.Fatal(err)
	}
	_, err := k.Get(within(t), "a")
	assertIs(t, "Get", err, keychain.ErrUnavailable)
	if st := k.Status(within(t)); st.State != keychain.Missing {
		t.Errorf("status is %s", st.State)
	}
	first.Close()
	assertNoneLeft(t, 0)
	second := session.New(t, session.Options{})
	address = second.BusAddress
	v := keychaintest.Random()
	assertIs(t, "Set", k.Set(within(t), "a", "l", v), nil)
	if got, err := k.Get(within(t), "a"); err != nil || !got.Equal(v) {
		t.Errorf("Get: %v", err)
	}
}

func TestABusThatEndsDuringACall(t *testing.T) {
	s := session.New(t, session.Options{})
	k := keychain.Open(s.BusAddress, true)
	v := keychaintest.Random()
	assertIs(t, "Set", k.Set(within(t), "a", "l", v), nil)
	stop(t, ownerPID(t, s, "org.freedesktop.secrets"))
	get := later(func() error { _, err := k.Get(within(t), "a"); return err })
	set := later(func() error { return k.Set(within(t), "b", "l", v) })
	until(t, "the calls are on their way", func() bool {
		return strings.Count(strings.Join(calls(), "\n\n"), "(*question).answer") == 2
	})
	if err := s.StopBus(); err != nil {
		t.Fatal(err)
	}
	assertEnds(t, "Get", get, keychain.ErrUnavailable)
	assertEnds(t, "Set", set, keychain.ErrUnavailable)
	s.Close()
	assertNoneLeft(t, 0)
}

func TestAnEndedContextSendsNothing(t *testing.T) {
	k := keychain.OpenAt(func() (string, error) { return "", errors.New("it was asked for") })
	ctx, cancel := context.WithCancel(within(t))
	cancel()
	for what, err := range map[string]error{
		"Set":     k.Set(ctx, "a", "l", keychaintest.Random()),
		"Delete":  k.Delete(ctx, "a"),
		"Relabel": k.Relabel(ctx, "a", "l"),
		"Get":     func() error { _, err := k.Get(ctx, "a"); return err }(),
	} {
		if !errors.Is(err, keychain.ErrTimeout) || !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
