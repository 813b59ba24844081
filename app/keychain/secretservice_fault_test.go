//go:build linux

package keychain_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/godbus/dbus/v5"

	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
)

func TestValuesCrossTheBusEncrypted(t *testing.T) {
	f, s := newFake(t)
	k := keychain.Open(s.BusAddress, true)
	defer k.Close()
	v := keychaintest.Random()
	assertIs(t, "Set", k.Set(within(t), "a", "l", v), nil)
	if got, _ := f.holds("a"); got != string(v.Reveal()) {
		t.Error("the other side decrypts another value")
	}
	if strings.Contains(f.plain[0], string(v.Reveal())) {
		t.Error("it crossed the bus in clear")
	}
	got, err := k.Get(within(t), "a")
	if err != nil || !got.Equal(v) {
		t.Errorf("Get: %v", err)
	}
	if k.Status(within(t)).Plain {
		t.Error("Status says that values are not encrypted")
	}
}

func TestOnlyARefusalOfTheAlgorithmMakesItPlain(t *testing.T) {
	f, s := newFake(t)
	f.do(func() { f.noDH = true })
	k := keychain.Open(s.BusAddress, true)
	defer k.Close()
	v := keychaintest.Random()
	assertIs(t, "Set", k.Set(within(t), "a", "l", v), nil)
	if got, err := k.Get(within(t), "a"); err != nil || !got.Equal(v) {
		t.Errorf("Get: %v", err)
	}
	if !k.Status(within(t)).Plain {
		t.Error("Status does not say that values are not encrypted")
	}
	for _, name := range []string{"org.freedesktop.DBus.Error.Failed", "org.freedesktop.DBus.Error.AccessDenied", "org.freedesktop.DBus.Error.UnknownMethod"} {
		f, s := newFake(t)
		f.do(func() { f.hook = failing("OpenSession dh-ietf1024-sha256-aes128-cbc-pkcs7", name) })
		k := keychain.Open(s.BusAddress, true)
		defer k.Close()
		err := k.Set(within(t), "a", "l", v)
		assertIs(t, name, err, keychain.ErrUnavailable)
		if n := f.count("OpenSession plain"); n > 0 || len(f.plain) > 0 {
			t.Errorf("%s: it went on in clear", name)
		}
	}
}

func TestWrongAnswersAreErrorsAndNothingElse(t *testing.T) {
	wrong := func(name string) dbus.Variant { return dbus.MakeVariant(name) }
	for name, change := range map[string]func(*fake){
		"another session":        func(f *fake) { f.tamper = func(s *fakeSecret) { s.Session += "0" } },
		"no session":             func(f *fake) { f.tamper = func(s *fakeSecret) { s.Session = "/" } },
		"no parameters":          func(f *fake) { f.tamper = func(s *fakeSecret) { s.Parameters = nil } },
		"short parameters":       func(f *fake) { f.tamper = func(s *fakeSecret) { s.Parameters = s.Parameters[:15] } },
		"no value":               func(f *fake) { f.tamper = func(s *fakeSecret) { s.Value = nil } },
		"half a block":           func(f *fake) { f.tamper = func(s *fakeSecret) { s.Value = s.Value[:len(s.Value)-8] } },
		"a block too many":       func(f *fake) { f.tamper = func(s *fakeSecret) { s.Value = append(s.Value, make([]byte, 16)...) } },
		"the wrong key":          func(f *fake) { f.opened = func(v *dbus.Variant) { *v = dbus.MakeVariant([]byte{5}) } },
		"no public key":          func(f *fake) { f.opened = func(v *dbus.Variant) { *v = wrong("") } },
		"the public key 0":       func(f *fake) { f.opened = func(v *dbus.Variant) { *v = dbus.MakeVariant([]byte{0}) } },
		"the public key 1":       func(f *fake) { f.opened = func(v *dbus.Variant) { *v = dbus.MakeVariant([]byte{1}) } },
		"a number as public key": func(f *fake) { f.opened = func(v *dbus.Variant) { *v = dbus.MakeVariant(7) } },
		"an item that is none":   func(f *fake) { f.search = func(p *[]dbus.ObjectPath) { *p = []dbus.ObjectPath{"/nowhere"} } },
		"Locked is a string":     func(f *fake) { clear(f.items); f.lockedAs = "yes" },
		"an unheard-of error":    func(f *fake) { f.hook = failing("GetSecret", "org.example.Error.Weird") },
	} {
		t.Run(name, func(t *testing.T) {
			f, s := newFake(t)
			f.put("a", "the value")
			f.do(func() { change(f) })
			k := keychain.Open(s.BusAddress, true)
			defer k.Close()
			v, err := k.Get(within(t), "a")
			if err == nil {
				t.Fatalf("got a value of %d bytes", v.Len())
			}
			if !errors.Is(err, keychain.ErrUnavailable) && !errors.Is(err, keychain.ErrNotFound) {
				t.Errorf("no sentinel: %v", err)
			}
			if strings.Contains(err.Error(), "sk-secret") {
				t.Errorf("it repeats what the service said: %v", err)
			}
		})
	}
}

func TestTheNameOfAnUnknownErrorIsKept(t *testing.T) {
	f, s := newFake(t)
	f.do(func() { f.hook = failing("SearchItems", "org.example.Error.Weird") })
	k := keychain.Open(s.BusAddress, true)
	defer k.Close()
	if _, err := k.Get(within(t), "a"); err == nil || !strings.Contains(err.Error(), "org.example.Error.Weird") {
		t.Errorf("got %v", err)
	}
}

func TestASessionTheServiceForgotIsOpenedAgain(t *testing.T) {
	f, s := newFake(t)
	k := keychain.Open(s.BusAddress, true)
	defer k.Close()
	v := keychaintest.Random()
	assertIs(t, "Set", k.Set(within(t), "a", "l", v), nil)
	f.do(func() { clear(f.keys) })
	if got, err := k.Get(within(t), "a"); err != nil || !got.Equal(v) {
		t.Errorf("Get: %v", err)
	}
	f.do(func() { clear(f.keys) })
	assertIs(t, "Set", k.Set(within(t), "b", "l", v), nil)
	if got, err := k.Get(within(t), "b"); err != nil || !got.Equal(v) {
		t.Errorf("Get: %v", err)
	}
}

func TestAnotherServiceIsServedByTheNextCall(t *testing.T) {
	f, s := newFake(t)
	k := keychain.Open(s.BusAddress, true)
	defer k.Close()
	v := keychaintest.Random()
	assertIs(t, "Set", k.Set(within(t), "a", "l", v), nil)
	_ = f.conn.Close()
	f.do(func() { clear(f.keys) })
	until(t, "the end of the service", func() bool {
		_, err := k.Get(within(t), "a")
		return errors.Is(err, keychain.ErrUnavailable)
	})
	f.start(s)
	if got, err := k.Get(within(t), "a"); err != nil || !got.Equal(v) {
		t.Errorf("Get: %v", err)
	}
	if n := f.count("OpenSession plain"); n > 0 {
		t.Error("the session is plain")
	}
}

// A search that finds too much must not cost somebody else's items.
func TestDeleteLooksAtWhatItDeletes(t *testing.T) {
	f, s := newFake(t)
	f.put("a", "ours")
	f.put("b", "another of ours")
	f.do(func() {
		f.search = func(found *[]dbus.ObjectPath) {
			*found = (*found)[:0]
			for p := range f.items {
				*found = append(*found, p)
			}
		}
	})
	k := keychain.Open(s.BusAddress, true)
	defer k.Close()
	assertIs(t, "Delete", k.Delete(within(t), "a"), nil)
	if _, there := f.holds("b"); !there {
		t.Error("another item was deleted")
	}
}

func TestManyCallersAtOnce(t *testing.T) {
	f, s := newFake(t)
	before := len(calls())
	k := keychain.Open(s.BusAddress, true)
	var all sync.WaitGroup
	for i := range 50 {
		all.Go(func() {
			account, v := fmt.Sprint(i), keychaintest.Random()
			if err := k.Set(within(t), account, "l", v); err != nil {
				t.Error(err)
			}
			if got, err := k.Get(within(t), account); err != nil || !got.Equal(v) {
				t.Errorf("Get: %v", err)
			}
		})
	}
	all.Wait()
	if n := f.count("OpenSession dh-ietf1024-sha256-aes128-cbc-pkcs7"); n != 1 {
		t.Errorf("%d sessions", n)
	}
	k.Close()
	assertNoneLeft(t, before)
}

func TestASessionWhoseSharedSecretBeginsWithAZeroIsReplaced(t *testing.T) {
	f, s := newFake(t)
	f.put("a", "v")
	f.do(func() { f.ambiguous = 2 })
	k := keychain.Open(s.BusAddress, true)
	defer k.Close()
	if got, err := k.Get(within(t), "a"); err != nil || string(got.Reveal()) != "v" {
		t.Errorf("Get: %v", err)
	}
	if n := f.count("OpenSession dh-ietf1024-sha256-aes128-cbc-pkcs7"); n != 3 {
		t.Errorf("%d sessions, not 3", n)
	}
}
