//go:build linux

package notify_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
	"keytray/app/notify"
	"keytray/assets"
)

// pressed is one answer of the person.
type pressed struct{ tag, action string }

type fixture struct {
	notify.Notifier
	session *session.Session
	desk    *fakedesk.Desk
	pressed chan pressed
}

func start(t *testing.T, o fakedesk.Options) *fixture {
	t.Helper()
	f := &fixture{session: session.New(t, session.Options{Keyring: session.NoService}), pressed: make(chan pressed, 8)}
	f.openDesk(t, o)
	f.Notifier = notify.New(
		f.session.Bus, assets.Note,
		func(tag, action string) { f.pressed <- pressed{tag, action} }, func() {})
	t.Cleanup(f.Close)
	return f
}

func (f *fixture) openDesk(t *testing.T, o fakedesk.Options) {
	t.Helper()
	desk, err := fakedesk.Start(t.Context(), f.session.BusAddress, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(desk.Close)
	f.desk = desk
}

func (f *fixture) show(t *testing.T, n notify.Note) fakedesk.Note {
	t.Helper()
	if err := f.Show(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	shown, err := f.desk.WaitNote(ctx, n.Title)
	if err != nil {
		t.Fatal(err)
	}
	return shown
}

var note = notify.Note{
	Tag: "rotation", Title: "chat-app is overdue", Body: "<b>R&D</b> key", NoClick: "Open Keytray to rotate it.",
	Buttons: []notify.Button{{Action: "rotate", Label: "Rotate…"}, {Action: "snooze", Label: "Snooze 1 week"}},
}

func TestANoteHasItsButtonsAndPlainText(t *testing.T) {
	f := start(t, fakedesk.Options{})
	n := f.show(t, note)
	if n.App != "Keytray" || n.Body != "&lt;b&gt;R&amp;D&lt;/b&gt; key" {
		t.Errorf("from %q: %q", n.App, n.Body)
	}
	if want := []string{"default", "", "rotate", "Rotate…", "snooze", "Snooze 1 week"}; !slices.Equal(n.Actions, want) {
		t.Errorf("buttons: %q", n.Actions)
	}
	if n.Hints["image-data"] == "" {
		t.Error("it has no icon")
	}
}

func TestAServerWithoutButtonsOrMarkupGetsPlainSentences(t *testing.T) {
	f := start(t, fakedesk.Options{Capabilities: []string{"body"}})
	n := f.show(t, note)
	if len(n.Actions) != 0 || n.Body != "<b>R&D</b> key Open Keytray to rotate it." {
		t.Errorf("%q with buttons %q", n.Body, n.Actions)
	}
}

func TestAPressedButtonComesBackWithItsTag(t *testing.T) {
	f := start(t, fakedesk.Options{})
	first := f.show(t, note)
	other := note
	other.Tag, other.Title = "clipboard", "The clipboard could not be cleared"
	second := f.show(t, other)
	for _, c := range []struct {
		note   fakedesk.Note
		action string
		want   pressed
	}{{second, "default", pressed{"clipboard", "default"}}, {first, "snooze", pressed{"rotation", "snooze"}}} {
		if err := f.desk.Invoke(c.note, c.action); err != nil {
			t.Fatal(err)
		}
		select {
		case got := <-f.pressed:
			if got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("%s did not come back", c.action)
		}
	}
}

func TestANewNoteTakesThePlaceOfTheOneWithItsTag(t *testing.T) {
	f := start(t, fakedesk.Options{})
	first := f.show(t, note)
	later := note
	later.Title = "2 keys need rotating"
	if second := f.show(t, later); second.Replaces != first.ID {
		t.Errorf("it replaces %d, want %d", second.Replaces, first.ID)
	}
}

func TestStrangeSignalsDoNoHarm(t *testing.T) {
	f := start(t, fakedesk.Options{})
	n := f.show(t, note)
	other, err := f.session.Bus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	const ifc, path = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
	for _, body := range [][]any{{}, {n.ID}, {"x", "y"}, {n.ID, uint32(1), uint32(2)}, {n.ID, []string{"rotate"}}, {n.ID + 7, "rotate"}} {
		if err := other.Emit(path, ifc+".ActionInvoked", body...); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.desk.Invoke(n, "rotate"); err != nil {
		t.Fatal(err)
	}
	select {
	case got := <-f.pressed:
		if got != (pressed{"rotation", "rotate"}) {
			t.Errorf("got %+v", got)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("it does not listen any more")
	}
}

func TestWithoutAServerTheErrorSaysSoAndALaterServerIsUsed(t *testing.T) {
	f := start(t, fakedesk.Options{NoNotifications: true})
	if err := f.Show(t.Context(), note); !errors.Is(err, notify.ErrUnavailable) {
		t.Errorf("got %v", err)
	}
	f.desk.Close()
	f.openDesk(t, fakedesk.Options{})
	f.show(t, note)
}

func TestWithoutABusTheErrorSaysSo(t *testing.T) {
	n := notify.New(func(context.Context) (*dbus.Conn, error) { return nil, errors.New("no bus") }, nil, nil, nil)
	defer n.Close()
	if err := n.Show(t.Context(), note); !errors.Is(err, notify.ErrUnavailable) {
		t.Errorf("got %v", err)
	}
}
