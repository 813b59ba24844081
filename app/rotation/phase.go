package rotation

// Phase is where a key stands in its life. A key has exactly one; where
// several would fit, the most urgent wins.
type Phase string

// The phases, least urgent first.
const (
	Fresh   Phase = "fresh"   // nothing to do
	Due     Phase = "due"     // the window is open
	Overdue Phase = "overdue" // the window has closed
	Expired Phase = "expired" // the provider's end date is today or past
	Exposed Phase = "exposed" // somebody else may have seen the value
)

// NeedsRotating tells the phases that ask for action from those that can wait.
func (p Phase) NeedsRotating() bool {
	return p == Exposed || p == Expired || p == Overdue
}

// Urgency is a sort key: sorted by it in rising order, exposed comes first and
// fresh last.
func (p Phase) Urgency() int {
	switch p {
	case Exposed:
		return 0
	case Expired:
		return 1
	case Overdue:
		return 2
	case Due:
		return 3
	}
	return 4
}
