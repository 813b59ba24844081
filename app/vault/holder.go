package vault

import (
	"context"

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

// at is the store behind a holder.
func (v *Vault) at(h Holder) keychain.Store {
	switch {
	case h == InKeychain:
		return v.store
	case h == InFile && v.file != nil:
		return v.file
	}
	return nowhere{}
}

// Target is where new values go.
func (v *Vault) Target() Holder {
	if v.target == nil {
		return InKeychain
	}
	return v.target()
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
