package fakedesk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/godbus/dbus/v5"
)

// See https://specifications.freedesktop.org/notification-spec/latest/
const (
	notesName = "org.freedesktop.Notifications"
	notesPath = "/org/freedesktop/Notifications"
)

// Reasons a notification was closed for, from the specification.
const (
	dismissed = uint32(2)
	byProgram = uint32(3)
)

// Note is a notification as the server received it.
type Note struct {
	ID       uint32
	App      string
	Replaces uint32 // the ID it asked to replace, 0 for a new one
	Icon     string
	Summary  string
	Body     string
	Actions  []string // key and label in turn
	Hints    map[string]string
	Timeout  int32 // milliseconds; -1 leaves it to the server, 0 means never
	Closed   bool  // no longer on the screen: acted on, withdrawn or replaced
}

// Notes lists everything that was sent, oldest first.
func (d *Desk) Notes() []Note {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.notes)
}

// WaitNote waits for a notification whose summary or body contains a text, and returns the last such.
func (d *Desk) WaitNote(ctx context.Context, contains string) (Note, error) {
	var note Note
	err := d.await(ctx, func() bool {
		for _, n := range slices.Backward(d.notes) {
			if strings.Contains(n.Summary, contains) || strings.Contains(n.Body, contains) {
				note = n
				return true
			}
		}
		return false
	})
	if err != nil {
		return Note{}, fmt.Errorf("no notification with %q among %q: %w", contains, d.summaries(), err)
	}
	return note, nil
}

func (d *Desk) summaries() []string {
	list := []string{}
	for _, n := range d.Notes() {
		list = append(list, n.Summary)
	}
	return list
}

// Invoke presses a notification's button, named by its key, and closes the notification as servers do. The key
// "default" is a click on the notification itself.
func (d *Desk) Invoke(note Note, action string) error {
	var keys []string
	for i := 0; i < len(note.Actions); i += 2 {
		keys = append(keys, note.Actions[i])
	}
	if !slices.Contains(keys, action) {
		return fmt.Errorf("notification %q has no action %q, only %q", note.Summary, action, keys)
	}
	if !d.closeNote(note.ID) {
		return fmt.Errorf("notification %q is no longer there", note.Summary)
	}
	if err := d.conn.Emit(notesPath, notesName+".ActionInvoked", note.ID, action); err != nil {
		return err
	}
	return d.conn.Emit(notesPath, notesName+".NotificationClosed", note.ID, dismissed)
}

// closeNote takes a notification off the screen; false when it is not there.
func (d *Desk) closeNote(id uint32) bool {
	found := false
	d.update(func() { found = d.markClosed(id) })
	return found
}

func (d *Desk) markClosed(id uint32) bool {
	for i := range d.notes {
		if d.notes[i].ID == id && !d.notes[i].Closed {
			d.notes[i].Closed = true
			return true
		}
	}
	return false
}

// server is what programs see at notesPath.
type server struct{ d *Desk }

// Notify shows a notification and returns its ID.
func (s server) Notify(app string, replaces uint32, icon, summary, body string, actions []string,
	hints map[string]dbus.Variant, timeout int32,
) (uint32, *dbus.Error) {
	s.d.answer()
	s.d.waitFor(&s.d.hungNotes)
	n := Note{
		ID: replaces, App: app, Replaces: replaces, Icon: icon, Summary: summary, Body: body,
		Actions: actions, Hints: readable(hints), Timeout: timeout,
	}
	s.d.update(func() {
		if n.ID == 0 {
			n.ID = s.d.lastNote + 1
		}
		s.d.lastNote = max(s.d.lastNote, n.ID)
		s.d.markClosed(n.ID)
		s.d.notes = append(s.d.notes, n)
	})
	return n.ID, nil
}

// CloseNotification withdraws a notification.
func (s server) CloseNotification(id uint32) *dbus.Error {
	if !s.d.closeNote(id) {
		return dbus.MakeFailedError(errors.New("no such notification"))
	}
	_ = s.d.conn.Emit(notesPath, notesName+".NotificationClosed", id, byProgram) // fails only with the bus
	return nil
}

// GetCapabilities lists what the server can do.
func (s server) GetCapabilities() ([]string, *dbus.Error) {
	s.d.answer()
	return s.d.capabilities, nil
}

// GetServerInformation names the server: name, vendor, version, version of the specification.
func (s server) GetServerInformation() (name, vendor, version, spec string, e *dbus.Error) {
	return "fakedesk", "keytray", "1", "1.2", nil
}

// readable turns hints into text. Pictures are only named.
func readable(hints map[string]dbus.Variant) map[string]string {
	text := map[string]string{}
	for key, v := range hints {
		if sig := v.Signature().String(); len(sig) > 1 {
			text[key] = "(" + sig + ")"
		} else {
			text[key] = fmt.Sprint(v.Value())
		}
	}
	return text
}
