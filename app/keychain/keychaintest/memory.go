// Package keychaintest has an in-memory keychain and the contract that every
// keychain.Store is tested against.
package keychaintest

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"keytray/app/keychain"
	"keytray/app/secret"
)

// Memory is a keychain that forgets everything at the end of the process. Fail
// makes it fail. It is safe for concurrent use.
type Memory struct {
	mu    sync.Mutex
	items map[string]item
	fail  func(op, account string) error
	ask   string        // the operation that asks a person who does not answer
	asked chan struct{} // takes one token per such call

	status keychain.Status // when nothing fails
}

type item struct {
	value   secret.Value
	label   string
	created time.Time
}

// New makes an empty one.
func New() *Memory {
	return &Memory{items: map[string]item{}, status: keychain.Status{Name: "Memory", State: keychain.OK}}
}

// Fail is asked before each operation ("get", "set", "delete", "list",
// "relabel", "status", "unlock"): its error is the answer. It may block to play a slow
// keychain.
func (m *Memory) Fail(f func(op, account string) error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fail = f
}

// Play gives it the status of another keychain, while nothing fails.
func (m *Memory) Play(st keychain.Status) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.status = st
}

// Ask makes each call of an operation wait until its context ends, as at a
// prompt that nobody answers. The channel gets one token per call.
func (m *Memory) Ask(op string) <-chan struct{} {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.ask, m.asked = op, make(chan struct{}, 16)
	return m.asked
}

func (m *Memory) failing(ctx context.Context, op, account string) error {
	m.mu.Lock()
	f, ask, asked := m.fail, m.ask, m.asked
	m.mu.Unlock()
	if op == ask {
		asked <- struct{}{}
		<-ctx.Done()
		return fmt.Errorf("%w: %w", keychain.ErrTimeout, ctx.Err())
	}
	if f != nil {
		if err := f(op, account); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// Get implements keychain.Store.
func (m *Memory) Get(ctx context.Context, account string) (secret.Value, error) {
	if err := m.failing(ctx, "get", account); err != nil {
		return secret.Value{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	i, ok := m.items[account]
	if !ok {
		return secret.Value{}, keychain.ErrNotFound
	}
	return secret.New(i.value.Reveal()), nil
}

// Set implements keychain.Store.
func (m *Memory) Set(ctx context.Context, account, label string, v secret.Value) error {
	if v.Len() > keychain.MaxValue {
		return keychain.ErrTooBig
	}
	if err := m.failing(ctx, "set", account); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	i := item{secret.New(v.Reveal()), label, time.Now()}
	if old, ok := m.items[account]; ok {
		i.created = old.created
	}
	m.items[account] = i
	return nil
}

// Delete implements keychain.Store.
func (m *Memory) Delete(ctx context.Context, account string) error {
	if err := m.failing(ctx, "delete", account); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.items[account]; !ok {
		return keychain.ErrNotFound
	}
	delete(m.items, account)
	return nil
}

// List implements keychain.Store.
func (m *Memory) List(ctx context.Context) ([]keychain.Item, error) {
	if err := m.failing(ctx, "list", ""); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []keychain.Item
	for account, i := range m.items {
		all = append(all, keychain.Item{Account: account, Label: i.label, Created: i.created})
	}
	return all, nil
}

// Relabel implements keychain.Store.
func (m *Memory) Relabel(ctx context.Context, account, label string) error {
	if err := m.failing(ctx, "relabel", account); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	i, ok := m.items[account]
	if !ok {
		return keychain.ErrNotFound
	}
	i.label = label
	m.items[account] = i
	return nil
}

// Accounts are the items there are, sorted, also while Fail is set.
func (m *Memory) Accounts() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []string
	for account := range m.items {
		all = append(all, account)
	}
	slices.Sort(all)
	return all
}

// Status implements keychain.Store.
func (m *Memory) Status(ctx context.Context) keychain.Status {
	if m.failing(ctx, "status", "") != nil {
		return keychain.Status{Name: "Memory", State: keychain.Missing}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.status
}

// Unlock implements keychain.Unlocker: the person types the password at once.
func (m *Memory) Unlock(ctx context.Context) error {
	if err := m.failing(ctx, "unlock", ""); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.status.State, m.status.CanMake = keychain.OK, false
	return nil
}
