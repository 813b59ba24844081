package pasteboard

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"keytray/app/clipboard"
)

// limit is for one call: the pasteboard is a process of its own, and may hang.
const limit = 3 * time.Second

var errNoText = errors.New("the value is not a text")

// Board is the general pasteboard. Its values outlive the process: the
// pasteboard server keeps them.
type Board struct {
	busy chan struct{} // full while a call is under way, also one that nobody waits for any more
	put  atomic.Int64  // the count of changes after the last Put; 0 when it is gone
}

var _ clipboard.Lasting = (*Board)(nil)

// New makes a board. It needs no closing.
func New() *Board { return &Board{busy: make(chan struct{}, 1)} }

// Traits implements clipboard.Board.
func (b *Board) Traits() clipboard.Traits {
	return clipboard.Traits{Name: "macOS", Conceals: true, Outlives: true}
}

// Put implements clipboard.Board.
func (b *Board) Put(ctx context.Context, o clipboard.Offer) error {
	if !utf8.Valid(o.Value.Reveal()) {
		return fmt.Errorf("%w: %w", clipboard.ErrTool, errNoText)
	}
	kit, err := b.begin(ctx)
	if err != nil {
		return err
	}
	value := bytes.Clone(o.Value.Reveal()) // it may be needed after this returns
	return b.run(ctx, kit, func(g general) error {
		defer clear(value)
		b.put.Store(0)
		now := g.prepare()
		for _, mark := range marks { // before the text: nobody sees it without them
			if !g.set(mark, nil) {
				return g.giveUp(now)
			}
		}
		if !g.set(text, value) {
			return g.giveUp(now)
		}
		b.put.Store(int64(g.changes())) // not now, in case that setting counts too
		return nil
	})
}

// giveUp leaves nothing of ours behind.
func (g general) giveUp(put int) error {
	if g.changes() == put {
		_ = g.clear()
	}
	return fmt.Errorf("%w: the pasteboard does not take the value", clipboard.ErrTool)
}

// Ours implements clipboard.Board.
func (b *Board) Ours(ctx context.Context) (bool, error) {
	found := make(chan bool, 1)
	err := b.do(ctx, func(g general) error {
		found <- b.there(g)
		return nil
	})
	if err != nil {
		return false, err
	}
	return <-found, nil
}

// there must be called within do.
func (b *Board) there(g general) bool {
	put := b.put.Load()
	return put != 0 && int64(g.changes()) == put
}

// Clear implements clipboard.Board. Nothing keeps another program from copying
// between the look at the count and the clearing: that takes microseconds.
func (b *Board) Clear(ctx context.Context) error {
	return b.do(ctx, func(g general) error {
		if b.there(g) {
			if err := g.clear(); err != nil {
				return err
			}
		}
		b.put.Store(0)
		return nil
	})
}

// Mark implements clipboard.Lasting: the count of changes. There is none while a
// Put that timed out may still come.
func (b *Board) Mark() string {
	if put := b.put.Load(); put != 0 {
		return strconv.FormatInt(put, 10)
	}
	return ""
}

// ClearIf implements clipboard.Lasting. It goes by the mark if there is one:
// from macOS 15.4 on the system may ask the person before a program reads what
// another copied
// (https://developer.apple.com/documentation/appkit/nspasteboard/accessbehavior-swift.enum).
func (b *Board) ClearIf(ctx context.Context, mark string, looked func(text []byte) bool) (clipboard.Outcome, error) {
	outcome := make(chan clipboard.Outcome, 1)
	err := b.do(ctx, func(g general) error {
		before, fits := g.changes(), false
		if mark != "" {
			if mark != strconv.Itoa(before) {
				outcome <- clipboard.NotOurs
				return nil
			}
			outcome <- clipboard.Cleared
			return g.clear()
		}
		switch found := g.text(func(text []byte) { fits = looked(text) }); {
		case !found:
			outcome <- clipboard.Nothing
			return nil
		case !fits || g.changes() != before:
			outcome <- clipboard.NotOurs
			return nil
		}
		outcome <- clipboard.Cleared
		return g.clear()
	})
	if err != nil {
		return "", err
	}
	return <-outcome, nil
}

// do calls f with the pasteboard.
func (b *Board) do(ctx context.Context, f func(general) error) error {
	kit, err := b.begin(ctx)
	if err != nil {
		return err
	}
	return b.run(ctx, kit, f)
}

// begin waits for the call before. After it, run must follow.
func (b *Board) begin(ctx context.Context) (*appKit, error) {
	kit, err := load()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	select {
	case b.busy <- struct{}{}:
		return kit, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("%w: %w", clipboard.ErrTimeout, ctx.Err())
	}
}

// run waits for f for limit at most; f goes on then, and the next call waits.
func (b *Board) run(ctx context.Context, kit *appKit, f func(general) error) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	done := make(chan error, 1)
	go func() {
		defer func() { <-b.busy }()
		onMain(func() {
			done <- kit.inPool(func() error {
				g, err := kit.general()
				if err != nil {
					return err
				}
				return f(g)
			})
		})
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return fmt.Errorf("%w: %w", clipboard.ErrTimeout, ctx.Err())
	}
}
