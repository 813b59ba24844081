//go:build linux

package keychain_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
)

func TestAServiceThatNeverAnswersIsATimeout(t *testing.T) {
	for _, silent := range []string{"OpenSession dh-ietf1024-sha256-aes128-cbc-pkcs7", "SearchItems", "everything"} {
		t.Run(silent, func(t *testing.T) {
			t.Parallel()
			f, s := newFake(t)
			f.put("a", "v")
			f.do(func() { f.hook = f.silent(silent) })
			k := keychain.Open(s.BusAddress, true)
			start := time.Now()
			_, err := k.Get(within(t), "a")
			assertIs(t, "Get", err, keychain.ErrTimeout)
			if took := time.Since(start); took > keychain.ProbeLimit+time.Second {
				t.Errorf("it took %v", took)
			}
			k.Close()
		})
	}
}

// silent is a hook with which a method is never answered.
func (f *fake) silent(method string) func(string) *dbus.Error {
	over := make(chan struct{})
	f.t.Cleanup(sync.OnceFunc(func() { close(over) }))
	return func(m string) *dbus.Error {
		if m == method || method == "everything" {
			<-over
		}
		return nil
	}
}

// KeePassXC may take as long as the person does to hand out a value: as long as
// it answers other questions it does not hang.
func TestAServiceThatAsksThePersonDuringACallIsWaitedFor(t *testing.T) {
	f, s := newFake(t)
	f.put("a", "v")
	asked, answered := make(chan struct{}), make(chan struct{})
	f.do(func() {
		f.hook = func(m string) *dbus.Error {
			if m == "GetSecret" {
				close(asked)
				<-answered
			}
			return nil
		}
	})
	k := keychain.Open(s.BusAddress, true)
	defer k.Close()
	got := later(func() error {
		_, err := k.Get(within(t), "a")
		return err
	})
	<-asked
	f.do(func() { f.received = nil })
	until(t, "a sign of life is asked for twice", func() bool { return f.count("ReadAlias") >= 2 })
	close(answered)
	assertEnds(t, "Get", got, nil)
}

func TestAHangingWriteIsATimeoutAndLaterCallsSeeItsOutcome(t *testing.T) {
	f, s := newFake(t)
	before := len(calls())
	k := keychain.Open(s.BusAddress, true)
	reached, over := make(chan struct{}), make(chan struct{})
	f.do(func() {
		f.hook = func(m string) *dbus.Error {
			if m == "CreateItem" {
				close(reached)
				<-over
			}
			return nil
		}
	})
	ctx, leave := context.WithCancel(within(t))
	set := later(func() error { return k.Set(ctx, "a", "l", secret.FromString("late")) })
	<-reached
	leave()
	assertEnds(t, "Set", set, keychain.ErrTimeout)
	short, cancel := context.WithTimeout(within(t), 50*time.Millisecond)
	defer cancel()
	_, err := k.Get(short, "a")
	assertIs(t, "Get before the outcome", err, keychain.ErrTimeout)
	assertIs(t, "Delete before the outcome", k.Delete(short, "a"), keychain.ErrTimeout)
	_, err = k.Get(within(t), "another")
	assertIs(t, "Get of another account", err, keychain.ErrNotFound)
	gone := later(func() error { return k.Delete(within(t), "a") })
	close(over)
	assertEnds(t, "Delete after the outcome", gone, nil)
	if _, there := f.holds("a"); there {
		t.Error("the value is still there")
	}
	k.Close()
	assertNoneLeft(t, before)
}

func TestAServiceThatEndsDuringACall(t *testing.T) {
	for _, method := range []string{"OpenSession dh-ietf1024-sha256-aes128-cbc-pkcs7", "SearchItems", "GetSecret", "CreateItem", "Delete", "Get Locked", "Prompt", "Unlock"} {
		t.Run(method, func(t *testing.T) {
			t.Parallel()
			f, s := newFake(t)
			f.put("a", "v")
			silent := f.silent(method)
			f.do(func() { f.hook, f.locked = silent, method == "Prompt" || method == "Unlock" })
			k := keychain.Open(s.BusAddress, true)
			defer k.Close()
			ends := later(func() error {
				switch method {
				case "CreateItem", "Get Locked":
					return k.Set(within(t), "b", "l", keychaintest.Random())
				case "Delete":
					return k.Delete(within(t), "a")
				}
				_, err := k.Get(within(t), "a")
				return err
			})
			until(t, method, func() bool { return f.count(method) == 1 })
			_ = f.conn.Close()
			assertEnds(t, method, ends, keychain.ErrUnavailable)
		})
	}
}
