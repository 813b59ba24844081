package fakedesk

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/godbus/dbus/v5"
)

// See https://www.freedesktop.org/software/systemd/man/org.freedesktop.login1.html
const (
	loginName    = "org.freedesktop.login1"
	loginPath    = dbus.ObjectPath("/org/freedesktop/login1")
	loginManager = loginName + ".Manager"
	loginSession = loginName + ".Session"
	loginUser    = loginName + ".User"
)

// The sessions that the login manager knows, by their IDs.
const (
	Graphical  = "2"  // where we run
	Background = "3"  // of user@.service: it has no screen
	Text       = "4"  // ours too, on a text console
	Foreign    = "c1" // another user's
)

// LogindOptions says what the login manager knows and grants. The zero value has everything.
type LogindOptions struct {
	NoPID     bool          // GetSessionByPID finds nothing, as for programs below user@.service
	NoDisplay bool          // the user has no graphical session
	NoInhibit bool          // nobody may delay sleep
	MaxDelay  time.Duration // how long inhibitors delay sleep; 5 seconds, as of logind.conf(5), when zero
}

// Logind is a running fake login manager. Its methods may be called from several goroutines.
type Logind struct {
	conn     *dbus.Conn
	options  LogindOptions
	watching sync.WaitGroup // one for each inhibitor

	mu         sync.Mutex // guards what follows
	changed    chan struct{}
	inhibitors map[*os.File]Inhibitor // by our end of the pipe
	sleeping   bool
}

// Inhibitor is what a program has asked to delay sleep with.
type Inhibitor struct{ What, Who, Why, Mode string }

// StartLogind puts a login manager on the bus at busAddress, which plays the system bus: programs find it by
// DBUS_SYSTEM_BUS_ADDRESS. The context bounds the start only; the caller ends it with Close.
func StartLogind(ctx context.Context, busAddress string, o LogindOptions) (*Logind, error) {
	if o.MaxDelay == 0 {
		o.MaxDelay = 5 * time.Second
	}
	l := &Logind{options: o, changed: make(chan struct{}), inhibitors: map[*os.File]Inhibitor{}}
	life, end := context.WithCancel(context.Background())
	inTime := context.AfterFunc(ctx, end)
	conn, err := dbus.Connect(busAddress, dbus.WithContext(life), dbus.WithIncomingInterceptor(answerInhibitByHand))
	if err == nil {
		l.conn = conn
		err = l.serve()
	}
	if !inTime() && err == nil {
		err = ctx.Err()
	}
	if err != nil {
		end() // closes the connection
		return nil, fmt.Errorf("fakedesk: %w", err)
	}
	return l, nil
}

// Close takes the login manager off the bus and forgets its inhibitors. Closing twice does nothing.
func (l *Logind) Close() {
	_ = l.conn.Close() // the bus may be gone already
	l.mu.Lock()
	l.sleeping = true // no new ones
	for r := range l.inhibitors {
		_ = r.Close() // ends the one who waits for it
	}
	l.mu.Unlock()
	l.watching.Wait()
}

// Lock asks for a session to be locked, as "loginctl lock-session" does. It shows in no screen locker. When it returns,
// the bus has passed the signal on.
func (l *Logind) Lock(session string) error {
	return l.emit(sessionPath(session), loginSession+".Lock")
}

// Sleep announces sleep and waits for the programs that delay it. It tells whether all of them released their
// inhibitors in time.
func (l *Logind) Sleep() (released bool, err error) {
	l.update(func() { l.sleeping = true })
	if err := l.emit(loginPath, loginManager+".PrepareForSleep", true); err != nil {
		return false, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), l.options.MaxDelay)
	defer cancel()
	return l.AwaitInhibitors(ctx, 0) == nil, nil
}

// Wake announces that the computer is awake again.
func (l *Logind) Wake() error {
	l.update(func() { l.sleeping = false })
	return l.emit(loginPath, loginManager+".PrepareForSleep", false)
}

// Inhibitors lists what delays sleep.
func (l *Logind) Inhibitors() []Inhibitor {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Collect(maps.Values(l.inhibitors))
}

// AwaitInhibitors waits until so many inhibitors delay sleep.
func (l *Logind) AwaitInhibitors(ctx context.Context, count int) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	for {
		l.mu.Lock()
		now, changed := len(l.inhibitors), l.changed
		l.mu.Unlock()
		if now == count {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("%d inhibitors, not %d: %w", now, count, ctx.Err())
		}
	}
}

func (l *Logind) emit(path dbus.ObjectPath, signal string, body ...any) error {
	if err := l.conn.Emit(path, signal, body...); err != nil {
		return err
	}
	return flush(l.conn)
}

// update changes the state and wakes everybody who waits for a change.
func (l *Logind) update(change func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	change()
	close(l.changed)
	l.changed = make(chan struct{})
}

// serve exports the objects and only then takes the name.
func (l *Logind) serve() error {
	const properties = "org.freedesktop.DBus.Properties"
	ours := uint32(os.Getuid())
	objects := map[dbus.ObjectPath]values{}
	for id, class := range map[string]string{Graphical: "user", Background: "manager", Text: "user", Foreign: "greeter"} {
		uid := ours
		if id == Foreign {
			uid = ours + 1
		}
		objects[sessionPath(id)] = values{"Class": class, "User": reference[uint32]{uid, userPath(uid)}}
	}
	display := reference[string]{Graphical, sessionPath(Graphical)}
	if l.options.NoDisplay {
		display = reference[string]{"", "/"}
	}
	objects[userPath(ours)] = values{"Display": display}
	for path, v := range objects {
		if err := l.conn.Export(v, path, properties); err != nil {
			return err
		}
	}
	if err := l.conn.Export(manager{l}, loginPath, loginManager); err != nil {
		return err
	}
	return take(l.conn, loginName)
}

// sessionPath escapes an ID as sd_bus_path_encode(3) does: a leading digit may not stand for itself.
func sessionPath(id string) dbus.ObjectPath {
	if id[0] >= '0' && id[0] <= '9' {
		id = fmt.Sprintf("_%02x%s", id[0], id[1:])
	}
	return loginPath + "/session/" + dbus.ObjectPath(id)
}

func userPath(uid uint32) dbus.ObjectPath {
	id := fmt.Sprint(uid)
	return loginPath + "/user/" + dbus.ObjectPath(fmt.Sprintf("_%02x%s", id[0], id[1:]))
}

// reference is how an object names another.
type reference[ID any] struct {
	ID   ID
	Path dbus.ObjectPath
}

// values are an object's properties.
type values map[string]any

// Get answers for one property.
func (v values) Get(_, name string) (dbus.Variant, *dbus.Error) {
	value, there := v[name]
	if !there {
		return dbus.Variant{}, dbus.NewError("org.freedesktop.DBus.Error.UnknownProperty", []any{name})
	}
	return dbus.MakeVariant(value), nil
}

// manager is what programs see at loginPath.
type manager struct{ l *Logind }

// GetSessionByPID finds every process in the graphical session, or none.
func (m manager) GetSessionByPID(uint32) (dbus.ObjectPath, *dbus.Error) {
	if m.l.options.NoPID {
		return "", dbus.NewError(loginName+".NoSessionForPID", []any{"the process belongs to no known session"})
	}
	return sessionPath(Graphical), nil
}

// GetSession finds a session by its ID.
func (m manager) GetSession(id string) (dbus.ObjectPath, *dbus.Error) {
	if !slices.Contains([]string{Graphical, Background, Text, Foreign}, id) {
		return "", dbus.NewError(loginName+".NoSuchSession", []any{"no such session"})
	}
	return sessionPath(id), nil
}

// GetUser finds a user by the number.
func (m manager) GetUser(uid uint32) (dbus.ObjectPath, *dbus.Error) {
	if uid != uint32(os.Getuid()) {
		return "", dbus.NewError(loginName+".NoSuchUser", []any{"no such user"})
	}
	return userPath(uid), nil
}

// Inhibit hands out one end of a pipe. Sleep waits until every copy of it is closed.
func (m manager) Inhibit(call dbus.Message, what, who, why, mode string) *dbus.Error {
	if m.l.options.NoInhibit {
		return dbus.NewError("org.freedesktop.DBus.Error.AccessDenied", []any{"permission denied"})
	}
	r, w, err := os.Pipe()
	if err != nil {
		return dbus.MakeFailedError(err)
	}
	refused := false
	m.l.update(func() {
		if refused = m.l.sleeping; !refused {
			m.l.inhibitors[r] = Inhibitor{what, who, why, mode}
			m.l.watching.Go(func() { m.l.awaitRelease(r) })
		}
	})
	if refused {
		_, _ = r.Close(), w.Close()
		return dbus.NewError(loginName+".OperationInProgress", []any{"the operation is already running"})
	}
	defer w.Close() // once it is sent
	m.l.conn.Send(&dbus.Message{
		Type: dbus.TypeMethodReply,
		Headers: map[dbus.HeaderField]dbus.Variant{
			dbus.FieldDestination: call.Headers[dbus.FieldSender],
			dbus.FieldReplySerial: dbus.MakeVariant(call.Serial()),
			dbus.FieldSignature:   dbus.MakeVariant(dbus.SignatureOf(dbus.UnixFD(0))),
		},
		Body: []any{dbus.UnixFD(w.Fd())},
	}, make(chan *dbus.Call, 1))
	return nil
}

// awaitRelease waits until nobody holds the other end.
func (l *Logind) awaitRelease(r *os.File) {
	_, _ = r.Read(make([]byte, 1)) // nothing is ever written
	l.update(func() { delete(l.inhibitors, r) })
	_ = r.Close()
}

// answerInhibitByHand keeps the library from answering a successful Inhibit: it would not say when the answer is sent,
// and our own copy of the inhibitor has to be closed after that.
func answerInhibitByHand(call *dbus.Message) {
	if name, _ := call.Headers[dbus.FieldMember].Value().(string); call.Type == dbus.TypeMethodCall && name == "Inhibit" {
		call.Flags |= dbus.FlagNoReplyExpected
	}
}
