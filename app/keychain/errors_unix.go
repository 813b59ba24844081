//go:build !windows && !darwin

package keychain

import (
	"context"
	"errors"
	"fmt"

	"github.com/godbus/dbus/v5"
)

// What an error says of the call beside its meaning for the caller.
var (
	errUnsent    = errors.New("it was not executed")             // certainly
	errLost      = errors.New("it may have been executed")       // the answer will never come
	errNoDH      = errors.New("it does not know this algorithm") // of OpenSession
	errNoObject  = errors.New("it has no such object")
	errArguments = errors.New("it does not take these arguments")
)

// meanings of D-Bus error names, in the D-Bus Specification ("Message Bus
// Messages") and the Secret Service API ("Errors").
var meanings = map[string][]error{
	secretErrors + "IsLocked":     {ErrLocked},
	secretErrors + "NoSession":    {ErrUnavailable, errUnsent},
	secretErrors + "NoSuchObject": {ErrUnavailable, errNoObject},
	busErrors + "UnknownObject":   {ErrUnavailable, errNoObject},
	busErrors + "UnknownMethod":   {ErrUnavailable, errNoObject}, // so says GDBus
	busErrors + "ServiceUnknown":  {ErrUnavailable, errUnsent},
	busErrors + "NameHasNoOwner":  {ErrUnavailable, errUnsent},
	busErrors + "NoReply":         {ErrUnavailable, errLost}, // the receiver ended
	busErrors + "NotSupported":    {ErrUnavailable, errNoDH},
	busErrors + "InvalidArgs":     {ErrUnavailable, errArguments},
	busErrors + "Timeout":         {ErrTimeout},
	busErrors + "TimedOut":        {ErrTimeout},
}

// explain puts an error of a call into the words of store.go. Of what the
// service says only the error's name is kept: a message could hold anything.
func explain(ctx context.Context, err error) error {
	var said dbus.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &said):
		known := meanings[said.Name]
		if known == nil {
			known = []error{ErrUnavailable}
		}
		return &callError{known, said.Name}
	case ctx.Err() != nil:
		return ended(ctx)
	case errors.Is(err, dbus.ErrClosed):
		return &callError{[]error{ErrUnavailable, errUnsent}, "the bus is gone"}
	}
	return &callError{[]error{ErrUnavailable, errLost}, "the bus is gone"}
}

// callError is what became of a call.
type callError struct {
	means []error
	name  string
}

func (e *callError) Error() string { return fmt.Sprintf("%v (%s)", e.means[0], e.name) }

func (e *callError) Unwrap() []error { return e.means }

// ofItem makes an item that is gone ErrNotFound.
func ofItem(err error) error {
	var e *callError
	if errors.Is(err, errNoObject) && errors.As(err, &e) {
		return &callError{[]error{ErrNotFound}, e.name}
	}
	return err
}

// final makes of an error one that says nothing about trying again.
func final(err error) error {
	var e *callError
	if errors.As(err, &e) {
		return &callError{e.means[:1], e.name}
	}
	return err
}

// garbled is the error for an answer that breaks the specification.
func garbled(what string) error {
	return fmt.Errorf("%w that can be used: its answer is wrong: %s", ErrUnavailable, what)
}
