//go:build !windows && !darwin

package notify

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/godbus/dbus/v5"
)

// Names of the Desktop Notifications Specification 1.2 (freedesktop.org).
const (
	server  = "org.freedesktop.Notifications"
	path    = "/org/freedesktop/Notifications"
	appName = "Keytray"
	appID   = "io.github.keytray"
)

const (
	bus        = "org.freedesktop.DBus"
	properties = "org.freedesktop.DBus.Properties"
)

type freedesktop struct {
	connect  Connect
	pressed  Pressed
	appeared func()
	icon     func() *picture // decoded when first shown

	mu    sync.Mutex // held during each Show
	conn  *dbus.Conn
	owner string            // the server's unique name; empty while none is known
	last  map[string]*shown // by tag; by that server
}

// shown is a note that was handed to the server.
type shown struct {
	id      uint32
	serial  uint64
	buttons bool
	closed  bool // by the server or the person, or withdrawn
}

// New makes a notifier; icon is a PNG. connect must open a private connection:
// signals arrive on it. It is called at the first note, and again if the bus
// went away. appeared is told when somebody begins to show notifications, or does
// so again: what could not be shown may be tried now. It and pressed come from a
// goroutine of the notifier's own, one after the other.
func New(connect Connect, icon []byte, pressed Pressed, appeared func()) Notifier {
	return &freedesktop{
		connect: connect, pressed: pressed, appeared: appeared, last: map[string]*shown{},
		icon: sync.OnceValue(func() *picture { return decode(icon) }),
	}
}

func (f *freedesktop) Show(ctx context.Context, n Note) error {
	ctx, cancel := context.WithTimeout(ctx, showLimit)
	defer cancel()
	f.mu.Lock()
	defer f.mu.Unlock()
	err := f.show(ctx, n)
	if err != nil && !errors.Is(err, ErrQuiet) {
		err = errors.Join(ErrUnavailable, err)
	}
	return err
}

// show must hold mu.
func (f *freedesktop) show(ctx context.Context, n Note) error {
	if err := f.open(ctx); err != nil {
		return err
	}
	object := f.conn.Object(server, path)
	var can []string
	if err := object.CallWithContext(ctx, server+".GetCapabilities", 0).Store(&can); err != nil {
		return err
	}
	// After a call that starts the server where the bus does that.
	var owner string
	if err := f.conn.BusObject().CallWithContext(ctx, bus+".GetNameOwner", 0, server).Store(&owner); err != nil {
		return err
	}
	f.meet(owner)
	if !n.Urgent && !n.Brief && quiet(ctx, object, can) {
		return ErrQuiet
	}
	var replaces, id uint32
	last := f.last[n.Tag]
	if last != nil && !last.closed {
		replaces = last.id
	}
	call := object.Go(server+".Notify", 0, make(chan *dbus.Call, 1), appName, replaces, appID,
		n.Title, body(n, can), actions(n, can), f.hints(n), timeout(n))
	select {
	case <-call.Done:
	case <-ctx.Done():
		go f.late(call, n.Tag, last)
		return ctx.Err()
	}
	err := call.Store(&id)
	if err == nil {
		f.last[n.Tag] = &shown{id: id, serial: n.Serial, buttons: len(n.Buttons) > 0}
	}
	return err
}

// late takes away a note that the server has shown after all, in the place of an
// earlier one: who asked for it was told that it is not there, and asks again.
func (f *freedesktop) late(call *dbus.Call, tag string, earlier *shown) {
	<-call.Done // at the latest when the connection ends
	var id uint32
	if call.Store(&id) != nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	last := f.last[tag]
	switch {
	case last == nil || last.id != id:
		f.withdrawID(id)
	case last == earlier:
		f.withdraw(last)
	} // else the next one has taken its place
}

// meet makes note of who the server is now, and tells whether that is news. What
// an earlier one called a note, this one may call another program's. It must hold mu.
func (f *freedesktop) meet(owner string) bool {
	if owner == f.owner {
		return false
	}
	f.owner = owner
	clear(f.last)
	return true
}

// quiet tells whether the person has asked the desktop for silence. Plasma says so
// in a property, Inhibited, that is in no version of the specification, and
// announces it as the capability "inhibitions" (libnotificationmanager in
// plasma-workspace). It would put the note away unseen. The servers of GNOME Shell
// and Xfce have no such property: they put the note away by themselves, and we
// cannot know.
func quiet(ctx context.Context, object dbus.BusObject, can []string) bool {
	if !slices.Contains(can, "inhibitions") {
		return false
	}
	var inhibited bool
	err := object.CallWithContext(ctx, properties+".Get", 0, server, "Inhibited").Store(&inhibited)
	return err == nil && inhibited
}

// open connects and listens, unless a connection is alive. It stays open while
// there is no server, so that one that starts is seen. It must hold mu.
func (f *freedesktop) open(ctx context.Context) error {
	if f.conn != nil && f.conn.Connected() {
		return nil
	}
	conn, err := f.connect(ctx)
	if err != nil {
		return err
	}
	signals := make(chan *dbus.Signal, 16)
	conn.Signal(signals)
	for _, match := range matches {
		if err := conn.AddMatchSignalContext(ctx, match...); err != nil {
			_ = conn.Close()
			return err
		}
	}
	f.conn = conn
	f.meet("")
	go func() {
		for s := range signals { // closed with the connection
			f.receive(s)
		}
	}()
	return nil
}

// withdrawLimit bounds a call that nothing depends on.
const withdrawLimit = 500 * time.Millisecond

func (f *freedesktop) Withdraw(tag string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if last := f.last[tag]; last != nil {
		f.withdraw(last)
	}
}

// withdraw must hold mu.
func (f *freedesktop) withdraw(n *shown) {
	if !n.closed {
		n.closed = true
		f.withdrawID(n.id)
	}
}

// withdrawID must hold mu.
func (f *freedesktop) withdrawID(id uint32) {
	ctx, cancel := context.WithTimeout(context.Background(), withdrawLimit)
	defer cancel()
	// An error says that it is not there any more.
	_ = f.conn.Object(server, path).CallWithContext(ctx, server+".CloseNotification", dbus.FlagNoAutoStart, id).Err
}

func (f *freedesktop) Close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.conn == nil {
		return
	}
	for _, last := range f.last {
		if last.buttons {
			f.withdraw(last)
		}
	}
	_ = f.conn.Close()
}
