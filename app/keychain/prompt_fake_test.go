//go:build linux

package keychain_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
)

func TestNothingIsWrittenForACallerWhoHasLeft(t *testing.T) {
	f, s := newFake(t)
	k := keychain.Open(s.BusAddress, true)
	defer k.Close()
	f.do(func() { f.locked, f.prompt = true, func(string, string) bool { return false } })
	ctx, leave := context.WithCancel(within(t))
	set := later(func() error { return k.Set(ctx, "a", "l", keychaintest.Random()) })
	stays := later(func() error { return k.Set(within(t), "b", "l", keychaintest.Random()) })
	until(t, "the prompt", func() bool { return f.count("Prompt") == 1 })
	leave()
	assertEnds(t, "Set", set, keychain.ErrTimeout)
	if n := f.count("Dismiss"); n > 0 {
		t.Error("the prompt was dismissed under the other caller")
	}
	f.complete(f.shown()[0], false)
	assertEnds(t, "the other Set", stays, nil)
	if _, there := f.holds("a"); there || f.count("CreateItem") != 1 {
		t.Error("a value was written for the caller who left")
	}
}

func TestAPromptIsDismissedWithItsLastCaller(t *testing.T) {
	f, s := newFake(t)
	before := len(calls())
	f.put("a", "v")
	k := keychain.Open(s.BusAddress, true)
	f.do(func() { f.locked, f.prompt = true, func(string, string) bool { return false } })
	var ends []<-chan error
	var leave []context.CancelFunc
	for range 4 {
		ctx, cancel := context.WithCancel(within(t))
		leave = append(leave, cancel)
		ends = append(ends, later(func() error {
			_, err := k.Get(ctx, "a")
			return err
		}))
	}
	until(t, "the prompt for all", func() bool {
		return f.count("Prompt") == 1 && strings.Count(strings.Join(calls(), ""), ").unlockObject(") == 4
	})
	for i := range leave {
		leave[i]()
		assertEnds(t, "Get", ends[i], keychain.ErrTimeout)
	}
	until(t, "the prompt goes", func() bool { return f.count("Dismiss") == 1 && len(f.shown()) == 0 })
	if f.count("Unlock") != 1 {
		t.Errorf("%d unlocks", f.count("Unlock"))
	}
	k.Close()
	assertNoneLeft(t, before)
}

func TestSignalsOfOthersDoNotAnswerAPrompt(t *testing.T) {
	f, s := newFake(t)
	before := len(calls())
	f.put("a", "v")
	k := keychain.Open(s.BusAddress, true)
	callers := make(chan string, 1)
	f.do(func() {
		f.locked = true
		f.prompt = func(_, sender string) bool {
			callers <- sender
			return false
		}
	})
	got := later(func() error {
		_, err := k.Get(within(t), "a")
		return err
	})
	us := <-callers
	prompt := f.shown()[0]
	other, err := s.Bus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i := range 1000 {
		_ = other.Emit(prompt, "org.freedesktop.Secret.Prompt.Completed", false, dbus.MakeVariant(""))        // another sender
		_ = f.conn.Emit(prompt+"0", "org.freedesktop.Secret.Prompt.Completed", true, dbus.MakeVariant(""))    // another prompt
		_ = f.conn.Emit(prompt, "org.freedesktop.Secret.Prompt.Completed", "yes")                             // not what it should hold
		_ = other.Emit("/x", "org.freedesktop.portal.Settings.SettingChanged", "a", "b", dbus.MakeVariant(i)) // the one that misled go-keyring
		sendTo(other, us, prompt, "org.freedesktop.Secret.Prompt.Completed", false, dbus.MakeVariant(""))
		sendTo(other, us, "/org/freedesktop/DBus", "org.freedesktop.DBus.NameOwnerChanged", "org.freedesktop.secrets", f.conn.Names()[0], "")
	}
	ctx, cancel := context.WithTimeout(within(t), 300*time.Millisecond)
	defer cancel()
	if st := k.Status(within(t)); st.State != keychain.Locked { // after all those signals
		t.Errorf("status is %s", st.State)
	}
	select {
	case err := <-got:
		t.Fatalf("the prompt ended with %v", err)
	default:
	}
	_, err = k.Get(ctx, "a")
	assertIs(t, "another caller", err, keychain.ErrTimeout)
	f.complete(prompt, false)
	assertEnds(t, "Get", got, nil)
	_ = other.Close()
	k.Close()
	assertNoneLeft(t, before)
}

// sendTo sends a signal to one connection, which needs no match rule for it.
func sendTo(from *dbus.Conn, to string, path dbus.ObjectPath, name string, body ...any) {
	dot := strings.LastIndex(name, ".")
	from.Send(&dbus.Message{
		Type: dbus.TypeSignal,
		Headers: map[dbus.HeaderField]dbus.Variant{
			dbus.FieldPath:        dbus.MakeVariant(path),
			dbus.FieldInterface:   dbus.MakeVariant(name[:dot]),
			dbus.FieldMember:      dbus.MakeVariant(name[dot+1:]),
			dbus.FieldDestination: dbus.MakeVariant(to),
			dbus.FieldSignature:   dbus.MakeVariant(dbus.SignatureOf(body...)),
		},
		Body: body,
	}, nil)
}

// KeePassXC has a prompt for each change.
func TestAChangeBehindAPrompt(t *testing.T) {
	f, s := newFake(t)
	f.do(func() { f.prompts = true })
	for _, mayAsk := range []bool{true, false} { // it usually asks nothing, so it is run where nobody can be asked, too
		k := keychain.Open(s.BusAddress, mayAsk)
		v := keychaintest.Random()
		assertIs(t, "Set", k.Set(within(t), "a", "l", v), nil)
		if got, _ := f.holds("a"); got != string(v.Reveal()) {
			t.Error("it is not stored")
		}
		assertIs(t, "Delete", k.Delete(within(t), "a"), nil)
		if _, there := f.holds("a"); there {
			t.Error("it is not deleted")
		}
		k.Close()
	}
	k := keychain.Open(s.BusAddress, true)
	defer k.Close()
	f.do(func() { f.prompt = func(p, _ string) bool { f.complete(dbus.ObjectPath(p), true); return false } })
	assertIs(t, "Set, dismissed", k.Set(within(t), "a", "l", keychaintest.Random()), keychain.ErrDismissed)
	f.put("b", "v")
	assertIs(t, "Delete, dismissed", k.Delete(within(t), "b"), keychain.ErrDismissed)
	if _, there := f.holds("b"); !there {
		t.Error("it was deleted all the same")
	}
}

func TestAChangeWhosePromptWasGivenUpIsSettledFirst(t *testing.T) {
	f, s := newFake(t)
	before := len(calls())
	f.do(func() { f.prompts, f.prompt = true, func(string, string) bool { return false } })
	k := keychain.Open(s.BusAddress, true)
	ctx, leave := context.WithCancel(within(t))
	set := later(func() error { return k.Set(ctx, "a", "l", keychaintest.Random()) })
	until(t, "the prompt", func() bool { return f.count("Prompt") == 1 })
	leave()
	assertEnds(t, "Set", set, keychain.ErrTimeout)
	_, err := k.Get(within(t), "a")
	assertIs(t, "Get", err, keychain.ErrNotFound)
	if f.count("Dismiss") != 1 {
		t.Error("the prompt is still there")
	}
	k.Close()
	assertNoneLeft(t, before)
}

func TestWithoutAPersonALockedKeychainIsLockedAtOnce(t *testing.T) {
	f, s := newFake(t)
	f.put("a", "v")
	f.do(func() { f.locked = true })
	k := keychain.Open(s.BusAddress, false)
	defer k.Close()
	_, err := k.Get(within(t), "a")
	assertIs(t, "Get", err, keychain.ErrLocked)
	_, err = k.Get(within(t), "missing")
	assertIs(t, "Get of what may be there", err, keychain.ErrLocked)
	assertIs(t, "Set", k.Set(within(t), "a", "l", keychaintest.Random()), keychain.ErrLocked)
	assertIs(t, "Delete", k.Delete(within(t), "a"), keychain.ErrLocked)
	assertIs(t, "Relabel", k.Relabel(within(t), "a", "l"), keychain.ErrLocked)
	_, err = k.List(within(t))
	assertIs(t, "List", err, keychain.ErrLocked)
	if f.count("Prompt")+f.count("Unlock")+f.count("CreateItem") > 0 {
		t.Errorf("it was asked for more: %v", f.received)
	}
}
