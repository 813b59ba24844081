// Package notify shows notifications with buttons. What they say and when is
// decided elsewhere (rotation, agent); a notification never holds a value.
//
// Each system has its own way:
//
//   - Linux and the BSDs: the Desktop Notifications Specification, on a connection
//     to the session bus of our own.
//   - Windows: toasts through COM, with wintoast of
//     git.sr.ht/~jackmordaunt/go-toast/v2 (MIT; no cgo, no network). A click comes
//     back to the running program by itself. The usual other way, a PowerShell script
//     and a keytray: address that its buttons open, takes a second for each note, and
//     any web page could open such an address. The price is 1.9 MB in the program for
//     Windows, most of it text/template. The library's own XML template does not
//     escape what it is given, so the XML is ours.
//   - macOS: a program without a signed bundle has no notifications of its own, so
//     osascript shows them. They have no buttons.
package notify

import (
	"context"
	"time"

	"keytray/app/text"

	"github.com/godbus/dbus/v5"
)

// ErrUnavailable says that nobody shows notifications here.
var ErrUnavailable = text.Error("nobody shows notifications on this desktop")

// ErrQuiet says that the person does not want to be disturbed now. The note was
// not shown; appeared is called when it may be.
var ErrQuiet = text.Error("the person does not want to be disturbed now")

// showLimit bounds each Show: what shows the note is another program, which may
// hang.
const showLimit = 3 * time.Second

// Note is one notification. Title and Body are plain text; they are escaped as
// needed. A desktop may show the title alone.
type Note struct {
	Tag     string // a note with the same tag takes the place of the earlier one
	Title   string
	Body    string
	NoClick string   // put after the body where the desktop shows no buttons
	Buttons []Button // at most two are shown
	Urgent  bool     // stays until the person closes it, and comes through silence
	Stays   bool     // stays, but is no more urgent than others
	Brief   bool     // goes by itself after a moment and leaves nothing behind
	// Serial comes back with a click: earlier notes with the same tag may still be on
	// the screen.
	Serial uint64
}

// Button is a choice; Action comes back when it is pressed.
type Button struct {
	Action string
	Label  string
}

// Default is the action of a click on the notification itself.
const Default = "default"

// Press is a choice that a person made on a note.
type Press struct {
	Tag    string
	Serial uint64 // of the note; 0 if it had none, or one that cannot be read
	Action string
}

// Pressed tells of a press.
type Pressed func(Press)

// Connect opens a connection to the session bus; the context bounds the opening.
type Connect func(context.Context) (*dbus.Conn, error)

// Notifier shows notes until its Close. Show returns within 3 seconds, with
// ErrUnavailable or ErrQuiet if the note was not shown.
//
// Withdraw takes the note with a tag off the screen, if it is there and the system
// lets us. Close does so with those that have buttons: nobody would answer them.
type Notifier interface {
	Show(ctx context.Context, n Note) error
	Withdraw(tag string)
	Close()
}

// buttons are those that are shown: more crowd a small note.
func (n Note) buttons() []Button { return n.Buttons[:min(len(n.Buttons), 2)] }

// unclickable is the body where a note has no buttons.
func (n Note) unclickable() string {
	if n.Body == "" || n.NoClick == "" {
		return n.Body + n.NoClick
	}
	return n.Body + " " + n.NoClick
}
