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
//
// Once begun it is not cancelled, nor is clearing: the board has limits of its
// own, and a value that is half-way there must be followed to its end.
func (c *Clipboard) Copy(ctx context.Context, owner string, v secret.Value, after time.Duration) (Live, error) {
	c.work.Lock()
	defer c.work.Unlock()
	if c.closed {
		return Live{}, ErrClosed
	}
	err := c.board.Put(context.WithoutCancel(ctx), v)
	if err != nil && !errors.Is(err, ErrTimeout) {
		return Live{}, err // it is not there
	}
	// After ErrTimeout it may still come: the deadline looks for it.
	c.mu.Lock()
	defer c.mu.Unlock()
	live := Live{Owner: owner, Until: time.Now().Add(after)}
	if c.timer != nil {
		c.timer.Stop()
	}
	c.live = live
	c.timer = time.AfterFunc(after, func() { c.deadline(live) })
	return live, err
}

// deadline clears for one copy, unless another has taken its place. If that
// fails the value counts as out of our hands: told says so.
func (c *Clipboard) deadline(of Live) {
	c.work.Lock()
	if c.Live() != of {
		c.work.Unlock()
		return
	}
	outcome, err := c.clear()
	c.forget()
	c.work.Unlock()
	c.told(outcome, err)
}

// Clear takes our value off the clipboard now, if it is still there. If it
// fails the deadline tries again.
func (c *Clipboard) Clear() (Outcome, error) {
	c.work.Lock()
	defer c.work.Unlock()
	if c.Live() == (Live{}) {
		return Nothing, nil
	}
	outcome, err := c.clear()
	if err == nil {
		c.forget()
	}
	return outcome, err
}

// Close clears and takes no more copies: nobody would clear them.
func (c *Clipboard) Close() (Outcome, error) {
	c.work.Lock()
	defer c.work.Unlock()
	c.closed = true
	if c.Live() == (Live{}) {
		return Nothing, nil
	}
	defer c.forget()
	return c.clear()
}

// clear must be called with work held and something live.
func (c *Clipboard) clear() (Outcome, error) {
	ctx := context.Background() // the board has limits of its own
	ours, err := c.board.Ours(ctx)
	if err != nil {
		return "", err
	}
	if !ours {
		return NotOurs, nil
	}
	return Cleared, c.board.Clear(ctx)
}

// forget ends the clock.
func (c *Clipboard) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.timer.Stop()
	c.live = Live{}
}
