//go:build linux

package keychain_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"keytray/app/e2e/session"
	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
	"keytray/app/secret"
)

func TestOurClientKeepsTheContract(t *testing.T) {
	s := session.New(t, session.Options{})
	k := keychain.Open(s.BusAddress, false)
	defer k.Close()
	keychaintest.Run(t, k)
	if st := k.Status(within(t)); st != (keychain.Status{Name: "GNOME Keyring", State: keychain.OK}) {
		t.Errorf("status is %+v", st)
	}
}

func TestItemsCarryTheAttributesOfTheContract(t *testing.T) {
	s := session.New(t, session.Options{})
	k := keychain.Open(s.BusAddress, false)
	defer k.Close()
	assertIs(t, "Set", k.Set(within(t), "abc.1", "Keytray: test", secret.FromString("stored\nvalue")), nil)
	got, ok, err := s.LookupSecret(t.Context(), "service", "keytray", "username", "abc.1")
	if err != nil || !ok || got != "stored\nvalue" {
		t.Errorf("secret-tool finds it: %v, %v", ok, err)
	}
	bus := busOf(t, s)
	item := searched(t, bus, "abc.1")[0]
	var has map[string]dbus.Variant
	if err := bus.Object("org.freedesktop.secrets", item).Call("org.freedesktop.DBus.Properties.GetAll", 0, "org.freedesktop.Secret.Item").Store(&has); err != nil {
		t.Fatal(err)
	}
	attributes := has["Attributes"].Value().(map[string]string)
	delete(attributes, "xdg:schema") // gnome-keyring's own
	if fmt.Sprint(attributes) != "map[service:keytray username:abc.1]" || has["Label"].Value() != "Keytray: test" {
		t.Errorf("it is %v", has)
	}
}

func busOf(t *testing.T, s *session.Session) *dbus.Conn {
	t.Helper()
	bus, err := s.Bus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = bus.Close() })
	return bus
}

func searched(t *testing.T, bus *dbus.Conn, account string) []dbus.ObjectPath {
	t.Helper()
	var unlocked, locked []dbus.ObjectPath
	err := bus.Object("org.freedesktop.secrets", "/org/freedesktop/secrets").Call("org.freedesktop.Secret.Service.SearchItems", 0,
		map[string]string{"service": "keytray", "username": account}).Store(&unlocked, &locked)
	if err != nil {
		t.Fatal(err)
	}
	return append(unlocked, locked...)
}

// copyToSession stores an item as another program would, in the collection that
// gnome-keyring keeps in memory only.
func copyToSession(t *testing.T, bus *dbus.Conn, account, value string) {
	t.Helper()
	var ignored dbus.Variant
	var path, item, prompt dbus.ObjectPath
	service := bus.Object("org.freedesktop.secrets", "/org/freedesktop/secrets")
	if err := service.Call("org.freedesktop.Secret.Service.OpenSession", 0, "plain", dbus.MakeVariant("")).Store(&ignored, &path); err != nil {
		t.Fatal(err)
	}
	err := bus.Object("org.freedesktop.secrets", "/org/freedesktop/secrets/collection/session").Call("org.freedesktop.Secret.Collection.CreateItem", 0,
		map[string]dbus.Variant{
			"org.freedesktop.Secret.Item.Label":      dbus.MakeVariant("a copy"),
			"org.freedesktop.Secret.Item.Attributes": dbus.MakeVariant(map[string]string{"service": "keytray", "username": account}),
		}, fakeSecret{path, []byte{}, []byte(value), "text/plain"}, true).Store(&item, &prompt)
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheDefaultCollectionCountsAndNoCopyIsLeftBehind(t *testing.T) {
	s := session.New(t, session.Options{})
	bus := busOf(t, s)
	k := keychain.Open(s.BusAddress, false)
	defer k.Close()
	copyToSession(t, bus, "a", "the copy")
	v := keychaintest.Random()
	assertIs(t, "Set", k.Set(within(t), "a", "Keytray: a", v), nil)
	if got, err := k.Get(within(t), "a"); err != nil || !got.Equal(v) {
		t.Errorf("Get: %v", err)
	}
	if all, err := k.List(within(t)); err != nil || len(all) != 1 || all[0].Label != "Keytray: a" {
		t.Errorf("List: %v, %v", all, err)
	}
	assertIs(t, "Delete", k.Delete(within(t), "a"), nil)
	if left := searched(t, bus, "a"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	copyToSession(t, bus, "b", "only a copy")
	if got, err := k.Get(within(t), "b"); err != nil || string(got.Reveal()) != "only a copy" {
		t.Errorf("Get: %v", err)
	}
}

func TestEachStateOfTheKeychainHasItsError(t *testing.T) {
	for name, c := range map[string]struct {
		options session.Options
		want    error
		state   keychain.State
		list    error
	}{
		"locked":        {session.Options{Keyring: session.Locked}, keychain.ErrLocked, keychain.Locked, keychain.ErrLocked},
		"no collection": {session.Options{Keyring: session.NoCollection}, keychain.ErrNoDefault, keychain.NoCollection, keychain.ErrNoDefault},
		"no service":    {session.Options{Keyring: session.NoService}, keychain.ErrUnavailable, keychain.Missing, keychain.ErrUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			s := session.New(t, c.options)
			before := len(calls())
			k := keychain.Open(s.BusAddress, false)
			start := time.Now()
			if st := k.Status(within(t)); st.State != c.state || st.Name == "" {
				t.Errorf("status is %+v", st)
			}
			assertRefuses(t, k, c.want, c.list)
			if took := time.Since(start); took > keychain.ProbeLimit {
				t.Errorf("it took %v", took)
			}
			k.Close()
			assertNoneLeft(t, before)
		})
	}
}

func assertRefuses(t *testing.T, k keychain.Store, want, list error) {
	t.Helper()
	_, err := k.Get(within(t), "abc.1")
	assertIs(t, "Get", err, want)
	assertIs(t, "Set", k.Set(within(t), "abc.1", "", keychaintest.Random()), want)
	assertIs(t, "Delete", k.Delete(within(t), "abc.1"), want)
	assertIs(t, "Relabel", k.Relabel(within(t), "abc.1", "l"), want)
	_, err = k.List(within(t))
	assertIs(t, "List", err, list)
}

func TestManyItemsAreListedQuickly(t *testing.T) {
	s := session.New(t, session.Options{})
	bus := busOf(t, s)
	for i := range 1000 { // in memory: that is quick to write
		copyToSession(t, bus, fmt.Sprint(i), "v")
	}
	k := keychain.Open(s.BusAddress, false)
	defer k.Close()
	start := time.Now()
	all, err := k.List(within(t))
	if err != nil || len(all) != 1000 {
		t.Fatalf("%d items, %v", len(all), err)
	}
	took := time.Since(start)
	t.Logf("%d items in %v", len(all), took)
	if took > keychain.ProbeLimit { // most of it is gnome-keyring's; a second on two slow cores
		t.Error("that is too long")
	}
	seen := map[string]bool{}
	for _, item := range all {
		if seen[item.Account] || item.Label != "a copy" || item.Created.IsZero() {
			t.Fatalf("got %+v", item)
		}
		seen[item.Account] = true
	}
}

func BenchmarkWarmGet(b *testing.B) {
	s := session.New(b, session.Options{})
	k := keychain.Open(s.BusAddress, false)
	defer k.Close()
	if err := k.Set(b.Context(), "a", "l", keychaintest.Random()); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := k.Get(b.Context(), "a"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkColdGet(b *testing.B) {
	s := session.New(b, session.Options{})
	k := keychain.Open(s.BusAddress, false)
	if err := k.Set(b.Context(), "a", "l", keychaintest.Random()); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		k.Close()
		if _, err := k.Get(b.Context(), "a"); err != nil {
			b.Fatal(err)
		}
	}
	k.Close()
}
