package text

import (
	"fmt"
	"time"
)

// MoreInWindow goes on after the keys that need rotating: how many could wait.
func MoreInWindow(n int) string {
	if n == 1 {
		return "1 more is in its window."
	}
	return fmt.Sprintf("%d more are in their window.", n)
}

// Snooze is a button that silences reminders for whole days.
func Snooze(d time.Duration) string {
	switch days := int(d / (24 * time.Hour)); days {
	case 1:
		return "Snooze 1 day"
	case 7:
		return "Snooze 1 week"
	default:
		return fmt.Sprintf("Snooze %d days", days)
	}
}
