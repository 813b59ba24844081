package provider

import (
	"slices"
	"strings"
)

// Calls are the requests by which a provider itself replaces or revokes a key that
// is sent to it; nil where it has none. They cannot be taken back.
type Calls struct {
	Rotate *Call `json:"rotate"`
	Revoke *Call `json:"revoke"`
}

// What a provider can be made to do.
const (
	Rotate = "rotate"
	Revoke = "revoke"
)

// CannotBeUndone is in Call.Does where that says so itself.
const CannotBeUndone = "cannot be undone"

// Call is one such request. {key} is replaced in headers, and in the body inside a
// JSON text; a URL may end in ?expires_at={expires}, which is a day.
type Call struct {
	Kinds   []string          `json:"kinds"` // that it takes; a key of another kind, or of none, has no call
	Method  string            `json:"method"`
	URL     string            `json:"url"`
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body"` // JSON

	Done    []int    `json:"done"`    // status codes: the provider did it
	Refused []Denial `json:"refused"` // it did nothing

	Token    string   `json:"token"`     // JSON pointer of the new value
	Expires  []string `json:"expires"`   // where the answer has its end
	MostDays int      `json:"most_days"` // the longest life that can be asked for
	KeepsOld bool     `json:"keeps_old"` // the old value works on until it is revoked
	Later    bool     `json:"later"`     // the provider says yes before it has done it

	Needs string `json:"needs"` // one sentence
	Does  string `json:"does"`  // one or two sentences: what, and what cannot be undone
}

// Denial is a status that says that nothing was done.
type Denial struct {
	Status int    `json:"status"`
	Why    string `json:"why"` // one or two sentences
}

// Call is the request that replaces or revokes a key of a kind; nil if there is none.
func (p Provider) Call(what, kind string) *Call {
	var c *Call
	switch what {
	case Rotate:
		c = p.Calls.Rotate
	case Revoke:
		c = p.Calls.Revoke
	}
	if c == nil || p.Own || !slices.Contains(c.Kinds, kind) {
		return nil
	}
	return c
}

// Dated tells whether the end of the new value is chosen with the call.
func (c Call) Dated() bool { return strings.HasSuffix(c.URL, "?expires_at={expires}") }
