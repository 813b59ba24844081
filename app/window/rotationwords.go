package window

import (
	"time"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// Sentences of the overview, and of a rotation under way.
const (
	wordsRotation     = "Rotation"
	wordsByUrgency    = "By urgency"
	wordsGoOn         = "Go on…"
	wordsNoLives      = "No keys yet."
	wordsLivesHere    = "Their life lines appear here."
	wordsNothingSoon  = "Nothing in the next 30 days."
	wordsRemindThen   = "Remind me that day"
	wordsWhatToDo     = "What to do…"
	wordsSaveCalendar = "Save as calendar file…"
)

// Counts of the head, with the number in bold.

func wordsNeedNow(n int) string {
	return text.N(n, "**1** needs rotating now", "**%d** need rotating now", n)
}

func wordsMayStillWork(n int) string {
	return text.N(n, "**1** leaked, and its old value may still work", "**%d** leaked, and their old values may still work", n)
}

func wordsInWindow(n int) string {
	return text.N(n, "**1** is in its window", "**%d** are in their window", n)
}

func wordsEndSoon(n int) string {
	return text.N(n, "**1** ends at its provider within 30 days", "**%d** end at their provider within 30 days", n)
}

func wordsUnderWay(n int) string {
	return text.N(n, "**1** is being rotated", "**%d** are being rotated", n)
}

func wordsAreFresh(n int) string {
	return text.N(n, "**1** key, and it is fresh", "**%d** keys, and all are fresh", n)
}

// wordsStepOf says where a rotation is, in as few words as there is room for.
func wordsStepOf(c *api.Case, short bool) string {
	if short {
		return kit.ShortStep(c)
	}
	return text.StepOf(c.Number, c.Of)
}

// wordsLeakedStep is wordsStepOf where the value that is to die has leaked.
func wordsLeakedStep(c *api.Case, short bool) string {
	if short {
		return text.T("leaked")
	}
	return text.T("leaked, %d of %d", c.Number, c.Of)
}

func wordsRotating(c *api.Case) string { return text.T("rotating, step %d of %d", c.Number, c.Of) }

// wordsSitting proposes a day on which n keys can be rotated.
func wordsSitting(day time.Time, n int, now time.Time) []kit.Span {
	if !day.After(now) {
		return kit.Marked(text.T("**One sitting instead of many:** today, %s keys are in their window at the same time.", number(n)))
	}
	return kit.Marked(text.T("**One sitting instead of many:** on %s, %s keys are in their window at the same time.", text.Date(day), number(n)))
}

func wordsSilentUntil(n int, day time.Time) string {
	return text.N(n, "1 key silent until %[2]s", "%[1]d keys silent until %[2]s", n, text.Date(day))
}
