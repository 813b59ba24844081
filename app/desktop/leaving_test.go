//go:build linux

package desktop_test

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"keytray/app/desktop"
	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
)

// patience is for what must come; what must not come is shown by what comes after it.
const patience = 20 * time.Second

// absent is an address where no bus is.
const absent = "unix:path=/nonexistent/bus"

// computer is a session bus, a system bus, and what runs there. A zero kind or
// no logind leaves the part out.
type computer struct {
	session, system *session.Session
	saver           *fakedesk.ScreenSaver
	logind          *fakedesk.Logind
}

func bus(t *testing.T, variable string) *session.Session {
	t.Helper()
	s := session.New(t, session.Options{Keyring: session.NoService})
	t.Setenv(variable, s.BusAddress)
	return s
}

// alone sets an environment without any bus.
func alone(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", absent)
	t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", absent)
	t.Setenv("XDG_SESSION_ID", "")
}

func withSaver(t *testing.T, kind fakedesk.Locker) computer {
	t.Helper()
	alone(t)
	var c computer
	c.addSaver(t, kind)
	return c
}

func withLogind(t *testing.T, o fakedesk.LogindOptions) computer {
	t.Helper()
	alone(t)
	var c computer
	c.addLogind(t, o)
	return c
}

func withBoth(t *testing.T) computer {
	t.Helper()
	c := withSaver(t, fakedesk.GNOME)
	c.addLogind(t, fakedesk.LogindOptions{})
	return c
}

func (c *computer) addSaver(t *testing.T, kind fakedesk.Locker) {
	t.Helper()
	c.session = bus(t, "DBUS_SESSION_BUS_ADDRESS")
	saver, err := fakedesk.StartScreenSaver(t.Context(), c.session.BusAddress, kind)
	must(t, err)
	t.Cleanup(saver.Close)
	c.saver = saver
}

func (c *computer) addLogind(t *testing.T, o fakedesk.LogindOptions) {
	t.Helper()
	c.system = bus(t, "DBUS_SYSTEM_BUS_ADDRESS")
	logind, err := fakedesk.StartLogind(t.Context(), c.system.BusAddress, o)
	must(t, err)
	t.Cleanup(logind.Close)
	c.logind = logind
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// watch is a running WatchLeaving.
type watch struct {
	t     *testing.T
	told  chan desktop.Leaving
	ended chan error
	stop  func()
}

// start watches; tell, if any, runs before what is told is recorded.
func start(t *testing.T, tell func(desktop.Leaving)) *watch {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	w := &watch{t: t, told: make(chan desktop.Leaving, 64), ended: make(chan error, 1), stop: stop}
	go func() {
		w.ended <- desktop.WatchLeaving(ctx, func(why desktop.Leaving) {
			if tell != nil {
				tell(why)
			}
			w.told <- why
		})
		close(w.ended)
	}()
	t.Cleanup(func() { // before the buses go
		stop()
		<-w.ended // closed, if the test has taken what it returned
	})
	return w
}

// watch starts to watch and returns when every part of it listens.
func (c *computer) watch(t *testing.T, tell func(desktop.Leaving)) *watch {
	t.Helper()
	w := start(t, tell)
	if c.saver != nil {
		must(t, c.saver.Watched(t.Context()))
	}
	if c.logind != nil {
		must(t, c.logind.AwaitInhibitors(t.Context(), 1))
	}
	return w
}

func (w *watch) expect(want ...desktop.Leaving) {
	w.t.Helper()
	for _, why := range want {
		select {
		case got := <-w.told:
			if got != why {
				w.t.Fatalf("told %q, want %q", got, why)
			}
		case err := <-w.ended:
			w.t.Fatalf("it ended before %q: %v", why, err)
		case <-time.After(patience):
			w.t.Fatalf("%q was not told", why)
		}
	}
}

// end checks that nothing more is told, and ends the watch. The moment it waits
// may hide a mistake but cannot invent one.
func (w *watch) end() {
	w.t.Helper()
	select {
	case why := <-w.told:
		w.t.Errorf("also told %q", why)
	case <-time.After(30 * time.Millisecond):
	}
	w.stop()
	if err := w.result(); !errors.Is(err, context.Canceled) {
		w.t.Errorf("it returned %v", err)
	}
}

func (w *watch) result() error {
	w.t.Helper()
	select {
	case err := <-w.ended:
		return err
	case <-time.After(patience):
		w.t.Fatal("it does not end")
		return nil
	}
}

// impostor is a program on a bus that plays no part in locking.
func impostor(t *testing.T, s *session.Session) *dbus.Conn {
	t.Helper()
	conn, err := s.Bus(t.Context())
	must(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// spread emits a signal and returns when the bus has passed it on: to everybody
// who asked for it, and to each connection by name, which no rule filters.
func spread(t *testing.T, conn *dbus.Conn, path dbus.ObjectPath, name string, body ...any) {
	t.Helper()
	must(t, conn.Emit(path, name, body...))
	i := strings.LastIndex(name, ".")
	for _, to := range names(t, conn) {
		headers := map[dbus.HeaderField]dbus.Variant{
			dbus.FieldPath: dbus.MakeVariant(path), dbus.FieldDestination: dbus.MakeVariant(to),
			dbus.FieldInterface: dbus.MakeVariant(name[:i]), dbus.FieldMember: dbus.MakeVariant(name[i+1:]),
		}
		if len(body) > 0 {
			headers[dbus.FieldSignature] = dbus.MakeVariant(dbus.SignatureOf(body...))
		}
		conn.Send(&dbus.Message{Type: dbus.TypeSignal, Headers: headers, Body: body}, make(chan *dbus.Call, 1))
	}
	names(t, conn)
}

// names are the connections to a bus.
func names(t *testing.T, conn *dbus.Conn) (unique []string) {
	t.Helper()
	must(t, conn.BusObject().Call("org.freedesktop.DBus.ListNames", 0).Store(&unique))
	return slices.DeleteFunc(unique, func(n string) bool { return n[0] != ':' })
}

func TestALockedScreenIsTold(t *testing.T) {
	for kind, want := range map[fakedesk.Locker][]desktop.Leaving{
		fakedesk.GNOME: {desktop.Locked},
		fakedesk.KDE:   {desktop.Locked, desktop.Locked}, // from both of its paths
	} {
		t.Run(string(kind), func(t *testing.T) {
			c := withSaver(t, kind)
			w := c.watch(t, nil)
			for range 2 {
				must(t, c.saver.Lock())
				w.expect(want...)
				must(t, c.saver.Unlock())
			}
			w.end()
		})
	}
}

func TestAScreenSaverThatStartsLaterIsHeard(t *testing.T) {
	c := withSaver(t, fakedesk.GNOME)
	w := c.watch(t, nil)
	late, err := fakedesk.StartScreenSaver(t.Context(), c.session.BusAddress, fakedesk.KDE)
	must(t, err)
	defer late.Close()
	must(t, late.Lock())
	w.expect(desktop.Locked, desktop.Locked)
	w.end()
}

func TestOnlyTheScreenSaverCounts(t *testing.T) {
	c := withSaver(t, fakedesk.GNOME)
	w := c.watch(t, nil)
	other := impostor(t, c.session)
	for _, name := range []string{"org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver", "org.kde.screensaver"} {
		spread(t, other, "/org/gnome/ScreenSaver", name+".ActiveChanged", true)
	}
	must(t, c.saver.Unlock())
	must(t, c.saver.Lock())
	w.expect(desktop.Locked)
	w.end()
}

func TestSignalsOfAnyShapeAreHarmless(t *testing.T) {
	c := withSaver(t, fakedesk.GNOME)
	odd := impostor(t, c.session)
	_, err := odd.RequestName("org.freedesktop.ScreenSaver", 0)
	must(t, err)
	w := c.watch(t, nil)
	for _, body := range [][]any{{}, {"true"}, {uint32(1)}, {true, true}, {[]string{}}} {
		spread(t, odd, "/", "org.freedesktop.ScreenSaver.ActiveChanged", body...)
		spread(t, odd, "/", "org.example.ActiveChanged", body...)
	}
	must(t, c.saver.Lock())
	w.expect(desktop.Locked)
	w.end()
}

func TestALockOfOurSessionIsTold(t *testing.T) {
	for name, c := range map[string]struct {
		options     fakedesk.LogindOptions
		environment string
		ours        []string
		others      []string
	}{
		"by process":             {fakedesk.LogindOptions{}, "", []string{fakedesk.Graphical}, []string{fakedesk.Text, fakedesk.Foreign}},
		"by environment":         {fakedesk.LogindOptions{NoPID: true}, fakedesk.Text, []string{fakedesk.Text}, []string{fakedesk.Graphical, fakedesk.Foreign}},
		"a session that is gone": {fakedesk.LogindOptions{NoPID: true}, "99", []string{fakedesk.Graphical}, []string{fakedesk.Text}},
		"one without a screen":   {fakedesk.LogindOptions{NoPID: true}, fakedesk.Background, []string{fakedesk.Graphical}, []string{fakedesk.Background, fakedesk.Text}},
		"by user":                {fakedesk.LogindOptions{NoPID: true}, "", []string{fakedesk.Graphical}, []string{fakedesk.Text, fakedesk.Foreign}},
		"unknown, so any of the user's": {
			fakedesk.LogindOptions{NoPID: true, NoDisplay: true},
			"",
			[]string{fakedesk.Graphical, fakedesk.Text, "c9"},
			[]string{fakedesk.Foreign},
		},
	} {
		t.Run(name, func(t *testing.T) {
			computer := withLogind(t, c.options)
			t.Setenv("XDG_SESSION_ID", c.environment)
			w := computer.watch(t, nil)
			for _, id := range c.others {
				must(t, computer.logind.Lock(id))
			}
			_, err := computer.logind.Sleep() // told in order: a lock before it would come first
			must(t, err)
			w.expect(desktop.Asleep)
			must(t, computer.logind.Wake())
			for _, id := range c.ours {
				must(t, computer.logind.Lock(id))
				w.expect(desktop.Locked)
			}
			w.end()
		})
	}
}

func TestOnlyTheLoginManagerCounts(t *testing.T) {
	c := withLogind(t, fakedesk.LogindOptions{})
	w := c.watch(t, nil)
	other := impostor(t, c.system)
	spread(t, other, "/org/freedesktop/login1/session/_32", "org.freedesktop.login1.Session.Lock")
	spread(t, other, "/org/freedesktop/login1", "org.freedesktop.login1.Manager.PrepareForSleep", true)
	spread(t, other, "/org/freedesktop/login1", "org.freedesktop.login1.Manager.PrepareForSleep", "true", 7)
	must(t, c.logind.Lock(fakedesk.Graphical))
	w.expect(desktop.Locked)
	if len(c.logind.Inhibitors()) != 1 {
		t.Error("the impostor had it let go of the inhibitor")
	}
	w.end()
}

func TestSleepWaitsUntilItIsTold(t *testing.T) {
	c := withLogind(t, fakedesk.LogindOptions{MaxDelay: patience})
	held := 0
	w := c.watch(t, func(desktop.Leaving) { held += len(c.logind.Inhibitors()) })
	if want := (fakedesk.Inhibitor{What: "sleep", Who: "Keytray", Why: "clear the clipboard", Mode: "delay"}); c.logind.Inhibitors()[0] != want {
		t.Errorf("it inhibits %+v", c.logind.Inhibitors())
	}
	for range 3 {
		released, err := c.logind.Sleep()
		must(t, err)
		if !released {
			t.Fatal("the inhibitor was not released")
		}
		w.expect(desktop.Asleep)
		must(t, c.logind.Wake())
		must(t, c.logind.AwaitInhibitors(t.Context(), 1))
	}
	w.end()
	if held != 3 {
		t.Errorf("the inhibitor was held in %d of 3 tells", held)
	}
	must(t, c.logind.AwaitInhibitors(t.Context(), 0))
}

func TestATellThatHangsDelaysSleepOnlyAsLongAsTheSystemAllows(t *testing.T) {
	c := withLogind(t, fakedesk.LogindOptions{MaxDelay: 50 * time.Millisecond})
	release := make(chan struct{})
	w := c.watch(t, func(desktop.Leaving) { <-release })
	if released, err := c.logind.Sleep(); err != nil || released {
		t.Errorf("released while tell was still running: %v, %v", released, err)
	}
	close(release)
	w.expect(desktop.Asleep)
	must(t, c.logind.AwaitInhibitors(t.Context(), 0))
	w.end()
}

func TestSleepIsToldWithoutTheRightToDelayIt(t *testing.T) {
	c := withLogind(t, fakedesk.LogindOptions{NoInhibit: true})
	c.addSaver(t, fakedesk.GNOME)
	w := start(t, nil)
	// No inhibitor shows when it listens, so sleep comes until it is heard.
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for heard := false; !heard; {
		_, err := c.logind.Sleep()
		must(t, err)
		must(t, c.logind.Wake())
		select {
		case why := <-w.told:
			if heard = true; why != desktop.Asleep {
				t.Errorf("told %q", why)
			}
		case <-again.C:
		case err := <-w.ended:
			t.Fatal(err)
		}
	}
}

func TestOneTellAtATime(t *testing.T) {
	c := withBoth(t)
	inside := 0 // the race detector sees two at once
	w := c.watch(t, func(desktop.Leaving) { inside++ })
	for range 10 {
		must(t, c.saver.Lock())
		must(t, c.logind.Lock(fakedesk.Graphical))
		w.expect(desktop.Locked, desktop.Locked)
	}
	w.end()
	if inside != 20 {
		t.Errorf("told %d times", inside)
	}
}

func TestWithoutAnyBusItSaysSoAndStartsNone(t *testing.T) {
	started := filepath.Join(t.TempDir(), "started")
	tools := t.TempDir()
	for _, name := range []string{"dbus-launch", "dbus-daemon"} {
		must(t, os.WriteFile(filepath.Join(tools, name), []byte("#!/bin/sh\n: >"+started+"\n"), 0o700))
	}
	t.Setenv("PATH", tools)
	for _, address := range []string{absent, "autolaunch:", "unix:", "nonsense"} {
		alone(t)
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
		if address == "autolaunch:" && busOfTheMachine() {
			continue
		}
		if err := start(t, nil).result(); !errors.Is(err, desktop.ErrNoBus) || !strings.Contains(err.Error(), "no system bus") {
			t.Errorf("with %q: %v", address, err)
		}
	}
	if _, err := os.Stat(started); err == nil {
		t.Error("it started a bus")
	}
}

// busOfTheMachine tells whether the library finds a bus by itself.
func busOfTheMachine() bool {
	found, _ := filepath.Glob("/run/user/*/bus")
	return len(found) > 0
}

func TestABusThatDiesLeavesTheOtherWatched(t *testing.T) {
	c := withBoth(t)
	w := c.watch(t, nil)
	must(t, c.session.StopBus())
	must(t, c.logind.Lock(fakedesk.Graphical))
	w.expect(desktop.Locked)
	must(t, c.system.StopBus())
	if err := w.result(); !errors.Is(err, desktop.ErrNoBus) {
		t.Errorf("with both gone: %v", err)
	}
}

func TestALoginManagerThatIsMissingLeavesTheScreenSaverWatched(t *testing.T) {
	c := withSaver(t, fakedesk.GNOME)
	bus(t, "DBUS_SYSTEM_BUS_ADDRESS")
	w := c.watch(t, nil)
	must(t, c.saver.Lock())
	w.expect(desktop.Locked)
	w.end()
}

// However far the watch has come when the buses die, it ends and nothing panics.
func TestBusesThatDieAtAnyMoment(t *testing.T) {
	before := len(goroutines())
	for step := range 12 {
		c := withBoth(t)
		w := start(t, nil)
		select {
		case <-time.After(time.Duration(step) * 300 * time.Microsecond):
		case err := <-w.ended:
			t.Fatal(err)
		}
		must(t, c.session.StopBus())
		must(t, c.system.StopBus())
		if err := w.result(); err == nil {
			t.Error("it ended without an error")
		}
	}
	assertNoMore(t, before)
}

func TestNothingIsLeftBehind(t *testing.T) {
	c := withBoth(t)
	onSession, onSystem := impostor(t, c.session), impostor(t, c.system)
	connections := func() int { return len(names(t, onSession)) + len(names(t, onSystem)) }
	before, running := connections(), len(goroutines())
	for range 5 {
		w := c.watch(t, nil)
		if now := connections(); now != before+2 {
			t.Errorf("%d connections, want one to each bus", now-before)
		}
		w.end()
		must(t, c.logind.AwaitInhibitors(t.Context(), 0))
	}
	eventually(t, "its connections are closed", func() bool { return connections() == before })
	assertNoMore(t, running)
}

// A context that ends at any moment of the start leaves no inhibitor either.
func TestAWatchThatEndsWhileItStarts(t *testing.T) {
	c := withBoth(t)
	before := len(goroutines())
	for step := range 60 {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(step)*100*time.Microsecond)
		if err := desktop.WatchLeaving(ctx, func(desktop.Leaving) {}); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		cancel()
	}
	must(t, c.logind.AwaitInhibitors(t.Context(), 0))
	assertNoMore(t, before)
}

func TestABusThatNeverAnswersIsBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bus")
	before := len(goroutines())
	silent, err := net.Listen("unix", path)
	must(t, err)
	defer silent.Close()
	t.Run("both", func(t *testing.T) {
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+path)
		t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path="+path)
		began := time.Now()
		if err := start(t, nil).result(); !errors.Is(err, desktop.ErrNoBus) {
			t.Error(err)
		}
		if took := time.Since(began); took > 4*time.Second {
			t.Errorf("it took %v", took)
		}
	})
	t.Run("the other one is watched meanwhile", func(t *testing.T) {
		c := withSaver(t, fakedesk.GNOME)
		t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path="+path)
		w := c.watch(t, nil)
		must(t, c.saver.Lock())
		w.expect(desktop.Locked)
		began := time.Now()
		w.end()
		if took := time.Since(began); took > time.Second {
			t.Errorf("its end took %v", took)
		}
	})
	assertNoMore(t, before)
}

// goroutines are those of the watch and of the library that it opens buses with.
func goroutines() []string {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	return slices.DeleteFunc(strings.Split(string(stacks), "\n\n"), func(stack string) bool {
		return !strings.Contains(stack, "godbus/dbus") && !strings.Contains(stack, "keytray/app/desktop.")
	})
}

func TestALoginManagerThatNeverAnswersIsBounded(t *testing.T) {
	c := withSaver(t, fakedesk.GNOME)
	silent := impostor(t, bus(t, "DBUS_SYSTEM_BUS_ADDRESS"))
	_, err := silent.RequestName("org.freedesktop.login1", 0)
	must(t, err)
	asked := make(chan *dbus.Message, 8)
	silent.Eavesdrop(asked) // instead of being answered
	before := len(goroutines())
	w := c.watch(t, nil)
	for call := range asked {
		if call.Headers[dbus.FieldMember].Value() == "Inhibit" {
			break
		}
	}
	must(t, c.saver.Lock())
	w.expect(desktop.Locked)
	began := time.Now()
	w.end()
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("its end took %v", took)
	}
	assertNoMore(t, before)
}

// assertNoMore waits until there are no more of them than before.
func assertNoMore(t *testing.T, before int) {
	t.Helper()
	eventually(t, "its goroutines have ended", func() bool { return len(goroutines()) <= before })
	if t.Failed() {
		t.Log(strings.Join(goroutines(), "\n\n"))
	}
}

func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	again := time.NewTicker(5 * time.Millisecond)
	defer again.Stop()
	for end := time.Now().Add(patience); !is(); <-again.C {
		if time.Now().After(end) {
			t.Errorf("not so: %s", what)
			return
		}
	}
}

func BenchmarkWatchLeaving(b *testing.B) {
	buses := [2]*session.Session{}
	for i, variable := range []string{"DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"} {
		buses[i] = session.New(b, session.Options{Keyring: session.NoService})
		b.Setenv(variable, buses[i].BusAddress)
	}
	logind, err := fakedesk.StartLogind(b.Context(), buses[1].BusAddress, fakedesk.LogindOptions{})
	if err != nil {
		b.Fatal(err)
	}
	defer logind.Close()
	for b.Loop() {
		ctx, cancel := context.WithCancel(b.Context())
		ended := make(chan error, 1)
		go func() { ended <- desktop.WatchLeaving(ctx, func(desktop.Leaving) {}) }()
		if err := logind.AwaitInhibitors(b.Context(), 1); err != nil {
			b.Fatal(err)
		}
		cancel()
		<-ended
		if err := logind.AwaitInhibitors(b.Context(), 0); err != nil {
			b.Fatal(err)
		}
	}
}
