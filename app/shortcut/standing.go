package shortcut

import "context"

// Listener listens for a combination until ctx ends, and returns then. What
// Wanted has it call, it calls one at a time.
type Listener func(ctx context.Context, w Wanted)

// Wanted is what is listened for, and who is told.
type Wanted struct {
	Combination Combination
	Purpose     string         // a few words, for desktops that ask the person
	Pressed     func()         // once for each press, however long it is held
	Tell        func(Standing) // how it stands, at each change
	// Typed, where it is not nil, is asked before Pressed by a listener that can keep
	// what is typed next from the program in front. It answers at once; nil for no.
	Typed func() *Typed
}

// Standing is whether a combination is heard.
type Standing struct {
	State State
	Keys  string // what the person presses, in the desktop's words, where it chose that; else ""
	Err   error  // why it is not heard, for a log
}

// State of a combination that is listened for.
type State string

// States. The zero one is that nothing is known yet.
const (
	Works    State = "works"
	Taken    State = "taken"    // another program has it
	Declined State = "declined" // the desktop asked the person, who said no
	NoKey    State = "no key"   // the keyboard does not have it
	Gone     State = "gone"     // the display or the desktop's service; it is waited for
	None     State = "none"     // this desktop has no way to listen
)
