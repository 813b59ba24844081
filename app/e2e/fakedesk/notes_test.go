//go:build linux

package fakedesk_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
)

// client is a program that sends notifications, written against the specification alone.
type client struct {
	t       *testing.T
	server  dbus.BusObject
	signals chan *dbus.Signal
}

func newClient(t *testing.T, s *session.Session) *client {
	t.Helper()
	conn := connect(t, s)
	c := &client{t: t, server: conn.Object("org.freedesktop.Notifications", "/org/freedesktop/Notifications"), signals: make(chan *dbus.Signal, 8)}
	if err := conn.AddMatchSignal(dbus.WithMatchInterface("org.freedesktop.Notifications")); err != nil {
		t.Fatal(err)
	}
	conn.Signal(c.signals)
	return c
}

func (c *client) send(replaces uint32, summary string, actions ...string) uint32 {
	c.t.Helper()
	var id uint32
	hints := map[string]dbus.Variant{
		"urgency":   dbus.MakeVariant(byte(2)),
		"category":  dbus.MakeVariant("reminder"),
		"transient": dbus.MakeVariant(true),
		"picture":   dbus.MakeVariant([]byte{1, 2, 3}),
	}
	err := c.server.Call("org.freedesktop.Notifications.Notify", 0,
		"app", replaces, "icon", summary, "the body", append([]string{}, actions...), hints, int32(-1)).Store(&id)
	if err != nil {
		c.t.Fatal(err)
	}
	return id
}

func (c *client) expect(signal string, body ...any) {
	c.t.Helper()
	select {
	case s := <-c.signals:
		if s.Name != "org.freedesktop.Notifications."+signal || !slices.Equal(s.Body, body) {
			c.t.Errorf("got %s%v, want %s%v", s.Name, s.Body, signal, body)
		}
	case <-c.t.Context().Done():
		c.t.Fatalf("no %s", signal)
	}
}

func TestANotificationIsRecordedAsSent(t *testing.T) {
	ctx, s, d := setup(t, fakedesk.Options{NoWatcher: true})
	id := newClient(t, s).send(0, "Rotate me", "default", "Open", "snooze", "Later")
	for _, contains := range []string{"Rotate", "the body"} {
		n, err := d.WaitNote(ctx, contains)
		if err != nil {
			t.Fatal(err)
		}
		if n.ID != id || n.App != "app" || n.Icon != "icon" || n.Summary != "Rotate me" || n.Body != "the body" || n.Timeout != -1 || n.Closed {
			t.Errorf("recorded %+v", n)
		}
		if want := []string{"default", "Open", "snooze", "Later"}; !slices.Equal(n.Actions, want) {
			t.Errorf("actions are %q", n.Actions)
		}
		for key, want := range map[string]string{"urgency": "2", "category": "reminder", "transient": "true", "picture": "(ay)"} {
			if n.Hints[key] != want {
				t.Errorf("hint %s is %q, want %q", key, n.Hints[key], want)
			}
		}
	}
}

func TestAButtonAnswersOnceAndClosesTheNotification(t *testing.T) {
	ctx, s, d := setup(t, fakedesk.Options{})
	c := newClient(t, s)
	id := c.send(0, "Rotate me", "rotate", "Rotate now")
	n, err := d.WaitNote(ctx, "Rotate")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Invoke(n, "Rotate now"); err == nil || !strings.Contains(err.Error(), `["rotate"]`) {
		t.Errorf("a label is no key: %v", err)
	}
	if err := d.Invoke(n, "rotate"); err != nil {
		t.Fatal(err)
	}
	c.expect("ActionInvoked", id, "rotate")
	c.expect("NotificationClosed", id, uint32(2))
	if !d.Notes()[0].Closed {
		t.Error("it is still shown")
	}
	if err := d.Invoke(n, "rotate"); err == nil {
		t.Error("pressed a button that is no longer there")
	}
}

func TestReplacingAndWithdrawing(t *testing.T) {
	_, s, d := setup(t, fakedesk.Options{})
	c := newClient(t, s)
	first := c.send(0, "one key")
	if again := c.send(first, "two keys"); again != first {
		t.Errorf("the replacement has ID %d, want %d", again, first)
	}
	if other := c.send(0, "something else"); other == first {
		t.Error("two notifications share an ID")
	}
	if err := c.server.Call("org.freedesktop.Notifications.CloseNotification", 0, first).Err; err != nil {
		t.Fatal(err)
	}
	c.expect("NotificationClosed", first, uint32(3))
	if err := c.server.Call("org.freedesktop.Notifications.CloseNotification", 0, first).Err; err == nil {
		t.Error("withdrawn twice")
	}
	var shown []string
	for _, n := range d.Notes() {
		if !n.Closed {
			shown = append(shown, n.Summary)
		}
	}
	if !slices.Equal(shown, []string{"something else"}) {
		t.Errorf("the screen shows %q", shown)
	}
}

func TestCapabilities(t *testing.T) {
	for name, c := range map[string]struct{ given, want []string }{
		"default": {nil, []string{"actions", "body", "body-markup", "persistence"}},
		"plain":   {[]string{"body"}, []string{"body"}},
		"none":    {[]string{}, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			_, s, _ := setup(t, fakedesk.Options{Capabilities: c.given})
			var got []string
			if err := newClient(t, s).server.Call("org.freedesktop.Notifications.GetCapabilities", 0).Store(&got); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestNoNotificationServer(t *testing.T) {
	_, s, _ := setup(t, fakedesk.Options{NoNotifications: true})
	if err := newClient(t, s).server.Call("org.freedesktop.Notifications.GetServerInformation", 0).Err; err == nil {
		t.Error("somebody answers")
	}
}
