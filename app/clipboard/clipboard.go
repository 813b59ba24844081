package clipboard

import (
	"context"
	"errors"
	"sync"
	"time"

	"keytray/app/secret"
)

// Limits of the time a value may stay.
const (
	Shortest = 3 * time.Second
	Longest  = 10 * time.Minute
)

// Live is what is on the clipboard: whose value, and until when.
type Live struct {
	Owner string // "" for nothing
	Until time.Time
}

// Outcome is how clearing ended.
type Outcome string

// Outcomes.
const (
	Cleared Outcome = "cleared"
	Nothing Outcome = "nothing"  // no value of ours was there
	NotOurs Outcome = "not_ours" // somebody else copied since: theirs stays
)

// Clipboard puts one value at a time on a board and clears it at its deadline.
type Clipboard struct {
	board Board
	told  func(Outcome, error) // after the deadline cleared

	work   sync.Mutex // held while the board works: one call at a time
	closed bool       // guarded by work

	mu    sync.Mutex // guards the fields below
	live  Live
	timer *time.Timer
}

// New makes a clipboard. told hears how clearing at the deadline ended; it may
// be nil.
func New(b Board, told func(Outcome, error)) *Clipboard {
	if told == nil {
		told = func(Outcome, error) {}
	}
	return &Clipboard{board: b, told: told}
}

// Live tells what is on the clipboard, as far as we put it there.
func (c *Clipboard) Live() Live {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.live
}

// Copy puts a value on the clipboard until the deadline, which is after from
// now. A second copy takes the place of the first and restarts the clock.
func (c *Clipboard) Copy(ctx context.Context, owner string, v secret.Value, after time.Duration) (Live, error) {
	c.work.Lock()
	defer c.work.Unlock()
	if c.closed {
		return Live{}, ErrClosed
	}
	if err := c.board.Put(ctx, v); err != nil {
		// The value may have got there before the failure, or the one before
		// may still be there: its deadline tries again.
		return Live{}, errors.Join(err, c.board.Clear(context.WithoutCancel(ctx)))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	live := Live{Owner: owner, Until: time.Now().Add(after)}
	if c.timer != nil {
		c.timer.Stop()
	}
	c.live = live
	c.timer = time.AfterFunc(after, func() { c.deadline(live) })
	return live, nil
}

// deadline clears for one copy, unless another has taken its place.
func (c *Clipboard) deadline(of Live) {
	c.work.Lock()
	defer c.work.Unlock()
	if c.Live() != of {
		return
	}
	outcome, err := c.clear(context.Background())
	c.told(outcome, err)
}

// Clear takes our value off the clipboard now, if it is still there.
func (c *Clipboard) Clear(ctx context.Context) (Outcome, error) {
	c.work.Lock()
	defer c.work.Unlock()
	if c.Live() == (Live{}) {
		return Nothing, nil
	}
	return c.clear(ctx)
}

// Close clears and takes no more copies: nobody would clear them.
func (c *Clipboard) Close(ctx context.Context) (Outcome, error) {
	c.work.Lock()
	defer c.work.Unlock()
	c.closed = true
	if c.Live() == (Live{}) {
		return Nothing, nil
	}
	return c.clear(ctx)
}

// clear must be called with work held and something live. After a failure the
// value counts as gone from our hands: the caller tells the person.
func (c *Clipboard) clear(ctx context.Context) (Outcome, error) {
	defer func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.timer.Stop()
		c.live = Live{}
	}()
	ours, err := c.board.Ours(ctx)
	if err != nil {
		return "", err
	}
	if !ours {
		return NotOurs, nil
	}
	return Cleared, c.board.Clear(ctx)
}
