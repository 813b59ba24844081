// Package keychaintest has an in-memory keychain and the contract that every
// keychain.Store is tested against.
package keychaintest

import (
	"context"
	"slices"
	"sync"

	"keytray/app/keychain"
	"keytray/app/secret"
)

// Memory is a keychain that forgets everything at the end of the process. Fail
// makes it fail. It is safe for concurrent use.
type Memory struct {
	mu     sync.Mutex
	items  map[string]secret.Value
	labels map[string]string
	fail   func(op, account string) error
}

// New makes an empty one.
func New() *Memory {
	return &Memory{items: map[string]secret.Value{}, labels: map[string]string{}}
}

// Fail is asked before each operation ("get", "set", "delete", "list",
// "status"): its error is the answer. It may block to play a slow keychain.
func (m *Memory) Fail(f func(op, account string) error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fail = f
}

func (m *Memory) failing(ctx context.Context, op, account string) error {
	m.mu.Lock()
	f := m.fail
	m.mu.Unlock()
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
	v, ok := m.items[account]
	if !ok {
		return secret.Value{}, keychain.ErrNotFound
	}
	return secret.New(v.Reveal()), nil
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
	m.items[account], m.labels[account] = secret.New(v.Reveal()), label
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
func (m *Memory) List(ctx context.Context) ([]string, error) {
	if err := m.failing(ctx, "list", ""); err != nil {
		return nil, err
	}
	return m.Accounts(), nil
}

// Accounts are the items there are, sorted, also while Fail is set.
func (m *Memory) Accounts() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := []string{}
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
	return keychain.Status{Name: "Memory", State: keychain.OK}
}
