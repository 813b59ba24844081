//go:build linux

package wayland

import (
	"context"
	"syscall"
	"time"

	"keytray/app/clipboard"
)

// How long after Put nobody gets the text. Clipboard managers read as soon as
// something was copied, and no person pastes as fast. Who reads cannot be told,
// so a value for one paste is better late than pasted by a manager.
const (
	quietTime     = 250 * time.Millisecond
	quietTimeOnce = time.Second
)

// Board owns the clipboard through data control.
type Board struct {
	current *offering
	quiet   func(once bool) time.Duration
}

// New makes a board. It connects on Put.
func New() *Board { return &Board{quiet: quietFor} }

func quietFor(once bool) time.Duration {
	if once {
		return quietTimeOnce
	}
	return quietTime
}

// Put implements clipboard.Board. It returns when the value can be pasted.
// ErrUnfit: this compositor has no data control;
// ErrRefused: it has, and did not take the value; ErrNoDisplay: no compositor.
func (b *Board) Put(ctx context.Context, offer clipboard.Offer) error {
	value, hidden := offer.Value.Reveal(), b.quiet(offer.Once)
	next := &offering{
		told: offer.Told, value: hold(value), print: printOf(value),
		once: offer.Once, hidden: hidden, paused: true,
	}
	if b.current != nil {
		b.current.pause()
	}
	if err := next.put(ctx, offer.Primary); err != nil {
		next.close()
		if b.current != nil {
			b.current.resume()
		}
		return clipboard.Unchanged(err) // its connection is closed
	}
	if b.current != nil {
		b.current.close()
	}
	b.current = next
	next.resume()
	select {
	case <-time.After(hidden):
	case <-ctx.Done():
	}
	return nil
}

// Ours implements clipboard.Board.
func (b *Board) Ours(ctx context.Context) (bool, error) {
	if b.current == nil {
		return false, nil
	}
	return b.current.ours(ctx)
}

// Clear implements clipboard.Board. For two seconds it looks out for programs
// that put the value back.
func (b *Board) Clear(ctx context.Context) error {
	if b.current == nil {
		return nil
	}
	return b.current.clear(ctx)
}

// Close ends all that the board does; what it has put is gone.
func (b *Board) Close() error {
	if b.current != nil {
		b.current.close()
		b.current = nil
	}
	return nil
}

// Usable implements clipboard.Checked.
func (b *Board) Usable(ctx context.Context) (clipboard.Traits, error) {
	c, err := open(ctx)
	if err != nil {
		return clipboard.Traits{}, err
	}
	c.close()
	return b.Traits(), nil
}

// Traits implements clipboard.Board.
func (b *Board) Traits() clipboard.Traits {
	return clipboard.Traits{Name: "Wayland", Conceals: true, SeesPastes: true}
}

func closeFile(_ string, fd int) { _ = syscall.Close(fd) }
