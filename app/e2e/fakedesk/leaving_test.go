//go:build linux

package fakedesk_test

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"keytray/app/e2e/fakedesk"
	"keytray/app/e2e/session"
)

// bus starts one and listens to a signal on it; "" listens to none.
func bus(t *testing.T, member string) (*session.Session, *dbus.Conn, <-chan *dbus.Signal) {
	t.Helper()
	s := session.New(t, session.Options{Keyring: session.NoService})
	conn := connect(t, s)
	signals := make(chan *dbus.Signal, 8)
	if member != "" {
		if err := conn.AddMatchSignal(dbus.WithMatchMember(member)); err != nil {
			t.Fatal(err)
		}
		conn.Signal(signals)
	}
	return s, conn, signals
}

func next(t *testing.T, signals <-chan *dbus.Signal, member string) *dbus.Signal {
	t.Helper()
	for end := time.After(20 * time.Second); ; {
		select {
		case s := <-signals:
			if s.Name == member {
				return s
			}
		case <-end:
			t.Fatalf("no %s", member)
		}
	}
}

func startLogind(t *testing.T, s *session.Session, o fakedesk.LogindOptions) *fakedesk.Logind {
	t.Helper()
	l, err := fakedesk.StartLogind(t.Context(), s.BusAddress, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	return l
}

func TestAScreenLockerTellsOfItsLock(t *testing.T) {
	for kind, paths := range map[fakedesk.Locker][]dbus.ObjectPath{
		fakedesk.GNOME: {"/org/gnome/ScreenSaver"},
		fakedesk.KDE:   {"/ScreenSaver", "/org/freedesktop/ScreenSaver"},
	} {
		t.Run(string(kind), func(t *testing.T) {
			s, conn, signals := bus(t, "ActiveChanged")
			locker, err := fakedesk.StartScreenSaver(t.Context(), s.BusAddress, kind)
			if err != nil {
				t.Fatal(err)
			}
			defer locker.Close()
			var owner string
			if err := conn.BusObject().Call("org.freedesktop.DBus.GetNameOwner", 0, string(kind)).Store(&owner); err != nil {
				t.Fatal(err)
			}
			for active, change := range map[bool]func() error{true: locker.Lock, false: locker.Unlock} {
				if err := change(); err != nil {
					t.Fatal(err)
				}
				for _, path := range paths {
					got := next(t, signals, string(kind)+".ActiveChanged")
					if got.Sender != owner || got.Path != path || len(got.Body) != 1 || got.Body[0] != active {
						t.Errorf("got %+v, want %v from %s", got, active, path)
					}
				}
			}
			if _, err := fakedesk.StartScreenSaver(t.Context(), s.BusAddress, kind); err == nil {
				t.Error("a second one started")
			}
		})
	}
}

func TestAScreenLockerKnowsWhenItIsWatched(t *testing.T) {
	s, conn, _ := bus(t, "")
	locker, err := fakedesk.StartScreenSaver(t.Context(), s.BusAddress, fakedesk.GNOME)
	if err != nil {
		t.Fatal(err)
	}
	defer locker.Close()
	if err := conn.AddMatchSignal(dbus.WithMatchMember("SomethingElse")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := locker.Watched(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("watched by nobody: %v", err)
	}
	if err := conn.AddMatchSignal(dbus.WithMatchMember("ActiveChanged")); err != nil {
		t.Fatal(err)
	}
	if err := locker.Watched(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestSleepWaitsForItsInhibitors(t *testing.T) {
	s, conn, signals := bus(t, "PrepareForSleep")
	l := startLogind(t, s, fakedesk.LogindOptions{MaxDelay: 50 * time.Millisecond})
	inhibit := func() (fd dbus.UnixFD, err error) {
		err = conn.Object("org.freedesktop.login1", "/org/freedesktop/login1").
			Call("org.freedesktop.login1.Manager.Inhibit", 0, "sleep", "who", "why", "delay").Store(&fd)
		return fd, err
	}
	fd, err := inhibit()
	if err != nil {
		t.Fatal(err)
	}
	lock := os.NewFile(uintptr(fd), "lock")
	if got := l.Inhibitors(); len(got) != 1 || got[0] != (fakedesk.Inhibitor{What: "sleep", Who: "who", Why: "why", Mode: "delay"}) {
		t.Errorf("inhibitors: %v", got)
	}
	if released, err := l.Sleep(); released || err != nil {
		t.Errorf("with the lock held: %v, %v", released, err)
	}
	if s := next(t, signals, "org.freedesktop.login1.Manager.PrepareForSleep"); s.Body[0] != true {
		t.Errorf("announced %v", s.Body)
	}
	var refused dbus.Error
	if _, err := inhibit(); !errors.As(err, &refused) || refused.Name != "org.freedesktop.login1.OperationInProgress" {
		t.Errorf("a lock in mid-sleep: %v", err)
	}
	_ = lock.Close()
	if err := l.AwaitInhibitors(t.Context(), 0); err != nil {
		t.Error(err)
	}
	if err := l.Wake(); err != nil {
		t.Fatal(err)
	}
	if s := next(t, signals, "org.freedesktop.login1.Manager.PrepareForSleep"); s.Body[0] != false {
		t.Errorf("announced %v", s.Body)
	}
	if released, err := l.Sleep(); !released || err != nil {
		t.Errorf("with no lock: %v, %v", released, err)
	}
}

func TestTheLoginManagerKnowsItsSessions(t *testing.T) {
	const graphical, text = "/org/freedesktop/login1/session/_32", "/org/freedesktop/login1/session/_34"
	s, conn, signals := bus(t, "Lock")
	l := startLogind(t, s, fakedesk.LogindOptions{})
	ask := func(path dbus.ObjectPath, method string, args ...any) *dbus.Call {
		return conn.Object("org.freedesktop.login1", path).Call(method, 0, args...)
	}
	manager := func(method string, arg any) (path dbus.ObjectPath, err error) {
		err = ask("/org/freedesktop/login1", "org.freedesktop.login1.Manager."+method, arg).Store(&path)
		return path, err
	}
	if path, err := manager("GetSessionByPID", uint32(os.Getpid())); path != graphical || err != nil {
		t.Errorf("by process: %s, %v", path, err)
	}
	if path, err := manager("GetSession", fakedesk.Text); path != text || err != nil {
		t.Errorf("by ID: %s, %v", path, err)
	}
	if _, err := manager("GetSession", "99"); err == nil {
		t.Error("it knows a session that is not there")
	}
	user, err := manager("GetUser", uint32(os.Getuid()))
	if err != nil {
		t.Fatal(err)
	}
	var v dbus.Variant
	if err := ask(user, "org.freedesktop.DBus.Properties.Get", "org.freedesktop.login1.User", "Display").Store(&v); err != nil {
		t.Fatal(err)
	}
	var display struct {
		ID   string
		Path dbus.ObjectPath
	}
	if err := v.Store(&display); err != nil || display.ID != fakedesk.Graphical || display.Path != graphical {
		t.Errorf("display %+v, %v", display, err)
	}
	if err := l.Lock(fakedesk.Text); err != nil {
		t.Fatal(err)
	}
	if s := next(t, signals, "org.freedesktop.login1.Session.Lock"); s.Path != text {
		t.Errorf("locked %s", s.Path)
	}
}

func TestALoginManagerThatGrantsNothing(t *testing.T) {
	s, conn, _ := bus(t, "")
	startLogind(t, s, fakedesk.LogindOptions{NoPID: true, NoInhibit: true})
	manager := conn.Object("org.freedesktop.login1", "/org/freedesktop/login1")
	if err := manager.Call("org.freedesktop.login1.Manager.GetSessionByPID", 0, uint32(os.Getpid())).Err; err == nil {
		t.Error("the process has a session")
	}
	if err := manager.Call("org.freedesktop.login1.Manager.Inhibit", 0, "sleep", "", "", "delay").Err; err == nil {
		t.Error("a lock was granted")
	}
}
