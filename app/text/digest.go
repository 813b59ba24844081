package text

import (
	"fmt"
	"time"
)

// WereExposed says how many keys somebody else may have seen.
func WereExposed(n int) string {
	if n == 1 {
		return "1 key was exposed"
	}
	return fmt.Sprintf("%d keys were exposed", n)
}

// LeakedMayWork says how many keys were replaced after a leak, but may not be dead.
func LeakedMayWork(n int) string {
	if n == 1 {
		return "1 leaked key may still work"
	}
	return fmt.Sprintf("%d leaked keys may still work", n)
}

// MoreNeedRotating goes on after keys that are worse.
func MoreNeedRotating(n int) string {
	if n == 1 {
		return "1 more needs rotating."
	}
	return fmt.Sprintf("%d more need rotating.", n)
}

// NamedAllTheSame says which keys no snooze silences.
func NamedAllTheSame(names []string) string {
	if len(names) == 1 {
		return names[0] + " was exposed: it is named every day all the same, until the old value is dead."
	}
	return Names(names) + " were exposed: they are named every day all the same, until the old values are dead."
}

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
