package window

import (
	"cmp"
	"strings"
	"time"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// Words about reminders and places in the detail of a key.
const (
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
	case leaked(k):
		return "Reminds you every day until the old value is dead."
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
func wordsOldLeaked(k api.Key) []kit.Span {
	who := cmp.Or(kit.Issuer(k), "its provider")
	return kit.Words("", "The old value leaked.", " It can be misused until "+who+" refuses it.")
}

// wordsValueLeaked warns of the value that is in use.
func wordsValueLeaked(e *api.Exposure, now time.Time) []kit.Span {
	since := ""
	if e != nil && !e.At.IsZero() {
		since = " on " + dayOf(e.At, now)
		if dayOf(e.At, now) == "Today" {
			since = " today"
		}
	}
	return kit.Words("", "This key leaked.", " You marked it as exposed"+since+".")
}
