//go:build linux

package wayland

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"sync"
	"time"

	"keytray/app/clipboard"
)

// arriveLimit is how long a value may take to be on the clipboard.
const arriveLimit = 2 * time.Second

// Tool owns the clipboard through the program wl-copy. Without data control,
// wl-copy and wl-paste open a window of one pixel to get the focus for a moment;
// a desktop may refuse it to them.
type Tool struct {
	current *toolOffer

	probe     sync.Once
	sensitive bool // this wl-copy knows --sensitive
}

// toolOffer is one value that wl-copy offers.
type toolOffer struct {
	clip, middle *child
	print        print
	stuck        bool // wl-copy has ended, and the value is there all the same
	told         func(clipboard.Event)

	mu      sync.Mutex // guards what follows
	quiet   bool       // nothing is told any more
	paused  bool       // what happens is told later, or never
	waiting clipboard.Event
}

// NewTool makes a board. It starts wl-copy on Put.
func NewTool() *Tool { return &Tool{} }

// Put implements clipboard.Board. ErrNoTool: wl-clipboard is not installed;
// ErrRefused: the value did not arrive on the clipboard.
func (t *Tool) Put(ctx context.Context, offer clipboard.Offer) error {
	if _, err := t.Usable(ctx); err != nil {
		return err
	}
	value := offer.Value.Reveal()
	next := &toolOffer{print: printOf(value), told: offer.Told, paused: true}
	t.current.pause()
	if err := next.put(ctx, value, offer.Primary, t.sensitive); err != nil {
		next.end()
		t.current.resume()
		return err
	}
	t.current.end()
	t.current = next
	next.resume()
	return nil
}

// focusPause is how long wl-copy gets to have the focus alone, see put.
const focusPause = 150 * time.Millisecond

// put starts wl-copy and waits until the value can be pasted. Without data
// control, wl-copy and the wl-paste that looks for the value may take the focus
// from each other, and wl-copy gives up (seen with Mutter 43): once more, then,
// and wl-paste a little later.
func (o *toolOffer) put(ctx context.Context, value []byte, primary, sensitive bool) (err error) {
	ctx, cancel := context.WithTimeout(ctx, arriveLimit)
	defer cancel()
	var args []string
	if sensitive {
		args = append(args, "--sensitive")
	}
	for _, pause := range []time.Duration{2 * time.Millisecond, focusPause} {
		o.clip.end()
		if o.clip, err = startCopy(ctx, value, args); err != nil {
			return err
		}
		if err = o.arrived(ctx, o.clip, pause); !errors.Is(err, errGaveUp) {
			break
		}
	}
	if err != nil {
		return err
	}
	if primary {
		// Where there is no middle button's clipboard, wl-copy says so and ends.
		o.middle, _ = startCopy(ctx, value, append(args, "--primary"))
		if o.middle != nil && o.arrived(ctx, o.middle, 2*time.Millisecond, "--primary") != nil {
			o.middle.end()
		}
	}
	go o.waitTaken()
	return nil
}

// errGaveUp is a wl-copy that has ended in peace, and never offered the value.
var errGaveUp = fmt.Errorf("%w: wl-copy has ended", clipboard.ErrRefused)

// arrived waits until the value can be pasted.
func (o *toolOffer) arrived(ctx context.Context, c *child, pause time.Duration, args ...string) error {
	answered := false
	for ; ; pause = min(2*pause, 50*time.Millisecond) {
		select {
		case <-time.After(pause):
		case <-c.done:
			if c.err == nil {
				return errGaveUp
			}
			return fmt.Errorf("%w: wl-copy: %w: %s", clipboard.ErrTool, c.err, c.said())
		case <-ctx.Done():
			if !answered {
				return fmt.Errorf("%w: wl-paste", clipboard.ErrNoAnswer)
			}
			return fmt.Errorf("%w: wl-copy runs, and the value does not arrive", clipboard.ErrRefused)
		}
		c.conceal()
		text, err := pasteText(ctx, args...)
		answered = answered || ctx.Err() == nil
		matches := err == nil && o.print.matches(text)
		clear(text)
		if matches {
			c.conceal() // the file may have come since
			return nil
		}
	}
}

// waitTaken tells when wl-copy ends by itself: somebody else has copied, or the
// compositor has gone.
func (o *toolOffer) waitTaken() {
	<-o.clip.done
	o.middle.end()
	what := clipboard.Taken
	if !listening() {
		what = clipboard.Lost
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.waiting = what
	o.tell()
}

// tell tells what is due; it holds the lock.
func (o *toolOffer) tell() {
	if o.waiting == "" || o.quiet || o.paused || o.told == nil {
		return
	}
	o.told(o.waiting)
	o.waiting = ""
}

func (o *toolOffer) pause() {
	if o == nil {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.paused = true
}

func (o *toolOffer) resume() {
	if o == nil {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.paused = false
	o.tell()
}

// end ends it without a word.
func (o *toolOffer) end() {
	if o == nil {
		return
	}
	o.mu.Lock()
	o.quiet = true
	o.mu.Unlock()
	o.clip.end()
	o.middle.end()
}

// Ours implements clipboard.Board: wl-copy ends when somebody else copies.
func (t *Tool) Ours(ctx context.Context) (bool, error) {
	switch {
	case t.current == nil:
		return false, nil
	case t.current.stuck:
		return t.current.there(ctx)
	}
	return t.current.clip.alive(), nil
}

// there looks whether the value is on the clipboard.
func (o *toolOffer) there(ctx context.Context) (bool, error) {
	text, err := pasteText(ctx)
	defer clear(text)
	if errors.Is(err, context.DeadlineExceeded) {
		return false, fmt.Errorf("%w: wl-paste", clipboard.ErrTimeout)
	}
	return err == nil && o.print.matches(text), nil // else nothing, or somebody else's
}

// Clear implements clipboard.Board. A compositor may keep what has no source any
// more: Weston does, until something else is copied.
func (t *Tool) Clear(ctx context.Context) error {
	o := t.current
	if o == nil {
		return nil
	}
	if !o.stuck && !o.clip.alive() {
		t.current = nil // somebody else has copied
		o.end()
		return nil
	}
	o.end()
	o.stuck = true
	ctx, cancel := context.WithTimeout(ctx, arriveLimit)
	defer cancel()
	for _, overwrite := range []bool{false, true} {
		if overwrite {
			o.overwrite(ctx)
		}
		there, err := o.there(ctx)
		if err != nil {
			return err
		}
		if !there {
			t.current = nil
			return nil
		}
	}
	return clipboard.ErrNotCleared
}

// overwrite copies an empty text, and takes that away again.
func (o *toolOffer) overwrite(ctx context.Context) {
	c, err := startCopy(ctx, nil, nil)
	if err != nil {
		return
	}
	defer c.end()
	select {
	case <-time.After(focusPause): // for the compositor to see it
	case <-c.done:
	case <-ctx.Done():
	}
}

// Close ends wl-copy; what it offered is gone.
func (t *Tool) Close() error {
	t.current.end()
	t.current = nil
	return nil
}

// Usable implements clipboard.Checked. Whether the desktop refuses wl-copy shows
// at a copy only.
func (t *Tool) Usable(context.Context) (clipboard.Traits, error) {
	if _, err := address(); err != nil {
		return clipboard.Traits{}, err
	}
	for _, program := range []string{"wl-copy", "wl-paste"} {
		if _, err := exec.LookPath(program); err != nil {
			return clipboard.Traits{}, fmt.Errorf("%w: %s", clipboard.ErrNoTool, program)
		}
	}
	return t.Traits(), nil
}

// Traits implements clipboard.Board. What wl-copy can do is known after Put.
func (t *Tool) Traits() clipboard.Traits {
	t.probe.Do(t.look)
	return clipboard.Traits{Name: "wl-copy", Conceals: t.sensitive}
}
