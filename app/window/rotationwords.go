package window

import (
	"cmp"
	"errors"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"keytray/app/api"
	"keytray/app/text"
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

func wordsRotating(c *api.Case) string { return "rotating, " + wordsStepOf(c, false) }

// wordsSitting proposes a day on which n keys can be rotated.
func wordsSitting(day time.Time, n int, now time.Time) []span {
	on := "on " + text.Date(day)
	if !day.After(now) {
		on = "today"
	}
	return words("", "One sitting instead of many: ", on+", "+number(n)+" keys are in their window at the same time.")
}

func wordsSilentUntil(n int, day time.Time) string {
	return text.Keys(n) + " silent until " + text.Date(day)
}

// Words about reminders and places in the detail of a key.
const (
	wordsSnoozeWeek = "Snooze 1 week"
	wordsWake       = "Wake"
	wordsMute       = "Mute"
	wordsUnmute     = "Unmute"
	wordsHasKey     = "has this key"
	wordsHasOld     = "still holds the old key"
	wordsNotTold    = "not told yet"
	wordsNotChecked = "not checked"
)

// wordsReminders says when Keytray speaks up about a key.
func wordsReminders(k api.Key, now time.Time) string {
	switch {
	case k.Phase == "exposed":
		return "Reminds you every day until it is replaced."
	case k.Muted:
		return "Muted. Keytray does not remind you of it."
	case k.SnoozedUntil.After(now):
		return "Snoozed until " + text.Date(k.SnoozedUntil.Local()) + "."
	case k.Case != nil:
		return "Reminds you until the rotation is done."
	case k.Phase == "fresh" && speaks(k).After(now):
		return "Reminds you from " + text.Date(speaks(k).Local()) + " on."
	case k.Phase == "fresh":
		return "Reminds you before it ends on " + text.Date(k.Expires.Local()) + "."
	}
	return "Reminds you until it is rotated."
}

// speaks is when the reminders of a fresh key begin: as its window opens, or a month
// before its provider ends it.
func speaks(k api.Key) time.Time {
	if end := k.Expires.AddDate(0, 0, -soonDays); !k.Expires.IsZero() && end.Before(k.DueFrom) {
		return end
	}
	return k.DueFrom
}

// wordsBegun says where a rotation is and when it began.
func wordsBegun(c *api.Case, now time.Time) string {
	w := wordsRotating(c)
	return strings.ToUpper(w[:1]) + w[1:] + ". Begun " + dayBegun(c.Started, now) + "."
}

func dayBegun(t, now time.Time) string {
	if day := dayOf(t, now); day != "Today" {
		return day
	}
	return "today"
}

// wordsOldLeaked warns of a leaked value that was replaced but may still work.
func wordsOldLeaked(k api.Key) []span {
	who := cmp.Or(issuer(k), "its provider")
	return words("", "The old value leaked.", " It can be misused until "+who+" refuses it.")
}

// wordsValueLeaked warns of the value that is in use.
func wordsValueLeaked(e *api.Exposure, now time.Time) []span {
	since := ""
	if e != nil && !e.At.IsZero() {
		since = " on " + dayOf(e.At, now)
		if dayOf(e.At, now) == "Today" {
			since = " today"
		}
	}
	return words("", "This key leaked.", " You marked it as exposed"+since+".")
}

// Sentences about the calendar file.
const (
	wordsSaveCalendarHead = "Save as calendar file"
	wordsCalendarHolds    = "It has the days on which windows open and close and providers end keys. Values are never in it."
	wordsWithNames        = "With the names of the keys"
	wordsThereIsAFile     = "There is a file of that name. Save again to replace it."
)

// wordsNotSaved says why a file could not be written.
func wordsNotSaved(err error) string {
	switch {
	case errors.Is(err, errNoName):
		return "Type a name for the file."
	case errors.Is(err, fs.ErrNotExist):
		return "There is no such folder."
	case errors.Is(err, fs.ErrPermission):
		return "You may not write there. Choose another folder."
	}
	return "The file could not be written: " + err.Error() + "."
}
