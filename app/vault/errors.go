package vault

import (
	"errors"
	"fmt"
	"strings"
)

// What can go wrong beside the keychain's own errors.
var (
	ErrSameValue   = errors.New("the new value is the value the key has now")
	ErrNoPrevious  = errors.New("the key has no previous value")
	ErrNotInBin    = errors.New("the key is not in the bin")
	ErrBusy        = errors.New("another program is changing this key")
	ErrUnconfirmed = errors.New("the keychain did not confirm that it stored the value")
	ErrNewer       = errors.New("the index was written by a newer version")
	ErrDamaged     = errors.New("the index is damaged and there is no good copy")
	ErrSealed      = errors.New("the value's sealed file cannot be read")
	ErrUncommitted = errors.New("the value is stored, but the index could not be written")
	ErrNoTarget    = errors.New("it is not known where new values go")
	ErrOccupied    = errors.New("another value is in the place of this one")
	ErrPresent     = errors.New("the value is there")
	ErrNotExposed  = errors.New("the key is not marked as exposed")
	ErrNoCase      = errors.New("no rotation of the key is under way")
	ErrNoNewValue  = errors.New("the new value is not stored yet")
	ErrNeverNew    = errors.New("the key never had another value")
	ErrNoPlace     = errors.New("the key is not used there")
	ErrCallOpen    = errors.New("it is not known what became of the last call to the provider")
	ErrOtherKey    = errors.New("the key is not the one that was asked about")
)

// StoreError tells which store an error is about.
type StoreError struct {
	Holder Holder
	Err    error
}

func (e *StoreError) Error() string { return e.Err.Error() }

// Unwrap returns the store's own error.
func (e *StoreError) Unwrap() error { return e.Err }

// NotFoundError says that no key has the given name.
type NotFoundError struct{ Given string }

func (e *NotFoundError) Error() string { return fmt.Sprintf("no key is named %q", e.Given) }

// AmbiguousError says that a prefix fits several keys.
type AmbiguousError struct {
	Given string
	Names []string
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q fits %s", e.Given, strings.Join(e.Names, ", "))
}

// DuplicateError says that another key has the name.
type DuplicateError struct{ Name string }

func (e *DuplicateError) Error() string { return fmt.Sprintf("a key named %q exists", e.Name) }

// SameValueError says that another key has the value.
type SameValueError struct {
	Name   string
	Binned bool
}

func (e *SameValueError) Error() string {
	return fmt.Sprintf("the key named %q has this value", e.Name)
}

// OldValueError says that a value is an old one of the same key.
type OldValueError struct {
	Name   string
	Before bool // it is the one that Back goes back to
}

func (e *OldValueError) Error() string { return fmt.Sprintf("this is an old value of %q", e.Name) }

// LeakedError says that the value that is to die has leaked and may be alive.
type LeakedError struct{ Name string }

func (e *LeakedError) Error() string { return fmt.Sprintf("the old value of %q has leaked", e.Name) }

// DyingError says that a value is being destroyed.
type DyingError struct{ Name string }

func (e *DyingError) Error() string {
	return fmt.Sprintf("an old value of %q is being destroyed", e.Name)
}

// InvalidError says what is wrong with something the person gave, as a sentence.
type InvalidError struct {
	Value bool // the value itself, not what is said about it
	Text  string
}

func (e *InvalidError) Error() string { return e.Text }
