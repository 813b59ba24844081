package window

import (
	"time"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// Words on the buttons about reminders; text.T says them in the person's language.
var (
	wordsWake   = text.Mark("Wake")
	wordsMute   = text.Mark("Mute")
	wordsUnmute = text.Mark("Unmute")
)

// wordsReminders says when Keytray speaks up about a key.
func wordsReminders(k api.Key, now time.Time) string {
	switch {
	case k.Phase == "exposed":
		return text.T("Reminds you every day until it is replaced.")
	case leaked(k):
		return text.T("Reminds you every day until the old value is dead.")
	case k.Muted:
		return text.T("Muted. Keytray does not remind you of it.")
	case k.SnoozedUntil.After(now):
		return text.T("Snoozed until %s.", text.Date(k.SnoozedUntil.Local()))
	case k.Case != nil:
		return text.T("Reminds you until the rotation is done.")
	case k.Phase == "fresh" && speaks(k).After(now):
		return text.T("Reminds you from %s on.", text.Date(speaks(k).Local()))
	case k.Phase == "fresh":
		return text.T("Reminds you before it ends on %s.", text.Date(k.Expires.Local()))
	}
	return text.T("Reminds you until it is rotated.")
}

// speaks is when the reminders of a fresh key begin: as its window opens, or a month
// before its provider ends it.
func speaks(k api.Key) time.Time {
	if end := k.Expires.AddDate(0, 0, -soonDays); !k.Expires.IsZero() && end.Before(k.DueFrom) {
		return end
	}
	return k.DueFrom
}

// wordsStandingOf says where a key stands. A new value is fresh, but nothing is well until
// the old one, which has leaked, is dead.
func wordsStandingOf(k api.Key) string {
	if kit.LeakedBefore(k) {
		return text.T("Revoke the old value: it leaked, and may still work.")
	}
	return text.Standing(k.Phase, k.DueFrom, k.OverdueFrom, k.Expires)
}

// rotationShape is the shape before that.
func rotationShape(k api.Key) string {
	if kit.LeakedBefore(k) {
		return "exposed"
	}
	return k.Phase
}

// wordsBegun says where a rotation is and when it began.
func wordsBegun(c *api.Case, now time.Time) string {
	if sameDay(c.Started.Local(), now.Local()) {
		return text.T("Rotating, step %d of %d. Begun today.", c.Number, c.Of)
	}
	return text.T("Rotating, step %d of %d. Begun %s.", c.Number, c.Of, dayOf(c.Started, now))
}

// wordsOldLeaked warns of a leaked value that was replaced but may still work.
func wordsOldLeaked(k api.Key) []kit.Span {
	end := text.T("It can be misused until its provider refuses it.")
	if who := kit.Issuer(k); who != "" {
		end = text.T("It can be misused until %s refuses it.", who)
	}
	return kit.Words("", text.T("The old value leaked."), " "+end)
}

// wordsValueLeaked warns of the value that is in use.
func wordsValueLeaked(e *api.Exposure, now time.Time) []kit.Span {
	since := text.T("You marked it as exposed.")
	switch {
	case e == nil || e.At.IsZero():
	case sameDay(e.At.Local(), now.Local()):
		since = text.T("You marked it as exposed today.")
	default:
		since = text.T("You marked it as exposed on %s.", dayOf(e.At, now))
	}
	return kit.Words("", text.T("This key leaked."), " "+since)
}
