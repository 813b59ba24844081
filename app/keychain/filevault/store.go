package filevault

import (
	"context"
	"time"

	"keytray/app/keychain"
	"keytray/app/secret"
	"keytray/app/text"
)

// Get implements keychain.Store.
func (v *Vault) Get(ctx context.Context, account string) (secret.Value, error) {
	if err := ctx.Err(); err != nil {
		return secret.Value{}, err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.refresh(); err != nil {
		return secret.Value{}, err
	}
	i, found := v.open.table.find(account)
	if !found {
		return secret.Value{}, keychain.ErrNotFound
	}
	value, err := v.open.keys.openValue(v.open.table.items[i])
	if err != nil {
		return secret.Value{}, err
	}
	defer clear(value)
	return secret.New(value), nil
}

// Set implements keychain.Store. An item that is replaced keeps its date.
func (v *Vault) Set(ctx context.Context, account, label string, value secret.Value) error {
	switch {
	case value.Len() > keychain.MaxValue:
		return keychain.ErrTooBig
	case len(account) > maxName || len(label) > maxName:
		return text.Errorf("an account or label is over %d bytes long", maxName)
	}
	return v.change(ctx, func(s *session) ([]item, bool, error) {
		it := item{account, label, time.Now().Unix(), s.keys.sealValue(account, value.Reveal())}
		i, found := s.table.find(account)
		if found {
			it.created = s.table.items[i].created
		}
		return s.table.with(i, it, found), found, nil
	})
}

// Delete implements keychain.Store.
func (v *Vault) Delete(ctx context.Context, account string) error {
	return v.change(ctx, func(s *session) ([]item, bool, error) {
		i, found := s.table.find(account)
		if !found {
			return nil, false, keychain.ErrNotFound
		}
		return s.table.without(i), true, nil
	})
}

// Relabel implements keychain.Store.
func (v *Vault) Relabel(ctx context.Context, account, label string) error {
	if len(label) > maxName {
		return text.Errorf("a label is over %d bytes long", maxName)
	}
	return v.change(ctx, func(s *session) ([]item, bool, error) {
		i, found := s.table.find(account)
		if !found {
			return nil, false, keychain.ErrNotFound
		}
		it := s.table.items[i]
		it.label = label
		return s.table.with(i, it, true), false, nil
	})
}

// change replaces the file by one with other items. edit says too whether a value
// is to go. The file is read whole before, so nothing damaged is written over.
func (v *Vault) change(ctx context.Context, edit func(*session) (items []item, drops bool, err error)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := v.usable(); err != nil {
		return err // before a lock file is made
	}
	release, err := v.begin(ctx)
	if err != nil {
		return err
	}
	defer release()
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.reload(); err != nil {
		return err
	}
	items, drops, err := edit(v.open)
	if err != nil {
		return err
	}
	return v.save(v.open, table{v.open.table.generation + 1, items}, drops)
}

// List implements keychain.Store. It opens no value.
func (v *Vault) List(ctx context.Context) ([]keychain.Item, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.refresh(); err != nil {
		return nil, err
	}
	all := make([]keychain.Item, len(v.open.table.items))
	for i, it := range v.open.table.items {
		all[i] = keychain.Item{Account: it.account, Label: it.label, Created: time.Unix(it.created, 0)}
	}
	return all, nil
}

// Status implements keychain.Store. A file that no passphrase can open is Missing,
// and the cause says why.
func (v *Vault) Status(context.Context) keychain.Status {
	v.mu.Lock()
	defer v.mu.Unlock()
	status := keychain.Status{Name: text.T("Encrypted file")}
	status.State, status.Cause = v.state()
	return status
}

func (v *Vault) usable() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.refresh()
}
