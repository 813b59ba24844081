package session

import (
	"slices"
	"strings"
)

// faults are what no program may say, whatever else it does: a widget that is used on another thread than the window's,
// anything else that the toolkit calls an error, a crash, two goroutines at one variable.
var faults = []string{"*** Error in Fyne call thread", "Fyne error:", "panic:", "fatal error:", "DATA RACE"}

// harmless are lines that say so of nothing. The toolkit empties its file of preferences before it writes it, and sees
// that itself; there is nothing in ours.
var harmless = []string{"Fyne error:  Preferences load error:"}

// Fault is the first line of what a program has said that tells of a fault; empty if there is none.
func Fault(said string) string {
	for line := range strings.Lines(said) {
		within := func(part string) bool { return strings.Contains(line, part) }
		if slices.ContainsFunc(faults, within) && !slices.ContainsFunc(harmless, within) {
			return strings.TrimSpace(line)
		}
	}
	return ""
}
