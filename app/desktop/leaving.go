package desktop

// Leaving is why nobody may be sitting at the computer from now on.
type Leaving string

// The reasons that the systems tell of.
const (
	Locked Leaving = "locked" // the screen
	Asleep Leaving = "asleep" // the computer, in a moment
)
