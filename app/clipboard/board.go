// Package clipboard copies a secret, and takes it away again by itself.
//
// A Board is the clipboard of one system; the packages below this one have one
// each. Clipboard adds the rules that hold on every system: when to clear, and
// never to touch what somebody else copied.
package clipboard

import (
	"context"
	"errors"
	"fmt"

	"keytray/app/secret"
	"keytray/app/text"
)

// What can go wrong with a board.
var (
	ErrNoDisplay  = text.Error("there is no display, so no clipboard")
	ErrNoTool     = text.Error("no clipboard tool is installed")
	ErrTimeout    = text.Error("the clipboard did not answer in time")
	ErrNoAnswer   = text.Error("the clipboard did not answer in time, and nothing was copied")
	ErrNotCleared = text.Error("the value is still on the clipboard after clearing it")
	ErrTool       = text.Error("the clipboard tool failed")
	ErrRefused    = text.Error("the desktop does not let a program without the focus copy")
	ErrUnfit      = text.Error("this board does not work on this desktop")
	ErrClosed     = text.Error("the program is ending")
)

// Board is the clipboard of one system. Its methods are called by one goroutine
// at a time.
type Board interface {
	// Put offers a value to other programs; it takes the place of what was
	// offered before. After ErrTimeout the value may be there, or come, or what
	// was there before is; after other errors the latter.
	Put(ctx context.Context, o Offer) error
	// Ours tells whether what Put offered last is still there, and not what
	// somebody else copied since.
	Ours(ctx context.Context) (bool, error)
	// Clear takes away what Put offered last; it does nothing if that is gone.
	// ErrNotCleared says that it is there all the same.
	Clear(ctx context.Context) error
	// Traits tell what the board can do. They may differ after each Put.
	Traits() Traits
}

// Unchanged is for a board that knows after a timeout that its Put did nothing.
func Unchanged(err error) error {
	if errors.Is(err, ErrTimeout) {
		return fmt.Errorf("%w (%v)", ErrNoAnswer, err)
	}
	return err
}

// Offer is what Put offers.
type Offer struct {
	// Value may be wiped by the caller when Put has returned. A board that keeps
	// it makes a copy, and wipes that as soon as it is not needed any more.
	Value secret.Value
	// Once takes the value away after the first paste, on a board that sees
	// pastes; others ignore it.
	Once bool
	// Primary offers the value for pasting with the middle button too, where
	// there is such a thing.
	Primary bool
	// Told hears what becomes of the offer. It is called from any goroutine, maybe
	// before Put returns, and never after another Put or Clear has returned,
	// except for Returned and Kept. It does not block.
	Told func(Event)
}

// Event is what became of an offer without our doing.
type Event string

// Events. A board tells those that it sees.
const (
	Pasted   Event = "pasted"   // of an offer with Once: it was pasted, and is gone now
	Taken    Event = "taken"    // somebody else copied
	Lost     Event = "lost"     // the display ended, and the clipboard with it
	Returned Event = "returned" // after Clear another program put the value back, and it was taken away again
	Kept     Event = "kept"     // that program went on doing so, and the value is there now
)

// Traits tell what a board can do.
type Traits struct {
	Name       string // what a person may know it by: X11, Wayland, wl-copy …
	Conceals   bool   // clipboard managers are asked not to keep the value
	SeesPastes bool   // Once works
	Outlives   bool   // what was put stays when this process dies: a Guard is needed
}

// Checked is a board that can tell, without copying, whether it works here now,
// and what it can do here. Any goroutine may ask.
type Checked interface {
	Usable(ctx context.Context) (Traits, error)
}

// Closer is a board that may go on with something after Clear: with watching
// that nobody puts the value back. Close ends it.
type Closer interface {
	Close() error
}

// Lasting is a board whose values outlive the process that put them.
type Lasting interface {
	Board
	// Mark is what the system knows the last Put by, "" if it has no such thing.
	Mark() string
	// ClearIf empties the clipboard if it still has that mark; without a mark, if
	// its text is what is looked for.
	ClearIf(ctx context.Context, mark string, looked func(text []byte) bool) (Outcome, error)
}
