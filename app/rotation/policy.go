package rotation

import "keytray/app/text"

// Policy is a rotation window in calendar months after a key was created: it
// opens after DueAfter and closes after OverdueAfter. A zero field means "not
// set here", so that a key, its provider and the settings can each say a part.
type Policy struct {
	DueAfter     int `json:"due_after,omitempty"`
	OverdueAfter int `json:"overdue_after,omitempty"`
}

// Default is the window where nobody chose another one.
var Default = Policy{DueAfter: 3, OverdueAfter: 6}

const longestPolicy = 120 // months; ten years is a typing mistake

// Validate reports, in a sentence fit to be shown, why p is not a window. Call
// it on the result of Or: two valid halves can make an invalid whole.
func (p Policy) Validate() error {
	switch {
	case p.DueAfter < 1:
		return text.Error("the rotation window opens after 1 month at the earliest")
	case p.OverdueAfter <= p.DueAfter:
		return text.Errorf("the rotation window opens after %d months, so it must close later than that", p.DueAfter)
	case p.OverdueAfter > longestPolicy:
		return text.Errorf("the rotation window closes after %d months at the latest", longestPolicy)
	}
	return nil
}

// Or fills the fields that p leaves open from fallback.
func (p Policy) Or(fallback Policy) Policy {
	if p.DueAfter == 0 {
		p.DueAfter = fallback.DueAfter
	}
	if p.OverdueAfter == 0 {
		p.OverdueAfter = fallback.OverdueAfter
	}
	return p
}
