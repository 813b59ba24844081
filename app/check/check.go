// Package check asks a provider whether a key works, or makes it replace or revoke
// one, through a program of its own: the program that holds the keys cannot use the
// network. Here is what the two say to each other, and where a request may go;
// package online sends it.
package check

import (
	"time"

	"keytray/app/secret"
)

// Request is a question about one key, or a call to change it, which the person has
// confirmed.
type Request struct {
	Provider string // ID of a built-in catalogue entry
	Kind     string
	Account  string // what the provider needs besides the key, if it does
	Region   string // another host of the provider; "" is the usual one
	Secret   secret.Value

	// Call makes the provider change something: provider.Rotate or provider.Revoke;
	// "" only asks. Expires is the end that a new value is to have.
	Call    string
	Expires time.Time
}

// Answer is what became of it.
type Answer struct {
	Result  string        `json:"result"`
	Why     string        `json:"why"`  // the result as one or two sentences
	Host    string        `json:"host"` // that was asked
	Account string        `json:"account,omitempty"`
	Scopes  string        `json:"scopes,omitempty"`
	Expires time.Time     `json:"expires,omitzero"`
	Count   int           `json:"count,omitempty"` // of what the key can see
	Counts  string        `json:"counts,omitempty"`
	Took    time.Duration `json:"took"` // nanoseconds
	// Secret is the new value that a call brought. It never goes into JSON by itself.
	Secret secret.Value `json:"-"`
}

// Results.
const (
	Accepted = "accepted"
	Limited  = "limited"  // the key is real, and allowed little
	Rejected = "rejected" // revoked, expired or mistyped
	Unknown  = "unknown"  // no answer that tells

	Done    = "done"    // of a call: the provider did it
	Refused = "refused" // of a call: the provider did nothing
)

const (
	// Limit is the time for one request, from the name of the host to the end of the answer.
	Limit = 10 * time.Second
	// CallLimit is the same for a call: who gives up early loses the new value.
	CallLimit = time.Minute
	// MostSecret is the longest value in bytes that is sent: servers take no
	// longer headers.
	MostSecret = 8 << 10
)
