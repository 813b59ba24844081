package text

import "time"

// WereExposed says how many keys somebody else may have seen.
func WereExposed(n int) string { return N(n, "1 key was exposed", "%d keys were exposed", n) }

// LeakedMayWork says how many keys were replaced after a leak, but may not be dead.
func LeakedMayWork(n int) string {
	return N(n, "1 leaked key may still work", "%d leaked keys may still work", n)
}

// MoreNeedRotating goes on after keys that are worse.
func MoreNeedRotating(n int) string {
	return N(n, "1 more needs rotating.", "%d more need rotating.", n)
}

// StopSoon says how many keys their provider ends in the next days.
func StopSoon(n int) string {
	return N(n, "1 key stops working soon", "%d keys stop working soon", n)
}

// MoreStopSoon goes on after keys that are worse.
func MoreStopSoon(n int) string {
	return N(n, "1 more stops working soon.", "%d more stop working soon.", n)
}

// NamedStopSoon says which keys their provider ends in the next days.
func NamedStopSoon(names []string) string {
	return N(len(names), "%s stops working soon.", "%s stop working soon.", Names(names))
}

// NamedAllTheSame says which keys no snooze silences.
func NamedAllTheSame(names []string) string {
	return N(len(names), "%s was exposed: it is named every day all the same, until the old value is dead.",
		"%s were exposed: they are named every day all the same, until the old values are dead.", Names(names))
}

// MoreInWindow goes on after the keys that need rotating: how many could wait.
func MoreInWindow(n int) string {
	return N(n, "1 more is in its window.", "%d more are in their window.", n)
}

// Snooze is a button that silences reminders for whole days.
func Snooze(d time.Duration) string {
	days := int(d / (24 * time.Hour))
	if days == 7 {
		return T("Snooze 1 week")
	}
	return N(days, "Snooze 1 day", "Snooze %d days", days)
}
