package window

import "keytray/app/text"

// What is said of a copy on the clipboard; text.T says it in the person's language.
var (
	wordsIdle       = text.Mark("A copy is taken off the clipboard by itself.")
	wordsCleared    = text.Mark("Cleared.")
	wordsPasted     = text.Mark("Pasted, cleared.")
	wordsGone       = text.Mark("The display ended, and the clipboard with it.")
	wordsNotOurs    = text.Mark("Something else is on the clipboard now.")
	wordsNotCleared = text.Mark("The clipboard could not be cleared. Copy something else to replace it.")
)

func wordsStays(time string) string {
	return text.T("A copy is cleared after %s.", time)
}

// wordsClears says when a copy goes; in short the ring beside it has the seconds.
func wordsClears(c copied, short bool) string {
	left := text.Seconds(c.left)
	switch {
	case short && c.once:
		return text.T("Clears when pasted.")
	case short:
		return text.T("Clears in %s.", left)
	case c.once:
		return text.T("On the clipboard. Clears at the first paste, or in %s.", left)
	}
	return text.T("On the clipboard. Clears in %s.", left)
}

// wordsClearsAt is wordsClears without a time that runs, for screen readers.
func wordsClearsAt(c copied) string {
	at := text.Clock(c.until.Local())
	if c.once {
		return text.T("On the clipboard. Clears at the first paste, or at %s.", at)
	}
	return text.T("On the clipboard. Clears at %s.", at)
}

// wordsHidden are what screen readers say of a masked value.
func wordsHidden(tail string) string {
	if tail == "" {
		return text.T("The value is hidden.")
	}
	return text.T("The value is hidden. It ends in %s.", tail)
}

// wordsClearsShort is wordsClears where there is less room.
func wordsClearsShort(c copied) string {
	if c.once {
		return text.T("Clears at the first paste, or in %s.", text.Seconds(c.left))
	}
	return text.T("Clears in %s.", text.Seconds(c.left))
}
