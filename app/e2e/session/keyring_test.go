//go:build linux

package session

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

func TestAnUnlockedKeyringStoresAndFinds(t *testing.T) {
	s := New(t, Options{})
	if v, ok, err := s.LookupSecret(t.Context(), "service", "keytray"); ok || err != nil {
		t.Fatalf("a new keyring holds %q, %v", v, err)
	}
	for _, value := range []string{"sk-1234", "two\nlines\n", "schlüssel"} {
		store(t, s, value)
		if v, ok, err := s.LookupSecret(t.Context(), "service", "keytray"); v != value || !ok || err != nil {
			t.Errorf("found %q, %v, %v, want %q", v, ok, err, value)
		}
	}
}

func TestKeyringStates(t *testing.T) {
	for name, c := range map[string]struct {
		keyring    Keyring
		collection bool
		locked     bool
	}{
		"unlocked":      {Unlocked, true, false},
		"locked":        {Locked, true, true},
		"no collection": {NoCollection, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			conn := connect(t, New(t, Options{Keyring: c.keyring}))
			var path dbus.ObjectPath
			call := conn.Object(secretsName, secretsPath).Call("org.freedesktop.Secret.Service.ReadAlias", 0, "default")
			if err := call.Store(&path); err != nil {
				t.Fatal(err)
			}
			if got := path != "/"; got != c.collection {
				t.Fatalf("the default collection is %q", path)
			}
			if !c.collection {
				return
			}
			locked, err := conn.Object(secretsName, path).GetProperty("org.freedesktop.Secret.Collection.Locked")
			if err != nil || locked.Value() != c.locked {
				t.Errorf("Locked is %v, %v, want %v", locked, err, c.locked)
			}
		})
	}
}

func TestNoServiceMeansNoneToStartEither(t *testing.T) {
	s := New(t, Options{Keyring: NoService})
	conn := connect(t, s)
	var owned bool
	if err := conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, secretsName).Store(&owned); err != nil || owned {
		t.Errorf("the Secret Service has an owner (%v, %v)", owned, err)
	}
	if names := activatable(t, conn); len(names) != 0 {
		t.Errorf("the bus may start %v", names)
	}
	err := conn.Object(secretsName, secretsPath).Call("org.freedesktop.DBus.Peer.Ping", 0).Err
	if e, ok := err.(dbus.Error); !ok || e.Name != "org.freedesktop.DBus.Error.ServiceUnknown" {
		t.Errorf("calling it gives %v", err)
	}
	if _, ok, err := s.LookupSecret(t.Context(), "service", "keytray"); ok || err == nil {
		t.Errorf("secret-tool found a service (%v, %v)", ok, err)
	}
}

func TestALockedKeyringWithoutDisplayIsDismissedAtOnce(t *testing.T) {
	s := New(t, Options{Keyring: Locked})
	conn := connect(t, s)
	if names := activatable(t, conn); len(names) != 0 {
		t.Errorf("the bus may start %v", names)
	}
	completed := unlock(t, conn)
	select {
	case sig := <-completed:
		if dismissed := sig.Body[0]; dismissed != true {
			t.Errorf("the prompt ended with %v", sig.Body)
		}
	case <-time.After(10 * time.Second):
		t.Error("the prompt never ended")
	}
}

func TestALockedKeyringWithDisplayAsks(t *testing.T) {
	s := New(t, Options{Keyring: Locked, Display: true})
	conn := connect(t, s)
	if names := activatable(t, conn); !slices.Equal(names, []string{prompterName}) {
		t.Errorf("the bus may start %v, want just the prompter", names)
	}
	completed := unlock(t, conn)
	pid := prompter(t, s)
	select {
	case sig := <-completed:
		t.Errorf("the prompt ended by itself: %v", sig.Body)
	default:
	}
	s.Close()
	if stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid)); err == nil && !strings.Contains(string(stat), ") Z ") {
		t.Errorf("the prompter is still there: %s", stat) // a zombie waits for init, which is not our affair
	}
}

// prompter waits until the password prompt's program is on the bus.
func prompter(t *testing.T, s *Session) int {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for {
		pid, err := s.owner(ctx, prompterName)
		if err != nil {
			t.Fatal(err)
		}
		if pid != 0 {
			return int(pid)
		}
	}
}

// unlock asks the Secret Service to open the default collection and to prompt for it.
func unlock(t *testing.T, conn *dbus.Conn) <-chan *dbus.Signal {
	t.Helper()
	completed := make(chan *dbus.Signal, 1)
	conn.Signal(completed)
	if err := conn.AddMatchSignal(dbus.WithMatchInterface("org.freedesktop.Secret.Prompt")); err != nil {
		t.Fatal(err)
	}
	var collection, prompt dbus.ObjectPath
	var opened []dbus.ObjectPath
	service := conn.Object(secretsName, secretsPath)
	if err := service.Call("org.freedesktop.Secret.Service.ReadAlias", 0, "default").Store(&collection); err != nil {
		t.Fatal(err)
	}
	if err := service.Call("org.freedesktop.Secret.Service.Unlock", 0, []dbus.ObjectPath{collection}).Store(&opened, &prompt); err != nil {
		t.Fatal(err)
	}
	if len(opened) != 0 || prompt == "/" {
		t.Fatalf("opened %v without a prompt", opened)
	}
	if err := conn.Object(secretsName, prompt).Call("org.freedesktop.Secret.Prompt.Prompt", 0, "").Err; err != nil {
		t.Fatal(err)
	}
	return completed
}

func activatable(t *testing.T, conn *dbus.Conn) []string {
	t.Helper()
	var names []string
	if err := conn.BusObject().Call("org.freedesktop.DBus.ListActivatableNames", 0).Store(&names); err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(names, func(n string) bool { return n == "org.freedesktop.DBus" })
}

func store(t *testing.T, s *Session, value string) {
	t.Helper()
	cmd := s.Command(t.Context(), "secret-tool", "store", "--label=Keytray: test", "service", "keytray")
	cmd.Stdin = strings.NewReader(value)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("secret-tool store: %v: %s", err, out)
	}
}
