// Package secret holds one type: a value that redacts itself.
//
// Everything that prints, formats, logs or marshals a Value gets "[redacted]".
// Its bytes are taken with Reveal at the last moment, and only where they
// leave the program: the keychain, the clipboard, a pipe, the local socket.
package secret

import (
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"log/slog"
)

const redacted = "[redacted]"

// ErrMarshal says that a Value cannot be read from JSON or text: its written
// form is "[redacted]", so reading one back would replace the real value.
var ErrMarshal = errors.New("a secret value cannot be read from its redacted form")

// Value is a secret. The zero Value is empty. Copies share their bytes.
type Value struct {
	// A function, because fmt prints unexported fields of other people's
	// structs without asking for a Formatter, and follows pointers for verbs
	// it does not know: of a function it can only print the address.
	held func() *[]byte
}

// New makes a Value of a copy of b; the caller may wipe b.
func New(b []byte) Value {
	c := make([]byte, len(b))
	copy(c, b)
	return Value{func() *[]byte { return &c }}
}

// FromString makes a Value of s.
func FromString(s string) Value {
	return New([]byte(s))
}

// Reveal returns the bytes themselves, not a copy.
func (v Value) Reveal() []byte {
	if v.held == nil {
		return nil
	}
	return *v.held()
}

// Len is the length in bytes.
func (v Value) Len() int { return len(v.Reveal()) }

// Equal compares in a time that depends on the lengths only.
func (v Value) Equal(o Value) bool {
	return subtle.ConstantTimeCompare(v.Reveal(), o.Reveal()) == 1
}

// Wipe overwrites the bytes, for every copy of v. The runtime may have moved
// or copied them before: this shortens a value's life, it proves nothing.
func (v Value) Wipe() {
	clear(v.Reveal())
	if v.held != nil {
		*v.held() = nil
	}
}

// String returns "[redacted]".
func (v Value) String() string { return redacted }

// GoString returns "[redacted]".
func (v Value) GoString() string { return redacted }

// Format writes "[redacted]" for every verb.
func (v Value) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, redacted) }

// LogValue logs "[redacted]".
func (v Value) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalText returns "[redacted]".
func (v Value) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// MarshalJSON returns "[redacted]" as a JSON string.
func (v Value) MarshalJSON() ([]byte, error) { return []byte(`"` + redacted + `"`), nil }

// UnmarshalText always fails with ErrMarshal.
func (v *Value) UnmarshalText([]byte) error { return ErrMarshal }

// UnmarshalJSON always fails with ErrMarshal.
func (v *Value) UnmarshalJSON([]byte) error { return ErrMarshal }
