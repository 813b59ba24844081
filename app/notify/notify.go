// Package notify shows notifications with buttons. What they say and when is
// decided elsewhere (rotation, agent); a notification never holds a value.
package notify

import (
	"context"
	"errors"

	"github.com/godbus/dbus/v5"
)

// ErrUnavailable says that nobody shows notifications here.
var ErrUnavailable = errors.New("nobody shows notifications on this desktop")

// Note is one notification. Body is plain text; it is escaped as needed.
type Note struct {
	Tag     string // a note with the same tag takes the place of the earlier one
	Title   string
	Body    string
	NoClick string // put after the body where the desktop shows no buttons
	Buttons []Button
	Urgent  bool // stays until the person closes it
	Brief   bool // goes by itself after a moment and leaves nothing behind
}

// Button is a choice; Action comes back when it is pressed.
type Button struct {
	Action string
	Label  string
}

// Default is the action of a click on the notification itself.
const Default = "default"

// Pressed tells which action was chosen on the note with this tag.
type Pressed func(tag, action string)

// Connect opens a connection to the session bus; the context bounds the opening.
type Connect func(context.Context) (*dbus.Conn, error)

// Notifier shows notes until its Close.
type Notifier interface {
	Show(ctx context.Context, n Note) error
	Close()
}
