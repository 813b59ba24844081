//go:build !windows && !darwin

package keychain

import (
	"context"
	"sync"
)

// turns keeps the calls for one account in order. A write that was sent goes on
// when its caller leaves; until its outcome is known nobody else gets a turn.
type turns struct {
	mu  sync.Mutex
	all map[string]*turn
}

// turn is that of one write.
type turn struct {
	of      *turns
	account string
	over    chan struct{}
	left    bool // the caller is gone, the outcome open
}

// take waits for the account's turn.
func (t *turns) take(ctx context.Context, account string) (*turn, error) {
	for {
		if err := t.wait(ctx, account); err != nil {
			return nil, err
		}
		t.mu.Lock()
		if t.all[account] != nil { // somebody was faster
			t.mu.Unlock()
			continue
		}
		if t.all == nil {
			t.all = map[string]*turn{}
		}
		mine := &turn{of: t, account: account, over: make(chan struct{})}
		t.all[account] = mine
		t.mu.Unlock()
		return mine, nil
	}
}

// wait waits until no write for account is under way.
func (t *turns) wait(ctx context.Context, account string) error {
	t.mu.Lock()
	before := t.all[account]
	t.mu.Unlock()
	if before == nil {
		if ctx.Err() != nil {
			return ended(ctx)
		}
		return nil
	}
	return before.wait(ctx)
}

// settled waits for the writes whose callers have left.
func (t *turns) settled(ctx context.Context) error {
	t.mu.Lock()
	var left []*turn
	for _, each := range t.all {
		if each.left {
			left = append(left, each)
		}
	}
	t.mu.Unlock()
	for _, each := range left {
		if err := each.wait(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) wait(ctx context.Context) error {
	select {
	case <-t.over:
		return nil
	case <-ctx.Done():
		return ended(ctx)
	}
}

// end gives the turn up, unless it was left.
func (t *turn) end() {
	t.of.mu.Lock()
	defer t.of.mu.Unlock()
	if !t.left {
		t.finish()
	}
}

// leave keeps the turn until settle, which is bounded, knows the outcome.
func (t *turn) leave(settle func()) {
	t.of.mu.Lock()
	t.left = true
	t.of.mu.Unlock()
	go func() {
		settle()
		t.of.mu.Lock()
		defer t.of.mu.Unlock()
		t.finish()
	}()
}

func (t *turn) finish() {
	delete(t.of.all, t.account)
	close(t.over)
}
