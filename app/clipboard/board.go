// Package clipboard copies a secret, and takes it away again by itself.
//
// A Board is the clipboard of one system. Clipboard adds the rules that hold on
// every system: when to clear, and never to touch what somebody else copied.
package clipboard

import (
	"context"
	"errors"

	"keytray/app/secret"
)

// What can go wrong with a board.
var (
	ErrNoDisplay  = errors.New("there is no display, so no clipboard")
	ErrNoTool     = errors.New("no clipboard tool is installed")
	ErrTimeout    = errors.New("the clipboard did not answer in time")
	ErrNotCleared = errors.New("the value is still on the clipboard after clearing it")
	ErrTool       = errors.New("the clipboard tool failed")
	ErrClosed     = errors.New("the program is ending")
)

// Board is the clipboard of one system. It is used by one goroutine at a time.
type Board interface {
	// Put offers v to other programs, marked as a secret where that is possible.
	// After ErrTimeout v may be there, or come; after other errors it is not.
	Put(ctx context.Context, v secret.Value) error
	// Ours tells whether what Put offered last is still there, and not what
	// somebody else copied since.
	Ours(ctx context.Context) (bool, error)
	// Clear takes away what Put offered last; it does nothing if that is gone.
	Clear(ctx context.Context) error
}
