// Package keychain is where values live: the Store interface and one
// implementation per system. What an item means is known in vault.
//
// A keychain is slow, may ask the person for a password and may never answer:
// every call takes a context, and none may be made from a UI goroutine.
package keychain

import (
	"context"
	"time"

	"keytray/app/secret"
	"keytray/app/text"
)

// Service is the service name of every item of ours.
const Service = "keytray"

// MaxValue is the longest value in bytes that every system's keychain takes:
// Windows stops at 2,560 bytes, go-keyring on macOS at about 2,990.
const MaxValue = 2048

// Time limits.
const (
	ProbeLimit = 3 * time.Second   // questions that never prompt
	CallLimit  = 120 * time.Second // calls that may ask the person for a password
)

// What can go wrong, on every system.
var (
	ErrNotFound    = text.Error("no such item in the keychain")
	ErrLocked      = text.Error("the keychain is locked")
	ErrDismissed   = text.Error("the keychain's prompt was closed")
	ErrUnavailable = text.Error("no keychain is running")
	ErrNoDefault   = text.Error("no keychain is running: it has no default collection").Under(ErrUnavailable)
	ErrTimeout     = text.Error("the keychain did not answer in time")
	ErrTooBig      = text.Error("the value is too long for the keychain")
	ErrUnsupported = text.Error("this keychain cannot do that")
)

// Store keeps values by account name.
//
// An error that wraps ErrTimeout leaves open whether the call will still take
// effect: it may be waiting at the keychain's own prompt. Later calls on the
// same Store see its outcome, because calls are served in order.
type Store interface {
	// Get returns ErrNotFound if there is no such item.
	Get(ctx context.Context, account string) (secret.Value, error)
	// Set stores or replaces; the label is what keychain programs show.
	Set(ctx context.Context, account, label string, v secret.Value) error
	// Delete returns ErrNotFound if there is no such item.
	Delete(ctx context.Context, account string) error
	// List returns every item of ours, or ErrUnsupported. It never prompts: a
	// locked keychain is ErrLocked.
	List(ctx context.Context) ([]Item, error)
	// Relabel gives an item another label. It returns ErrNotFound if there is no
	// such item, and ErrUnsupported where items have no label that could change.
	Relabel(ctx context.Context, account, label string) error
	// Status never prompts and never starts a keychain that has to ask.
	Status(ctx context.Context) Status
}

// Unlocker is a Store that can put its question to the person before anything is
// wanted from it. Others ask by themselves, or need no password.
type Unlocker interface {
	// Unlock has a locked keychain unlocked, and a missing collection made, at the
	// keychain's own prompt. It returns ErrLocked where nobody can be asked.
	Unlock(ctx context.Context) error
}

// Item is what a keychain says of an item beside its value.
type Item struct {
	Account string
	Label   string
	Created time.Time // zero if unknown
}

// Status is how the keychain is.
type Status struct {
	Name  string // what the person calls it: GNOME Keyring
	State State
	// Cause is why the state is not OK, where the store knows more than the state
	// says: a damaged file, for example.
	Cause error

	// CanMake says that Set has the missing collection made, at the keychain's own
	// prompt.
	CanMake bool
	Plain   bool // values cross the session bus unencrypted: the keychain offers nothing else

	// Settle is how long after a change the keychain may still lose it in a
	// crash, although it has confirmed it; Pace is the pause that it needs between
	// two changes. Both are zero for most; see docs/keychains.md.
	Settle, Pace time.Duration
}

// State of a keychain.
type State string

// The states; Err gives the error that a call would end with.
const (
	OK           State = "ok"
	Locked       State = "locked"
	Missing      State = "missing"
	NoCollection State = "no_collection" // a Secret Service without a default collection
	Silent       State = "silent"
)

// Err is the error that goes with a state, nil for OK.
func (s State) Err() error {
	switch s {
	case OK:
		return nil
	case Locked:
		return ErrLocked
	case Silent:
		return ErrTimeout
	case NoCollection:
		return ErrNoDefault
	}
	return ErrUnavailable
}
