package fakedesk

import (
	"fmt"
	"slices"

	"github.com/godbus/dbus/v5"
)

// DropNotes plays a notification server that ends: its notes go with it.
func (d *Desk) DropNotes() error {
	d.update(func() {
		for i := range d.notes {
			d.notes[i].Closed = true
		}
		d.lastNote = 0 // the next one counts from the start, as real ones do
	})
	if _, err := d.conn.ReleaseName(notesName); err != nil {
		return fmt.Errorf("end the notification server: %w", err)
	}
	return nil
}

// OwnNotes plays a notification server that starts.
func (d *Desk) OwnNotes() error {
	if err := d.own(notesName); err != nil {
		return fmt.Errorf("play the notification server: %w", err)
	}
	return nil
}

// Hang plays a notification server that takes calls and does not answer, until Hang(false).
func (d *Desk) Hang(hung bool) { d.hang(&d.hung, hung) }

// HangNotes plays one that answers all calls but those of Notify, until HangNotes(false). It shows those notes then.
func (d *Desk) HangNotes(hung bool) { d.hang(&d.hungNotes, hung) }

func (d *Desk) hang(on *chan struct{}, hung bool) {
	d.update(func() {
		if *on != nil {
			close(*on)
			*on = nil
		}
		if hung {
			*on = make(chan struct{})
		}
	})
}

// answer returns when the server does not hang.
func (d *Desk) answer() { d.waitFor(&d.hung) }

func (d *Desk) waitFor(on *chan struct{}) {
	d.mu.Lock()
	hung := *on
	d.mu.Unlock()
	if hung != nil {
		<-hung
	}
}

// DoNotDisturb plays a person who wants silence, or no longer does. The server tells as Plasma does.
func (d *Desk) DoNotDisturb(quiet bool) error {
	d.update(func() { d.quiet = quiet })
	return d.conn.Emit(notesPath, "org.freedesktop.DBus.Properties.PropertiesChanged", notesName,
		map[string]dbus.Variant{"Inhibited": dbus.MakeVariant(quiet)}, []string{})
}

// serverProperties answers for the properties of server: none in the specification, and one of Plasma.
type serverProperties struct{ d *Desk }

// Get returns one property.
func (p serverProperties) Get(iface, name string) (dbus.Variant, *dbus.Error) {
	if iface != notesName || name != "Inhibited" || !slices.Contains(p.d.capabilities, "inhibitions") {
		return dbus.Variant{}, dbus.MakeFailedError(fmt.Errorf("no property %s.%s", iface, name))
	}
	p.d.mu.Lock()
	defer p.d.mu.Unlock()
	return dbus.MakeVariant(p.d.quiet), nil
}
