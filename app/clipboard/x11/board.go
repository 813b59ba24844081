//go:build !windows && !darwin

// Package x11 is the clipboard of an X server: selections, which one program
// owns and serves to others for as long as it lives.
//
// The rules are those of the ICCCM, section 2; what is asked of clipboard
// managers is KDE's x-kde-passwordManagerHint. When to clear is decided above.
package x11

import (
	"cmp"
	"context"
	"os"
	"sync"
	"time"

	"keytray/app/clipboard"
	"keytray/app/xserver"
)

// limit bounds each call of a board, if its context does not bound it before.
const limit = 3 * time.Second

// Board is the clipboard of one display. It has a connection to the X server
// only while it offers something or guards the clipboard after that.
type Board struct {
	display string

	mu      sync.Mutex
	current *offer // what was put last; maybe over
}

// New makes a board for a display; "" means $DISPLAY. It does not connect yet.
func New(display string) *Board {
	xserver.Tame()
	return &Board{display: cmp.Or(display, os.Getenv("DISPLAY"))}
}

// Traits are the same after each Put.
func (b *Board) Traits() clipboard.Traits {
	return clipboard.Traits{Name: "X11", Conceals: true, SeesPastes: true}
}

// Put offers a value. What was offered before ends only when the new value is
// there. It returns clipboard.ErrNoDisplay, ErrNoAnswer or ErrTool.
func (b *Board) Put(ctx context.Context, given clipboard.Offer) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	o, err := prepare(ctx, b.display, given)
	if err != nil {
		return clipboard.Unchanged(err)
	}
	// From here on the old offer may lose the selection, to us.
	b.current.hush()
	if err := o.own(ctx); err != nil {
		b.current.unhush()
		return clipboard.Unchanged(err) // the connection was cut
	}
	go o.run()
	b.current.end(ctx, selections(o.atoms, given))
	b.current = o
	return nil
}

// Ours asks the server who owns the clipboard.
func (b *Board) Ours(ctx context.Context) (bool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	return b.current.ours(ctx)
}

// Clear gives the clipboard up, unless somebody else has it by now. For a
// moment it watches whether a clipboard manager puts the value back.
func (b *Board) Clear(ctx context.Context) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	return b.current.clear(ctx)
}

// Usable implements clipboard.Checked.
func (b *Board) Usable(ctx context.Context) (clipboard.Traits, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	l, err := connect(ctx, b.display)
	if err == nil {
		l.abort()
	}
	return b.Traits(), err
}

// Close takes away what is offered and stops guarding the clipboard. Nothing is
// told any more. The board can be used again.
func (b *Board) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	b.current.end(ctx, nil)
	b.current = nil
	return nil
}
