package window

import (
	"strconv"
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
	wordsNoLives      = "No keys yet. Their life lines appear here."
	wordsNothingSoon  = "Nothing in the next 30 days."
	wordsRemindThen   = "Remind me that day"
	wordsWhatToDo     = "What to do…"
	wordsSaveCalendar = "Save as calendar file…"
)

func wordsSoon(n int) string { return "Next 30 days " + number(n) }

func wordsNeedNow(n int) string {
	if n == 1 {
		return "needs rotating now"
	}
	return "need rotating now"
}

func wordsMayStillWork(n int) string {
	if n == 1 {
		return "leaked, and its old value may still work"
	}
	return "leaked, and their old values may still work"
}

func wordsInWindow(n int) string {
	if n == 1 {
		return "is in its window"
	}
	return "are in their window"
}

func wordsEndSoon(n int) string {
	if n == 1 {
		return "ends at its provider within 30 days"
	}
	return "end at their provider within 30 days"
}

func wordsUnderWay(n int) string {
	if n == 1 {
		return "is being rotated"
	}
	return "are being rotated"
}

func wordsAreFresh(n int) string {
	if n == 1 {
		return "key, and it is fresh"
	}
	return "keys, and all are fresh"
}

// wordsStepOf says where a rotation is, in as few words as there is room for.
func wordsStepOf(c *api.Case, short bool) string {
	words := strconv.Itoa(c.Number) + " of " + strconv.Itoa(c.Of)
	if short {
		return words
	}
	return "step " + words
}

// wordsLeakedStep is wordsStepOf where the value that is to die has leaked.
func wordsLeakedStep(c *api.Case, short bool) string {
	if short {
		return "leaked"
	}
	return "leaked, " + wordsStepOf(c, true)
}

func wordsRotating(c *api.Case) string { return "rotating, " + wordsStepOf(c, false) }

// wordsSitting proposes a day on which n keys can be rotated.
func wordsSitting(day time.Time, n int, now time.Time) []kit.Span {
	on := "on " + text.Date(day)
	if !day.After(now) {
		on = "today"
	}
	return kit.Words("", "One sitting instead of many: ", on+", "+number(n)+" keys are in their window at the same time.")
}

func wordsSilentUntil(n int, day time.Time) string {
	return text.Keys(n) + " silent until " + text.Date(day)
}
