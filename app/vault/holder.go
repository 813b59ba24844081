package vault

import (
	"context"
	"errors"
	"fmt"

	"keytray/app/keychain"
	"keytray/app/secret"
)

// Holder is the store that holds a version's value.
type Holder string

// Where values can be. The keychain is the same whichever client reaches it.
const (
	InKeychain Holder = "keychain"
	InFile     Holder = "file"
)

// HeldBy is where the version's value is.
func (v Version) HeldBy() Holder {
	if v.Holder == "" {
		return InKeychain
	}
	return v.Holder
}

// written is how the index says it: nothing for the keychain.
func (h Holder) written() Holder {
	if h == InKeychain {
		return ""
	}
	return h
}

// Held tells whether a value of ours belongs to the version.
func (v Version) Held() bool { return v.State != Destroyed }

// homes are all stores where a copy may be: more than one during a move.
func (v Version) homes() []Holder {
	all := []Holder{v.HeldBy()}
	for _, h := range []Holder{v.MovingTo, v.Leftover} {
		if h != "" {
			all = append(all, h)
		}
	}
	return all
}

// holders are all there are.
var holders = []Holder{InKeychain, InFile}

// at is the store behind a holder. Its errors tell which it is.
func (v *Vault) at(h Holder) named {
	switch {
	case h == InKeychain:
		return named{v.store, h}
	case h == InFile && v.file != nil:
		return named{v.file, h}
	}
	return named{nowhere{}, h}
}

// closed is why a store cannot be used without asking the person; nil if it can.
func (v *Vault) closed(ctx context.Context, h Holder) error {
	return about(h, reason(v.at(h).Status(ctx)))
}

// unusable is why a store cannot be used even if the person is asked; nil if it can.
// A locked store may be unlocked at its prompt, a missing collection made.
func (v *Vault) unusable(ctx context.Context, h Holder) error {
	st := v.at(h).Status(ctx)
	if st.State == keychain.OK || st.State == keychain.Locked || st.CanMake {
		return nil
	}
	return about(h, reason(st))
}

// reason is the error of a state, with its cause if the store knows one.
func reason(st keychain.Status) error {
	err := st.State.Err()
	switch {
	case err == nil || st.Cause == nil:
		return err
	case errors.Is(st.Cause, err): // it says so itself
		return st.Cause
	}
	return fmt.Errorf("%w: %w", err, st.Cause)
}

func about(h Holder, err error) error {
	if err == nil {
		return nil
	}
	return &StoreError{h, err}
}

// Target is where new values go; "" if that is not known.
func (v *Vault) Target() Holder {
	if v.target == nil {
		return InKeychain
	}
	return v.target()
}

// named is a store whose errors say which it is.
type named struct {
	keychain.Store
	holder Holder
}

func (n named) Get(ctx context.Context, account string) (secret.Value, error) {
	value, err := n.Store.Get(ctx, account)
	return value, about(n.holder, err)
}

func (n named) Set(ctx context.Context, account, label string, v secret.Value) error {
	return about(n.holder, n.Store.Set(ctx, account, label, v))
}

func (n named) Delete(ctx context.Context, account string) error {
	return about(n.holder, n.Store.Delete(ctx, account))
}

func (n named) List(ctx context.Context) ([]keychain.Item, error) {
	items, err := n.Store.List(ctx)
	return items, about(n.holder, err)
}

func (n named) Relabel(ctx context.Context, account, label string) error {
	return about(n.holder, n.Store.Relabel(ctx, account, label))
}

// nowhere is a store that this program does not have.
type nowhere struct{}

func (nowhere) Get(context.Context, string) (secret.Value, error) {
	return secret.Value{}, keychain.ErrUnavailable
}

func (nowhere) Set(context.Context, string, string, secret.Value) error {
	return keychain.ErrUnavailable
}
func (nowhere) Delete(context.Context, string) error { return keychain.ErrUnavailable }
func (nowhere) List(context.Context) ([]keychain.Item, error) {
	return nil, keychain.ErrUnavailable
}
func (nowhere) Relabel(context.Context, string, string) error { return keychain.ErrUnavailable }
func (nowhere) Status(context.Context) keychain.Status {
	return keychain.Status{State: keychain.Missing}
}
