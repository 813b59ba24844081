//go:build !windows && !darwin

package desktop

import (
	"context"
	"errors"
	"os"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
)

// Names of https://www.freedesktop.org/software/systemd/man/org.freedesktop.login1.html
// which elogind has too.
const (
	login1        = "org.freedesktop.login1"
	login1Path    = "/org/freedesktop/login1"
	login1Manager = login1 + ".Manager"
	login1Session = login1 + ".Session"
	login1User    = login1 + ".User"
)

// logind is the watch on the system bus.
type logind struct {
	conn    *dbus.Conn
	session dbus.ObjectPath // ours; empty when logind knows none

	inhibitor *os.File        // while open, sleep waits for us
	granted   chan *dbus.Call // the answer to asking for it
	asked     bool            // the answer is still to come
	asleep    bool
}

func watchLogind(ctx context.Context, to chan<- departure) error {
	starting, cancel := context.WithTimeout(ctx, askLimit)
	defer cancel()
	conn, signals, err := subscribe(starting, systemBus, dbus.WithMatchSender(login1))
	if err != nil {
		return err
	}
	l := &logind{conn: conn, granted: make(chan *dbus.Call, 1)}
	defer l.close()
	if _, err := owner(starting, conn, login1); err != nil {
		return err
	}
	l.inhibit() // subscribed before, so that no sleep passes unseen
	l.session = l.findSession(ctx)
	for {
		select {
		case s, ok := <-signals:
			if !ok {
				return errNoSystemBus
			}
			l.receive(ctx, s, to)
		case call := <-l.granted:
			l.grant(call)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// receive reads a signal. Any program can send us one directly, of any shape.
func (l *logind) receive(ctx context.Context, s *dbus.Signal, to chan<- departure) {
	switch s.Name {
	case login1Session + ".Lock":
		if owns(ctx, l.conn, s.Sender, login1) && l.concernsUs(ctx, s.Path) {
			announce(ctx, to, Locked)
		}
	case login1Manager + ".PrepareForSleep":
		if len(s.Body) != 1 || !owns(ctx, l.conn, s.Sender, login1) {
			return
		}
		if l.asleep = isTrue(s.Body); l.asleep {
			announce(ctx, to, Asleep)
			l.release()
		} else {
			l.inhibit()
		}
	}
}

// inhibit asks for a lock that makes sleep wait for us. The answer is not waited
// for: without it the watch goes on, only with less time.
// See https://systemd.io/INHIBITOR_LOCKS/
func (l *logind) inhibit() {
	select {
	case call := <-l.granted: // a refusal from before the wake
		l.grant(call)
	default:
	}
	if l.inhibitor != nil || l.asked {
		return
	}
	l.asked = true
	l.conn.Object(login1, login1Path).Go(login1Manager+".Inhibit", dbus.FlagNoAutoStart, l.granted,
		"sleep", "Keytray", "clear the clipboard", "delay")
}

// grant keeps the lock, unless the computer began to sleep while we asked.
func (l *logind) grant(call *dbus.Call) {
	l.asked = false
	var fd dbus.UnixFD
	if call.Store(&fd) != nil {
		return
	}
	l.inhibitor = os.NewFile(uintptr(fd), "inhibitor")
	if l.asleep {
		l.release()
	}
}

func (l *logind) release() {
	if l.inhibitor != nil {
		_ = l.inhibitor.Close() // a pipe that nothing is written to
		l.inhibitor = nil
	}
}

// close leaves no lock behind. It waits for the answer when one is to come: a
// connection that is closed in the middle of a message loses the descriptor that
// came with it, which then stays open until the process ends.
func (l *logind) close() {
	if l.asked {
		select {
		case call := <-l.granted:
			l.grant(call)
		case <-time.After(askLimit):
		}
	}
	_ = l.conn.Close()
	if l.asked {
		l.grant(<-l.granted) // closing completes every call
	}
	l.release()
}

// findSession asks for the session that we run in. Desktops start programs below
// user@.service, which is in no session: then it is the one in the environment,
// or else the user's graphical one.
func (l *logind) findSession(ctx context.Context) dbus.ObjectPath {
	ctx, cancel := context.WithTimeout(ctx, askLimit)
	defer cancel()
	var path dbus.ObjectPath
	if l.call(ctx, login1Path, login1Manager+".GetSessionByPID", uint32(os.Getpid())).Store(&path) == nil && l.locks(ctx, path) {
		return path
	}
	if id := os.Getenv("XDG_SESSION_ID"); id != "" &&
		l.call(ctx, login1Path, login1Manager+".GetSession", id).Store(&path) == nil && l.locks(ctx, path) {
		return path
	}
	var display struct {
		ID   string // empty without one
		Path dbus.ObjectPath
	}
	if l.call(ctx, login1Path, login1Manager+".GetUser", uint32(os.Getuid())).Store(&path) == nil &&
		l.property(ctx, path, login1User, "Display", &display) == nil && display.ID != "" {
		return display.Path
	}
	return ""
}

// locks tells whether a session can lock at all: those of user@.service (class
// manager, since systemd 256) and of cron (background) have no screen.
func (l *logind) locks(ctx context.Context, session dbus.ObjectPath) bool {
	var class string
	err := l.property(ctx, session, login1Session, "Class", &class)
	return err != nil || strings.HasPrefix(class, "user")
}

// concernsUs tells whether the lock of a session is ours. While we know no
// session of our own it is, unless logind says that it is another user's: a key
// wiped too early is copied again, one wiped too late may be read.
func (l *logind) concernsUs(ctx context.Context, session dbus.ObjectPath) bool {
	if l.session != "" {
		return session == l.session
	}
	ctx, cancel := context.WithTimeout(ctx, askLimit)
	defer cancel()
	var user struct {
		ID   uint32
		Path dbus.ObjectPath
	}
	err := l.property(ctx, session, login1Session, "User", &user)
	return err != nil || user.ID == uint32(os.Getuid())
}

func (l *logind) call(ctx context.Context, path dbus.ObjectPath, method string, args ...any) *dbus.Call {
	return l.conn.Object(login1, path).CallWithContext(ctx, method, dbus.FlagNoAutoStart, args...)
}

func (l *logind) property(ctx context.Context, path dbus.ObjectPath, iface, name string, into any) error {
	var v dbus.Variant
	if err := l.call(ctx, path, "org.freedesktop.DBus.Properties.Get", iface, name).Store(&v); err != nil {
		return err
	}
	return v.Store(into)
}

var errNoSystemBus = errors.New("there is no system bus")

// systemBus is to the system bus what Bus is to the session's.
func systemBus(ctx context.Context) (*dbus.Conn, error) {
	// In order, or a wake could overtake its sleep.
	conn, err := dbus.SystemBusPrivate(dbus.WithSignalHandler(dbus.NewSequentialSignalHandler()))
	if err != nil {
		return nil, errors.Join(errNoSystemBus, err)
	}
	return greet(ctx, conn, errNoSystemBus)
}
