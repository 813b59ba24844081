//go:build windows

package win32

import (
	"context"
	"sync"

	"keytray/app/clipboard"
)

// Board is the clipboard of Windows. Its values outlive the process: Windows
// keeps them.
type Board struct {
	calls sync.Mutex // held during each call

	mu     sync.Mutex
	thread *thread // nil while nothing of ours is on the clipboard; guarded by mu
}

var _ clipboard.Lasting = (*Board)(nil)

// New makes a board. It needs no closing: without a value it has nothing.
func New() *Board { return &Board{} }

// Traits implements clipboard.Board.
func (b *Board) Traits() clipboard.Traits {
	return clipboard.Traits{Name: "Windows", Conceals: true, Outlives: true}
}

// Put implements clipboard.Board. A value that is no text, or has a NUL in it,
// is an error: the text on the clipboard ends at a NUL.
func (b *Board) Put(ctx context.Context, o clipboard.Offer) error {
	all, err := items(o.Value.Reveal())
	if err != nil {
		return err
	}
	taken := false
	err = b.do(func(t *thread) error {
		taken = true
		return t.put(ctx, all, o)
	})
	if !taken {
		free(all)
	}
	return err
}

// Ours implements clipboard.Board.
func (b *Board) Ours(ctx context.Context) (ours bool, err error) {
	if b.idle() {
		return false, nil
	}
	err = b.do(func(t *thread) (err error) {
		ours, err = t.ours(ctx)
		return err
	})
	return ours, err
}

// Clear implements clipboard.Board.
func (b *Board) Clear(ctx context.Context) error {
	if b.idle() {
		return nil
	}
	return b.do(func(t *thread) error { return t.clear(ctx) })
}

// Mark implements clipboard.Lasting: the number that Windows gives out is not
// settled when Put returns.
func (b *Board) Mark() string { return "" }

// ClearIf implements clipboard.Lasting. The clipboard stays open while looked
// looks, so that it empties what was looked at.
func (b *Board) ClearIf(ctx context.Context, _ string, looked func(text []byte) bool) (out clipboard.Outcome, err error) {
	err = b.do(func(t *thread) (err error) {
		out, err = t.clearIf(ctx, looked)
		return err
	})
	return out, err
}

func (b *Board) idle() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.thread == nil
}

// do runs f on the thread, and starts that if there is none. f has limits of its
// own.
func (b *Board) do(f func(*thread) error) error {
	b.calls.Lock()
	defer b.calls.Unlock()
	done := make(chan error, 1)
	if err := b.queue(func(t *thread) { done <- f(t) }); err != nil {
		return err
	}
	return <-done
}

func (b *Board) queue(f func(*thread)) (err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	t := b.thread
	if t == nil {
		if t, err = start(b.leave); err != nil {
			return err
		}
		b.thread = t
	}
	return t.queue(func() { f(t) })
}

// leave lets a thread end, unless there is work for it.
func (b *Board) leave(t *thread) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(t.work) > 0 {
		return false
	}
	b.thread = nil
	return true
}
