package clipboard

import (
	"context"
	"errors"
	"sync"
	"time"

	"keytray/app/secret"
	"keytray/app/text"
)

// Limits of the time a value may stay.
const (
	Shortest = 3 * time.Second
	Longest  = 10 * time.Minute
)

// A clearing that fails at the deadline is told, and tried again: the display may
// hang, or another program hold the clipboard.
const (
	tries = 10
	pause = time.Second // between them
)

// Live is what is on the clipboard: whose value, and until when.
type Live struct {
	Owner string // "" for nothing
	Item  string // which of its values
	Until time.Time
	Once  bool // it goes with the first paste
}

// Outcome is how a copy ended.
type Outcome string

// Outcomes.
const (
	Cleared Outcome = "cleared"
	Nothing Outcome = "nothing"  // no value of ours was there
	NotOurs Outcome = "not_ours" // somebody else copied since: theirs stays
	OnPaste Outcome = "pasted"   // it was pasted once, as asked for, and is gone
	Gone    Outcome = "gone"     // the display ended, and the clipboard with it
)

// A value that was cleared may be put back by another program.
var (
	ErrReturned = text.Error("another program put the value back on the clipboard, and it was taken away again")
	ErrKept     = text.Error("another program keeps putting the value back on the clipboard")
)

// Params are what a Clipboard needs beside a board. All may be nil.
type Params struct {
	// Told hears how a copy ended that nobody was waiting for. After an error it
	// may hear of the same copy once more, when it is cleared after all.
	Told func(Outcome, error)
	// Alarm waits for an instant of the wall clock, or less. It lets the deadline
	// come when it passed while the machine slept.
	Alarm func(ctx context.Context, t time.Time) error
	// While runs as long as a value is there, until its ctx ends.
	While func(ctx context.Context)
	// Now is the time, time.Now if it is nil.
	Now func() time.Time
	// Guard makes sure that a value which outlives us is cleared.
	Guard Guard
}

// Clipboard puts one value at a time on a board and clears it at its deadline.
type Clipboard struct {
	p Params

	work   sync.Mutex // held while a board works: one call at a time
	closed bool       // guarded by work

	last Board // the one used last; guarded by work

	mu      sync.Mutex // guards current
	current *copied    // nil for nothing
}

// Copy is what is to be copied.
type Copy struct {
	Board   Board
	Owner   string // whose value it is
	Item    string // and which of them
	Value   secret.Value
	After   time.Duration // it is cleared then
	Once    bool          // or after the first paste, where the board sees pastes
	Primary bool          // see Offer
}

// copied is one copy, from when it is on the board until it ended.
type copied struct {
	Live
	board  Board
	stop   context.CancelFunc // of its clocks
	guards []*Post

	due      bool // the deadline has begun; guarded by work, as is the next
	failures int  // to clear it at the deadline
}

// New makes a clipboard.
func New(p Params) *Clipboard {
	if p.Told == nil {
		p.Told = func(Outcome, error) {}
	}
	if p.Now == nil {
		p.Now = time.Now
	}
	return &Clipboard{p: p}
}

// Live tells what is on the clipboard, as far as we put it there.
func (c *Clipboard) Live() Live {
	if now := c.now(); now != nil {
		return now.Live
	}
	return Live{}
}

func (c *Clipboard) now() *copied {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.current
}

// Copy puts a value on the clipboard until the deadline. A second copy takes the
// place of the first and restarts the clock.
//
// Once begun it is not cancelled, nor is clearing: the board has limits of its
// own, and a value that is half-way there must be followed to its end. Before that it is,
// also while a call before it keeps the board.
func (c *Clipboard) Copy(ctx context.Context, r Copy) (Live, error) {
	c.work.Lock()
	defer c.work.Unlock()
	if c.closed {
		return Live{}, ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return Live{}, err
	}
	ctx = context.WithoutCancel(ctx)
	before, err := c.leave(ctx, r.Board)
	if err != nil {
		return Live{}, err
	}
	clocks, stop := context.WithCancel(ctx)
	next := &copied{
		Live:  Live{Owner: r.Owner, Item: r.Item, Until: c.p.Now().Add(r.After)},
		board: r.Board, stop: stop,
	}
	post := c.guard(r, next.Until)
	next.guards = []*Post{post}
	err = r.Board.Put(ctx, Offer{
		Value: r.Value, Once: r.Once, Primary: r.Primary,
		Told: func(e Event) { go c.became(next, e) }, // the board may be waiting for us
	})
	if err != nil && !errors.Is(err, ErrTimeout) {
		next.end()
		return Live{}, err // it is not there
	}
	next.Once = r.Once && r.Board.Traits().SeesPastes
	switch {
	case before == nil:
	case err == nil:
		before.end()
	default: // either of them may be there, so both deadlines count
		before.stop()
		next.guards = append(next.guards, before.guards...)
		if before.Until.Before(next.Until) {
			next.Until = before.Until
		}
	}
	if err == nil {
		post.mark(r.Board)
	}
	c.mu.Lock()
	c.current = next
	c.mu.Unlock()
	c.start(clocks, next)
	return next.Live, err
}

// leave makes ready for a board. Two boards may be one clipboard, so what is on
// another goes first, and that one stops to look who puts it back.
func (c *Clipboard) leave(ctx context.Context, to Board) (before *copied, err error) {
	before = c.now()
	if before != nil && before.board != to {
		if err := before.board.Clear(ctx); err != nil {
			return nil, err
		}
		c.forget()
		before = nil
	}
	if closer, ok := c.last.(Closer); ok && c.last != to {
		_ = closer.Close() // it has nothing there
	}
	c.last = to
	return before, nil
}

// start lets the deadline come, on whichever clock is there first: one that
// nobody sets, and one that goes on while the machine sleeps.
func (c *Clipboard) start(ctx context.Context, of *copied) {
	timer := time.AfterFunc(of.Until.Sub(c.p.Now()), func() { c.deadline(of, false) })
	context.AfterFunc(ctx, func() { timer.Stop() })
	if c.p.While != nil {
		go c.p.While(ctx)
	}
	if c.p.Alarm == nil {
		return
	}
	until := of.Until.Round(0) // the wall clock's word
	go func() {
		for c.p.Alarm(ctx, until) == nil {
			if !c.p.Now().Round(0).Before(until) {
				c.deadline(of, false)
				return
			}
		}
	}()
}

// end stops what goes on for a copy.
func (x *copied) end() {
	x.stop()
	for _, g := range x.guards {
		g.end()
	}
}

// deadline clears one copy, unless it has ended. If that goes on failing the
// value counts as out of our hands. Of the two clocks the first counts.
func (c *Clipboard) deadline(of *copied, again bool) {
	c.work.Lock()
	if c.now() != of || of.due && !again {
		c.work.Unlock()
		return
	}
	of.due = true
	outcome, err := of.clear()
	of.failures++
	again, first := err != nil && of.failures < tries, of.failures == 1
	if again {
		time.AfterFunc(pause, func() { c.deadline(of, true) })
	} else {
		c.forget()
	}
	c.work.Unlock()
	if err == nil || first {
		c.p.Told(outcome, err)
	}
}

// became is told by the board of what became of a copy.
func (c *Clipboard) became(of *copied, e Event) {
	switch e { // after the copy has ended
	case Returned:
		c.p.Told("", ErrReturned)
		return
	case Kept:
		c.p.Told("", ErrKept)
		return
	}
	c.work.Lock()
	ended := c.now() == of
	if ended {
		c.forget()
	}
	c.work.Unlock()
	if ended {
		c.p.Told(map[Event]Outcome{Pasted: OnPaste, Taken: NotOurs, Lost: Gone}[e], nil)
	}
}

// Clear takes our value off the clipboard now, if it is still there. If it
// fails the deadline tries again.
func (c *Clipboard) Clear() (Outcome, error) {
	c.work.Lock()
	defer c.work.Unlock()
	now := c.now()
	if now == nil {
		return Nothing, nil
	}
	outcome, err := now.clear()
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
	now := c.now()
	if now == nil {
		return Nothing, nil
	}
	outcome, err := now.clear()
	if err != nil {
		now.guards = nil // they have the last try
	}
	c.forget()
	return outcome, err
}

// A board that does not say who owns the clipboard is told to clear all the
// same, and need not be waited for long: it may cut itself off.
const (
	askLimit   = 2 * time.Second
	blindLimit = 500 * time.Millisecond
)

// clear must be called with work held.
func (x *copied) clear() (Outcome, error) {
	ctx, cancel := context.WithTimeout(context.Background(), askLimit)
	defer cancel()
	ours, err := x.board.Ours(ctx)
	switch {
	case err != nil:
		ctx, cancel := context.WithTimeout(context.Background(), blindLimit)
		defer cancel()
		if failed := x.board.Clear(ctx); failed != nil {
			return "", errors.Join(err, failed)
		}
		return Cleared, nil
	case !ours:
		return NotOurs, nil
	}
	return Cleared, x.board.Clear(context.Background()) // the board has limits of its own
}

// forget ends what is live.
func (c *Clipboard) forget() {
	c.mu.Lock()
	now := c.current
	c.current = nil
	c.mu.Unlock()
	now.end()
}
