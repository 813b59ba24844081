package api

// What a key asks for. Every key that asks for something is counted once: whoever counts
// goes by these, so that the window, the tray, the commands and the notifications never
// give two numbers for one thing.

// NeedsRotating tells whether k asks for action now: somebody else may be using it, it is
// too old, or it works no more. A rotation after a leak is not over while the old value
// may be alive.
func (k Key) NeedsRotating() bool {
	switch k.Phase {
	case "exposed", "expired", "overdue":
		return true
	}
	return k.Case != nil && k.Case.Leaked != nil
}

// BeingRotated tells whether a rotation of k is under way that nothing is wrong with.
func (k Key) BeingRotated() bool { return k.Case != nil && !k.NeedsRotating() }

// InWindow tells whether k is due and nobody has begun to rotate it.
func (k Key) InWindow() bool { return k.Phase == "due" && k.Case == nil }
