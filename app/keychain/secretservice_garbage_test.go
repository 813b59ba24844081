//go:build linux

package keychain_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"keytray/app/e2e/session"
	"keytray/app/keychain"
	"keytray/app/keychain/keychaintest"
)

// raw answers calls with whatever it is given, of any type.
type raw struct {
	conn   *dbus.Conn
	answer func(method string) []any
}

func newRaw(t *testing.T, s *session.Session, answer func(method string) []any) *raw {
	t.Helper()
	conn, err := s.Bus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName("org.freedesktop.secrets", dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	r := &raw{conn, answer}
	messages := make(chan *dbus.Message, 1000)
	conn.Eavesdrop(messages)
	go func() {
		for m := range messages {
			if m.Type == dbus.TypeMethodCall {
				r.reply(m)
			}
		}
	}()
	return r
}

func (r *raw) reply(m *dbus.Message) {
	method, _ := m.Headers[dbus.FieldMember].Value().(string)
	out := &dbus.Message{Type: dbus.TypeMethodReply, Headers: map[dbus.HeaderField]dbus.Variant{
		dbus.FieldDestination: m.Headers[dbus.FieldSender],
		dbus.FieldReplySerial: dbus.MakeVariant(m.Serial()),
	}}
	if method == "OpenSession" && m.Body[0] != "plain" {
		out.Type = dbus.TypeError
		out.Headers[dbus.FieldErrorName] = dbus.MakeVariant("org.freedesktop.DBus.Error.NotSupported")
	} else if out.Body = r.answer(method); len(out.Body) > 0 {
		out.Headers[dbus.FieldSignature] = dbus.MakeVariant(dbus.SignatureOf(out.Body...))
	}
	r.conn.Send(out, nil)
}

func TestAnswersOfAnyShapeDoNoHarm(t *testing.T) {
	item := fakeCollection + "/1"
	right := map[string][]any{
		"OpenSession": {dbus.MakeVariant(""), fakeRoot + "/session/1"},
		"SearchItems": {[]dbus.ObjectPath{item}, []dbus.ObjectPath{}},
		"ReadAlias":   {fakeCollection},
		"Get":         {dbus.MakeVariant(false)},
		"GetSecret":   {fakeSecret{fakeRoot + "/session/1", []byte{}, []byte("v"), ""}},
		"CreateItem":  {item, dbus.ObjectPath("/")},
		"Delete":      {dbus.ObjectPath("/")},
		"Unlock":      {[]dbus.ObjectPath{}, dbus.ObjectPath("/")},
	}
	type pair struct{ A, B string }
	wrong := [][]any{
		{},
		{""},
		{"text"},
		{uint32(7)},
		{dbus.ObjectPath("/")},
		{dbus.ObjectPath("/x"), "y"},
		{[]string{"a", "b"}},
		{[]any{}},
		{[]dbus.ObjectPath{"/a"}},
		{[]dbus.ObjectPath{"/a"}, []string{"b"}},
		{dbus.MakeVariant(dbus.MakeVariant(dbus.MakeVariant(true)))},
		{dbus.MakeVariant(map[string]dbus.Variant{"service": dbus.MakeVariant(1)})},
		{dbus.MakeVariant([]byte{})},
		{pair{"a", "b"}},
		{map[string]string{"a": "b"}},
		{true, true, true},
	}
	s := session.New(t, session.Options{Keyring: session.NoService})
	before := len(calls())
	for method := range right {
		for i, body := range wrong {
			r := newRaw(t, s, func(m string) []any {
				if m == method {
					return body
				}
				return right[m]
			})
			k := keychain.Open(s.BusAddress, true)
			ctx, cancel := context.WithTimeout(t.Context(), 2*keychain.ProbeLimit)
			assertHarmless(ctx, t, k, fmt.Sprintf("%s answers wrong %d", method, i))
			cancel()
			k.Close()
			_ = r.conn.Close()
		}
	}
	assertNoneLeft(t, before)
}

// assertHarmless makes every call and wants a known error, if any.
func assertHarmless(ctx context.Context, t *testing.T, k keychain.Store, when string) {
	t.Helper()
	start := time.Now()
	errs := map[string]error{
		"Set":     k.Set(ctx, "a", "l", keychaintest.Random()),
		"Relabel": k.Relabel(ctx, "a", "l"),
		"Delete":  k.Delete(ctx, "a"),
	}
	_, errs["Get"] = k.Get(ctx, "a")
	_, errs["List"] = k.List(ctx)
	errs["Status"] = k.Status(ctx).State.Err()
	if strings.HasPrefix(when, "CreateItem") && errs["Set"] == nil {
		t.Errorf("%s: it is called stored", when)
	}
	for what, err := range errs {
		known := err == nil
		for _, sentinel := range []error{keychain.ErrNotFound, keychain.ErrLocked, keychain.ErrUnavailable} {
			known = known || errors.Is(err, sentinel)
		}
		if !known {
			t.Errorf("%s: %s: %v", when, what, err)
		}
	}
	if took := time.Since(start); took > keychain.ProbeLimit {
		t.Errorf("%s: it took %v", when, took)
	}
}

// A client that goes while its session is being opened is no reason for the
// keychain to fall over: the next finds it well.
func TestCallersWhoGoAtOnceHarmNobody(t *testing.T) {
	s := session.New(t, session.Options{})
	pid := ownerPID(t, s, "org.freedesktop.secrets")
	before := len(calls())
	for i := range 100 {
		k := keychain.Open(s.BusAddress, true)
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i)*50*time.Microsecond)
		_, _ = k.Get(ctx, "a")
		cancel()
		k.Close()
	}
	k := keychain.Open(s.BusAddress, true)
	_, err := k.Get(within(t), "a")
	assertIs(t, "Get", err, keychain.ErrNotFound)
	if now := ownerPID(t, s, "org.freedesktop.secrets"); now != pid {
		t.Error("it is another keychain")
	}
	k.Close()
	assertNoneLeft(t, before)
}
