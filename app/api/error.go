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
	Err  error  `json:"-"` // the cause, for logs; it does not cross the socket
}

// Error returns the sentences.
func (e *Error) Error() string { return e.Text }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// KindOf is the kind of err, Failed if it has none.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Failed
}
