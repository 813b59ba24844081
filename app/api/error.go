package api

import "errors"

// Kind is the kind of an error; commands turn it into their exit status.
type Kind string

// Kinds of errors.
const (
	Failed      Kind = "failed"      // it did not work
	Usage       Kind = "usage"       // what was asked makes no sense
	NotFound    Kind = "not_found"   // no such key
	Locked      Kind = "locked"      // the keychain is locked
	Dismissed   Kind = "dismissed"   // the person closed the keychain's prompt
	Unavailable Kind = "unavailable" // there is no keychain
	Silent      Kind = "silent"      // the keychain did not answer in time
	Refused     Kind = "refused"     // duplicate, malformed or ambiguous
	Changed     Kind = "changed"     // what was to be changed is another by now: see EditRequest.Was
	NoDisplay   Kind = "no_display"  // the agent was started where there is none
	NoAgent     Kind = "no_agent"    // nothing listens on the socket
	Ended       Kind = "ended"       // the agent ends, as it was asked to
)

// Error is a failure that can be shown to a person: one or two short sentences,
// what happened and what to do. It never holds a value or a part of one.
type Error struct {
	Kind Kind   `json:"kind"`
	Text string `json:"text"`
	// Reason says more of a refusal that a face has a way out of; mostly empty.
	Reason Reason `json:"reason,omitempty"`
	// Key is the ID of the key that the reason is about.
	Key string `json:"key,omitempty"`
	Err error  `json:"-"` // the cause, for logs; it does not cross the socket
}

// Reason is why a value was refused.
type Reason string

// Reasons of refusals.
const (
	SameValue Reason = "same_value" // another key, which is not in the bin, holds it
	OldValue  Reason = "old_value"  // it is the one to which the key can go back
)

// Error returns the sentences.
func (e *Error) Error() string { return e.Text }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// ReasonOf is the reason of err and the ID of the key that it is about, empty if it has
// none.
func ReasonOf(err error) (reason Reason, key string) {
	var e *Error
	if errors.As(err, &e) {
		return e.Reason, e.Key
	}
	return "", ""
}

// KindOf is the kind of err, Failed if it has none.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Failed
}
