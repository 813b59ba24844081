package boards

import (
	"context"
	"errors"
	"os"
	"sync"

	"keytray/app/clipboard"
	"keytray/app/clipboard/wayland"
	"keytray/app/clipboard/x11"
)

// way onto the clipboard of a desktop that may not have it.
type way interface {
	clipboard.Board
	clipboard.Checked
	clipboard.Closer
}

// desktop is the board of a Linux desktop. Which way onto the clipboard works
// there shows at a copy, so each copy begins with the best.
type desktop struct {
	x11, wayland, tool way

	mu   sync.Mutex
	used way // for the last copy; nil before the first
}

func newDesktop() *desktop {
	return &desktop{x11: x11.New(""), wayland: wayland.New(), tool: wayland.NewTool()}
}

// ways are in the order in which they are tried. Under Wayland the first needs
// nobody's focus and sees pastes. GNOME's compositor does not have it, but takes
// over what an X11 program offers, whoever has the focus. wl-copy takes the focus
// there for a moment, so it comes last.
func (d *desktop) ways() []way {
	if os.Getenv("WAYLAND_DISPLAY") == "" {
		return []way{d.x11}
	}
	if os.Getenv("DISPLAY") == "" {
		return []way{d.wayland, d.tool}
	}
	return []way{d.wayland, d.x11, d.tool}
}

// Put implements clipboard.Board.
func (d *desktop) Put(ctx context.Context, o clipboard.Offer) error {
	var failed error
	for _, next := range d.ways() {
		if next == d.x11 && failed != nil && telling(failed) {
			// Compositors with data control pass X11 on only for X11 programs with
			// the focus; and giving it up takes somebody else's copy away (sway 1.7).
			continue
		}
		err := next.Put(ctx, o)
		if errors.Is(err, clipboard.ErrNoAnswer) {
			return err // nor would the others answer
		}
		if err == nil || errors.Is(err, clipboard.ErrTimeout) { // it is there, or may come
			before := d.use(next)
			if before != nil && before != next {
				_ = before.Close() // it has lost the clipboard to this one
			}
			return err
		}
		if failed == nil || telling(err) {
			failed = err
		}
	}
	return failed
}

func (d *desktop) use(next way) (before way) {
	d.mu.Lock()
	defer d.mu.Unlock()
	before, d.used = d.used, next
	return before
}

func (d *desktop) last() way {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.used
}

// telling is an error that says more than that a way does not exist here.
func telling(err error) bool {
	return !errors.Is(err, clipboard.ErrUnfit) && !errors.Is(err, clipboard.ErrNoDisplay)
}

// Ours implements clipboard.Board.
func (d *desktop) Ours(ctx context.Context) (bool, error) {
	if used := d.last(); used != nil {
		return used.Ours(ctx)
	}
	return false, nil
}

// Clear implements clipboard.Board.
func (d *desktop) Clear(ctx context.Context) error {
	if used := d.last(); used != nil {
		return used.Clear(ctx)
	}
	return nil
}

// Close implements clipboard.Closer.
func (d *desktop) Close() error {
	return errors.Join(d.x11.Close(), d.wayland.Close(), d.tool.Close())
}

// Usable implements clipboard.Checked: with the first way that works.
func (d *desktop) Usable(ctx context.Context) (clipboard.Traits, error) {
	var failed error
	for _, each := range d.ways() {
		t, err := each.Usable(ctx)
		if err == nil {
			return t, nil
		}
		if failed == nil || telling(err) {
			failed = err
		}
	}
	return clipboard.Traits{}, failed
}

// Traits implements clipboard.Board. Before the first copy they are those of the
// way that comes first.
func (d *desktop) Traits() clipboard.Traits {
	if used := d.last(); used != nil {
		return used.Traits()
	}
	return d.ways()[0].Traits()
}
