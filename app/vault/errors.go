package vault

import (
	"strings"

	"keytray/app/text"
)

// What can go wrong beside the keychain's own errors.
var (
	ErrSameValue   = text.Error("the new value is the value the key has now")
	ErrNoPrevious  = text.Error("the key has no previous value")
	ErrNotInBin    = text.Error("the key is not in the bin")
	ErrBusy        = text.Error("another program is changing this key")
	ErrUnconfirmed = text.Error("the keychain did not confirm that it stored the value")
	ErrNewer       = text.Error("the index was written by a newer version")
	ErrDamaged     = text.Error("the index is damaged and there is no good copy")
	ErrSealed      = text.Error("the value's sealed file cannot be read")
	ErrUncommitted = text.Error("the value is stored, but the index could not be written")
	ErrNoTarget    = text.Error("it is not known where new values go")
	ErrOccupied    = text.Error("another value is in the place of this one")
	ErrPresent     = text.Error("the value is there")
	ErrNotExposed  = text.Error("the key is not marked as exposed")
	ErrNoCase      = text.Error("no rotation of the key is under way")
	ErrNoNewValue  = text.Error("the new value is not stored yet")
	ErrNeverNew    = text.Error("the key never had another value")
	ErrNoPlace     = text.Error("the key is not used there")
	ErrCallOpen    = text.Error("it is not known what became of the last call to the provider")
	ErrOtherKey    = text.Error("the key is not the one that was asked about")
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

func (e *NotFoundError) Error() string { return text.T("no key is named %q", e.Given) }

// AmbiguousError says that a prefix fits several keys.
type AmbiguousError struct {
	Given string
	Names []string
}

func (e *AmbiguousError) Error() string {
	return text.T("%q fits %s", e.Given, strings.Join(e.Names, ", "))
}

// DuplicateError says that another key has the name.
type DuplicateError struct{ Name string }

func (e *DuplicateError) Error() string { return text.T("a key named %q exists", e.Name) }

// SameValueError says that another key has the value.
type SameValueError struct {
	ID     string
	Name   string
	Binned bool
}

func (e *SameValueError) Error() string {
	return text.T("the key named %q has this value", e.Name)
}

// OldValueError says that a value is an old one of the same key.
type OldValueError struct {
	ID     string
	Name   string
	Before bool // it is the one that Back goes back to
}

func (e *OldValueError) Error() string { return text.T("this is an old value of %q", e.Name) }

// LeakedError says that the value that is to die has leaked and may be alive.
type LeakedError struct{ Name string }

func (e *LeakedError) Error() string { return text.T("the old value of %q has leaked", e.Name) }

// DyingError says that a value is being destroyed.
type DyingError struct{ Name string }

func (e *DyingError) Error() string {
	return text.T("an old value of %q is being destroyed", e.Name)
}

// InvalidError says what is wrong with something the person gave, as a sentence.
type InvalidError struct {
	Value bool // the value itself, not what is said about it
	Text  string
}

func (e *InvalidError) Error() string { return e.Text }
