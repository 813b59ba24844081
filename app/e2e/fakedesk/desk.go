// Package fakedesk plays the desktop around a tray program, in process: a tray host (org.kde.StatusNotifierWatcher)
// that reads and clicks dbusmenu menus, and a notification server (org.freedesktop.Notifications) whose buttons can be
// pressed. It draws nothing. Tests and the demo drive a program through it as a person would.
//
// The bus, keyring and display it needs come from package session.
package fakedesk

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/godbus/dbus/v5"
)

// limit bounds every wait, also where the caller's context has no deadline.
const limit = 30 * time.Second

// Options says what the desktop offers. The zero value has everything.
type Options struct {
	NoWatcher       bool     // no tray host until OwnWatcher
	NoNotifications bool     // no notification server
	Capabilities    []string // of the notification server; actions, body, body-markup and persistence when nil. With inhibitions it has Inhibited
	Eager           bool     // fetch the menu's layout at each LayoutUpdated, as real panels do
}

// Desk is a running fake desktop. Its methods may be called from several goroutines.
type Desk struct {
	conn         *dbus.Conn // ours alone
	eager        bool
	capabilities []string
	ended        chan struct{}  // closed when the last signal has been handled
	fetches      sync.WaitGroup // eager reads under way

	mu       sync.Mutex // guards what follows
	changed  chan struct{}
	gone     bool // closed, or the bus went away
	watching bool // we own the watcher's name
	items    []registered
	menuSeen int // menu signals and registrations so far: when it moves, a menu read before may be stale
	layouts  int // LayoutUpdated signals
	icons    int // NewIcon signals
	notes    []Note
	lastNote uint32
	quiet    bool          // the person does not want to be disturbed
	hung     chan struct{} // closed when the notification server answers again; nil while it does

	hungNotes chan struct{} // the same for Notify alone
}

// Start puts a fake desktop on the bus at busAddress. The context bounds the start only; the caller ends the desktop
// with Close. It is an error when somebody else plays one of its parts already.
func Start(ctx context.Context, busAddress string, o Options) (*Desk, error) {
	conn, err := connect(ctx, busAddress)
	if err != nil {
		return nil, fmt.Errorf("fakedesk: %w", err)
	}
	d := &Desk{conn: conn, eager: o.Eager, capabilities: o.Capabilities, ended: make(chan struct{}), changed: make(chan struct{})}
	if d.capabilities == nil {
		d.capabilities = []string{"actions", "body", "body-markup", "persistence"}
	}
	if err := d.serve(ctx, o); err != nil {
		_ = conn.Close()
		return nil, fmt.Errorf("fakedesk: %w", err)
	}
	return d, nil
}

// Close takes the desktop off the bus. Closing twice does nothing.
func (d *Desk) Close() {
	d.Hang(false)
	d.HangNotes(false)
	_ = d.conn.Close() // the bus may be gone already
	<-d.ended
	d.fetches.Wait()
}

// connect opens a connection that delivers signals in order.
func connect(ctx context.Context, address string) (*dbus.Conn, error) {
	conn, err := dbus.Dial(address, dbus.WithSignalHandler(dbus.NewSequentialSignalHandler()))
	if err != nil {
		return nil, err
	}
	inTime := context.AfterFunc(ctx, func() { _ = conn.Close() })
	if err = conn.Auth(nil); err == nil {
		err = conn.Hello()
	}
	if !inTime() && err == nil {
		err = ctx.Err()
	}
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}

// serve exports our objects, listens to the programs' signals and only then takes the names that invite programs in.
func (d *Desk) serve(ctx context.Context, o Options) error {
	for _, e := range []struct {
		object any
		path   dbus.ObjectPath
		iface  string
	}{
		{watcher{d}, watcherPath, watcherName},
		{watcherProperties{d}, watcherPath, "org.freedesktop.DBus.Properties"},
		{server{d}, notesPath, notesName},
		{serverProperties{d}, notesPath, "org.freedesktop.DBus.Properties"},
	} {
		if err := d.conn.Export(e.object, e.path, e.iface); err != nil {
			return err
		}
	}
	for _, match := range [][]dbus.MatchOption{
		{dbus.WithMatchInterface(menuInterface)},
		{dbus.WithMatchInterface(itemInterface)},
		{dbus.WithMatchSender("org.freedesktop.DBus"), dbus.WithMatchMember("NameOwnerChanged")},
	} {
		if err := d.conn.AddMatchSignalContext(ctx, match...); err != nil {
			return err
		}
	}
	signals := make(chan *dbus.Signal, 16)
	d.conn.Signal(signals)
	go d.listen(signals)
	if !o.NoWatcher {
		if err := d.OwnWatcher(); err != nil {
			return err
		}
	}
	if !o.NoNotifications {
		return d.OwnNotes()
	}
	return nil
}

// own takes a name on the bus.
func (d *Desk) own(name string) error {
	reply, err := d.conn.RequestName(name, dbus.NameFlagDoNotQueue)
	if err == nil && reply != dbus.RequestNameReplyPrimaryOwner && reply != dbus.RequestNameReplyAlreadyOwner {
		err = fmt.Errorf("somebody else owns %s", name)
	}
	return err
}

// update changes the state and wakes everybody who waits for a change.
func (d *Desk) update(change func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	change()
	close(d.changed)
	d.changed = make(chan struct{})
}

var errGone = errors.New("the desktop is closed or its bus went away")

// await waits until ready, which is called with the lock held, is true.
func (d *Desk) await(ctx context.Context, ready func() bool) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	for {
		d.mu.Lock()
		ok, gone, changed := ready(), d.gone, d.changed
		d.mu.Unlock()
		if ok {
			return nil
		}
		if gone {
			return errGone
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
