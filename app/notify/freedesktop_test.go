//go:build linux

package notify_test

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
	"keytray/app/notify"
	"keytray/assets"
)

// limit bounds each wait; on a quiet machine they end within milliseconds.
const limit = 10 * time.Second

// pressed is one answer of the person, to a note like the one below.
func pressed(tag, action string) notify.Press {
	return notify.Press{Tag: tag, Serial: note.Serial, Action: action}
}

type fixture struct {
	notify.Notifier
	t        *testing.T
	session  *session.Session
	desk     *fakedesk.Desk
	pressed  chan notify.Press
	appeared atomic.Int32
}

func start(t *testing.T, o fakedesk.Options) *fixture {
	t.Helper()
	t.Parallel()
	f := &fixture{t: t, session: session.New(t, session.Options{Keyring: session.NoService}), pressed: make(chan notify.Press, 8)}
	f.openDesk(o)
	f.Notifier = notify.New(f.session.Bus, assets.Note,
		func(p notify.Press) { f.pressed <- p }, func() { f.appeared.Add(1) })
	t.Cleanup(f.Close)
	return f
}

func (f *fixture) openDesk(o fakedesk.Options) {
	f.t.Helper()
	desk, err := fakedesk.Start(f.t.Context(), f.session.BusAddress, o)
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(desk.Close)
	f.desk = desk
}

func (f *fixture) show(n notify.Note) fakedesk.Note {
	f.t.Helper()
	if err := f.Show(f.t.Context(), n); err != nil {
		f.t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(f.t.Context(), limit)
	defer cancel()
	shown, err := f.desk.WaitNote(ctx, n.Title)
	if err != nil {
		f.t.Fatal(err)
	}
	return shown
}

// refuses shows a note that must fail in this way.
func (f *fixture) refuses(n notify.Note, want error) {
	f.t.Helper()
	if err := f.Show(f.t.Context(), n); !errors.Is(err, want) {
		f.t.Errorf("got %v, want %v", err, want)
	}
}

// press presses a button and waits for what comes back.
func (f *fixture) press(n fakedesk.Note, action string, want notify.Press) {
	f.t.Helper()
	if err := f.desk.Invoke(n, action); err != nil {
		f.t.Fatal(err)
	}
	f.waitPressed(want)
}

func (f *fixture) waitPressed(want notify.Press) {
	f.t.Helper()
	select {
	case got := <-f.pressed:
		if got != want {
			f.t.Errorf("got %+v, want %+v", got, want)
		}
	case <-time.After(limit):
		f.t.Fatalf("%+v did not come back", want)
	}
}

// waitAppeared waits until somebody was seen to show notifications so many times.
func (f *fixture) waitAppeared(times int32) {
	f.t.Helper()
	for end := time.Now().Add(limit); f.appeared.Load() != times; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			f.t.Fatalf("told %d times that notifications are shown, want %d", f.appeared.Load(), times)
		}
	}
}

func (f *fixture) must(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

// stranger is another program on the bus.
func (f *fixture) stranger() *dbus.Conn {
	f.t.Helper()
	conn, err := f.session.Bus(f.t.Context())
	f.must(err)
	f.t.Cleanup(func() { _ = conn.Close() })
	return conn
}

var note = notify.Note{
	Tag: "rotation", Serial: 7, Title: "chat-app is overdue", Body: "<b>R&D</b> key", NoClick: "Open Keytray to rotate it.",
	Buttons: []notify.Button{{Action: "rotate", Label: "Rotate…"}, {Action: "snooze", Label: "Snooze 1 week"}},
}

// The specification lets a server lack nearly everything.
func TestAServerGetsWhatItUnderstands(t *testing.T) {
	const plain, escaped, click = "<b>R&D</b> key", "&lt;b&gt;R&amp;D&lt;/b&gt; key", " Open Keytray to rotate it."
	buttons := []string{"default", "", "rotate", "Rotate…", "snooze", "Snooze 1 week"}
	for name, c := range map[string]struct {
		can     []string
		body    string
		actions []string
	}{
		"everything":  {[]string{"actions", "body", "body-markup"}, escaped, buttons},
		"no markup":   {[]string{"actions", "body"}, plain, buttons},
		"no buttons":  {[]string{"body", "body-markup"}, escaped + click, nil},
		"text alone":  {[]string{"body"}, plain + click, nil},
		"title alone": {[]string{}, "", nil},
		"no body":     {[]string{"actions", "body-markup"}, "", buttons},
	} {
		t.Run(name, func(t *testing.T) {
			n := start(t, fakedesk.Options{Capabilities: c.can}).show(note)
			if n.App != "Keytray" || n.Summary != note.Title {
				t.Errorf("%s says %q", n.App, n.Summary)
			}
			if n.Body != c.body {
				t.Errorf("the text is %q, want %q", n.Body, c.body)
			}
			if !slices.Equal(n.Actions, c.actions) {
				t.Errorf("the buttons are %q, want %q", n.Actions, c.actions)
			}
			if n.Hints["image-data"] == "" {
				t.Error("it has no icon")
			}
		})
	}
}

func TestANoteStaysAsLongAsItSays(t *testing.T) {
	for name, c := range map[string]struct {
		note               notify.Note
		urgency, transient string
		timeout            int32
	}{
		"as usual": {notify.Note{Title: "a"}, "1", "", -1},
		"urgent":   {notify.Note{Title: "a", Urgent: true}, "2", "", 0},
		"stays":    {notify.Note{Title: "a", Stays: true}, "1", "", 0},
		"brief":    {notify.Note{Title: "a", Brief: true}, "1", "true", -1},
	} {
		t.Run(name, func(t *testing.T) {
			n := start(t, fakedesk.Options{}).show(c.note)
			if n.Hints["urgency"] != c.urgency || n.Hints["transient"] != c.transient || n.Timeout != c.timeout {
				t.Errorf("urgency %q, transient %q, timeout %d", n.Hints["urgency"], n.Hints["transient"], n.Timeout)
			}
		})
	}
}

func TestThereAreTwoButtonsAtMost(t *testing.T) {
	many := note
	many.Buttons = append(slices.Clone(note.Buttons), notify.Button{Action: "third", Label: "Third"})
	n := start(t, fakedesk.Options{}).show(many)
	if slices.Contains(n.Actions, "third") || !slices.Contains(n.Actions, "snooze") {
		t.Errorf("the buttons are %q", n.Actions)
	}
}

func TestAPressedButtonComesBackWithItsTag(t *testing.T) {
	f := start(t, fakedesk.Options{})
	first := f.show(note)
	other := note
	other.Tag, other.Title = "clipboard", "The clipboard could not be cleared"
	second := f.show(other)
	f.press(second, "default", pressed("clipboard", "default"))
	f.press(first, "snooze", pressed("rotation", "snooze"))
}

func TestANewNoteTakesThePlaceOfTheOneWithItsTag(t *testing.T) {
	f := start(t, fakedesk.Options{})
	first := f.show(note)
	later := note
	later.Title = "2 keys need rotating"
	if second := f.show(later); second.Replaces != first.ID {
		t.Errorf("it replaces %d, want %d", second.Replaces, first.ID)
	}
}

// The number that the server has for a note stays when another takes its place.
func TestAClickIsOnTheNoteThatIsThere(t *testing.T) {
	f := start(t, fakedesk.Options{})
	f.show(note)
	later := note
	later.Title, later.Serial = "2 keys need rotating", 8
	f.press(f.show(later), "rotate", notify.Press{Tag: "rotation", Serial: 8, Action: "rotate"})
}

func TestANoteThatIsWithdrawnIsGoneAndNotReplaced(t *testing.T) {
	f := start(t, fakedesk.Options{})
	f.Withdraw("rotation") // none is there
	other := note
	other.Tag, other.Title = "clipboard", "The clipboard could not be cleared"
	f.show(other)
	f.show(note)
	f.Withdraw("rotation")
	f.Withdraw("rotation")
	f.left("The clipboard could not be cleared")
	if n := f.show(note); n.Replaces != 0 {
		t.Errorf("it replaces %d, which is closed", n.Replaces)
	}
}

// A button that nobody answers is worse than no note; what only tells stays to be read.
func TestWhoEndsTakesItsButtonsAlong(t *testing.T) {
	f := start(t, fakedesk.Options{})
	f.show(note)
	f.show(notify.Note{Tag: "clipboard", Title: "The clipboard could not be cleared", Urgent: true})
	f.Close()
	f.left("The clipboard could not be cleared")
}

// left asserts which notes are on the screen.
func (f *fixture) left(want ...string) {
	f.t.Helper()
	var titles []string
	for _, n := range f.desk.Notes() {
		if !n.Closed {
			titles = append(titles, n.Summary)
		}
	}
	if !slices.Equal(titles, want) {
		f.t.Errorf("on the screen is %q, want %q", titles, want)
	}
}

func TestAClosedNoteIsNotReplaced(t *testing.T) {
	f := start(t, fakedesk.Options{})
	f.press(f.show(note), "rotate", pressed("rotation", "rotate"))
	for end := time.Now().Add(limit); ; {
		n := f.show(note)
		if n.Replaces == 0 {
			break
		}
		if time.Now().After(end) { // that it was closed arrives after the click
			t.Fatalf("it replaces %d, which is closed", n.Replaces)
		}
	}
}

func TestStrangeSignalsDoNoHarm(t *testing.T) {
	const ifc, props = "org.freedesktop.Notifications", "org.freedesktop.DBus.Properties.PropertiesChanged"
	f := start(t, fakedesk.Options{})
	n := f.show(note)
	signals := []struct {
		name string
		body []any
	}{{props, []any{}}, {props, []any{ifc}}, {props, []any{ifc, "x", "y"}}, {props, []any{ifc, map[string]string{"Inhibited": "no"}, []string{}}}}
	for _, name := range []string{ifc + ".ActionInvoked", ifc + ".NotificationClosed", ifc + ".Unheard", "org.freedesktop.DBus.NameOwnerChanged"} {
		for _, body := range [][]any{
			{}, {n.ID}, {"x", "y"}, {n.ID, uint32(1), uint32(2)}, {n.ID, []string{"rotate"}}, {n.ID + 7, "rotate"}, {n.ID, uint32(1)}, {ifc, "", ":1.999"}, {ifc, 1, 2},
		} {
			signals = append(signals, struct {
				name string
				body []any
			}{name, body})
		}
	}
	stranger := f.stranger()
	for _, s := range signals {
		f.must(stranger.Emit("/org/freedesktop/Notifications", s.name, s.body...))
	}
	f.press(n, "rotate", pressed("rotation", "rotate"))
	if f.appeared.Load() != 0 {
		t.Error("it took a stranger for the server")
	}
}

func TestAServerThatStartsLaterIsSeenAndUsed(t *testing.T) {
	f := start(t, fakedesk.Options{NoNotifications: true})
	f.refuses(note, notify.ErrUnavailable)
	f.must(f.desk.OwnNotes())
	f.waitAppeared(1)
	f.press(f.show(note), "rotate", pressed("rotation", "rotate"))
}

func TestAServerThatWasThereIsNoNews(t *testing.T) {
	f := start(t, fakedesk.Options{})
	f.press(f.show(note), "rotate", pressed("rotation", "rotate"))
	if f.appeared.Load() != 0 {
		t.Error("told that it has appeared")
	}
}

// A server that starts again counts from 1: an old number is another program's now.
func TestAServerThatStartsAgainIsANewOne(t *testing.T) {
	f := start(t, fakedesk.Options{})
	old := f.show(note)
	f.must(f.desk.DropNotes())
	f.must(f.desk.OwnNotes())
	f.waitAppeared(1)

	foreign := f.foreignNote()
	if foreign.ID != old.ID {
		t.Fatalf("the server counts on: %d after %d", foreign.ID, old.ID)
	}
	f.must(f.desk.Invoke(foreign, "rotate"))
	n := f.show(note)
	if n.Replaces != 0 {
		t.Errorf("it replaces %d, another program's", n.Replaces)
	}
	f.press(n, "snooze", pressed("rotation", "snooze")) // the first that comes back
}

// foreignNote shows another program's note.
func (f *fixture) foreignNote() fakedesk.Note {
	f.t.Helper()
	const ifc = "org.freedesktop.Notifications"
	f.must(f.stranger().Object(ifc, "/org/freedesktop/Notifications").Call(ifc+".Notify", 0, "mail", uint32(0), "",
		"You have mail", "", []string{"rotate", "Rotate the picture"}, map[string]dbus.Variant{}, int32(-1)).Err)
	ctx, cancel := context.WithTimeout(f.t.Context(), limit)
	defer cancel()
	n, err := f.desk.WaitNote(ctx, "You have mail")
	f.must(err)
	return n
}

func TestAPersonWhoWantsSilenceIsLeftAlone(t *testing.T) {
	f := start(t, fakedesk.Options{Capabilities: []string{"actions", "body", "inhibitions"}})
	f.must(f.desk.DoNotDisturb(true))
	f.refuses(note, notify.ErrQuiet)
	urgent, brief := note, note
	urgent.Urgent, urgent.Tag, urgent.Title = true, "urgent", "chat-app was leaked"
	brief.Brief, brief.Tag, brief.Title = true, "brief", "Pasted, cleared"
	f.show(urgent)
	f.show(brief) // the answer to what the person did just now
	if notes := f.desk.Notes(); len(notes) != 2 {
		t.Errorf("%d notes were shown, want 2", len(notes))
	}
	f.must(f.desk.DoNotDisturb(false))
	f.waitAppeared(1)
	f.show(note)
}

func TestAHungServerCostsThreeSeconds(t *testing.T) {
	f := start(t, fakedesk.Options{})
	f.desk.Hang(true)
	began := time.Now()
	f.refuses(note, notify.ErrUnavailable)
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
	f.desk.Hang(false)
	f.show(note)
}

// Who was told that nothing was shown asks again: one of the two is enough.
func TestANoteThatIsShownTooLateIsTakenAway(t *testing.T) {
	f := start(t, fakedesk.Options{})
	later := note
	later.Title = "2 keys need rotating"
	for range 2 { // the second in the place of an earlier one
		f.desk.HangNotes(true)
		f.refuses(note, notify.ErrUnavailable)
		f.desk.HangNotes(false)
		f.goes(note.Title)
		f.show(later)
		f.left(later.Title)
	}
}

// goes waits until a note was shown and is gone.
func (f *fixture) goes(title string) {
	f.t.Helper()
	for end := time.Now().Add(limit); ; time.Sleep(5 * time.Millisecond) {
		notes := f.desk.Notes()
		if i := len(notes) - 1; i >= 0 && notes[i].Summary == title && notes[i].Closed {
			return
		}
		if time.Now().After(end) {
			f.t.Fatalf("%q is still there", title)
		}
	}
}

func TestABusThatWentAwayIsFoundAgain(t *testing.T) {
	f := start(t, fakedesk.Options{})
	var conns []*dbus.Conn
	n := notify.New(func(ctx context.Context) (*dbus.Conn, error) {
		conn, err := f.session.Bus(ctx)
		conns = append(conns, conn)
		return conn, err
	}, nil, func(p notify.Press) { f.pressed <- p }, func() {})
	t.Cleanup(n.Close)
	f.must(n.Show(t.Context(), note))
	f.must(conns[0].Close())
	f.must(n.Show(t.Context(), note))
	all := f.desk.Notes()
	f.press(all[len(all)-1], "rotate", pressed("rotation", "rotate"))
}

func TestWithoutABusTheErrorSaysSo(t *testing.T) {
	n := notify.New(func(context.Context) (*dbus.Conn, error) { return nil, errors.New("no bus") }, nil, nil, nil)
	defer n.Close()
	if err := n.Show(t.Context(), note); !errors.Is(err, notify.ErrUnavailable) {
		t.Errorf("got %v", err)
	}
}
