package check

import "time"

// SetPatience makes waiting short, until undo.
func SetPatience(d time.Duration) (undo func()) {
	was := patience
	patience = d
	return func() { patience = was }
}
