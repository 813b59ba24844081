package window

import (
	"strings"
	"time"

	"keytray/app/api"
	"keytray/app/text"
)

// happened is an event in words; provider is who issued the key, "" where nobody said.
func happened(e api.Event, provider string) string {
	switch e.What {
	case "added":
		return text.C("history", "Added")
	case "copied":
		if e.Note != "" {
			return text.C("history", "Old value copied")
		}
		return text.C("history", "Copied")
	case "revealed":
		return text.C("history", "Revealed")
	case "edited":
		return text.C("history", "Edited")
	case "checked":
		return answered(e.Note, provider)
	case "old value checked":
		if e.Note == api.CheckRejected {
			return text.T("Old value refused")
		}
		return text.T("Old value checked")
	case "rotated":
		if e.Note != "" {
			return text.T("Back to the old value")
		}
		return text.C("history", "Rotated")
	case windowOpened:
		return text.T("Rotation window opened")
	case windowClosed:
		return text.T("Overdue")
	case "rotation begun":
		return text.T("Rotation begun")
	case "rotation finished":
		return text.T("Rotation finished")
	case "rotation given up":
		return text.T("Rotation given up")
	}
	return rarer(e, provider)
}

func rarer(e api.Event, provider string) string {
	switch e.What {
	case "revoked":
		return text.T("Old value revoked")
	case "exposed":
		if e.Note != "" {
			return text.T("Marked as leaked: %s", e.Note)
		}
		return text.T("Marked as leaked")
	case "not exposed":
		return text.T("Not leaked after all")
	case "snoozed":
		return text.T("Reminders snoozed")
	case "deleted":
		return text.C("history", "Deleted")
	case "restored":
		return text.C("history", "Restored")
	case "destroyed":
		return text.T("Value destroyed")
	case "recovered":
		return text.T("Recovered")
	case "repaired":
		return text.T("Repaired")
	case "asked to rotate":
		if provider == "" {
			return text.T("Provider asked to rotate it")
		}
		return text.T("%s asked to rotate it", provider)
	case "asked to revoke":
		if provider == "" {
			return text.T("Provider asked to revoke it")
		}
		return text.T("%s asked to revoke it", provider)
	}
	return unknownEvent(e)
}

// unknownEvent is for what a newer Keytray has written.
func unknownEvent(e api.Event) string {
	what := e.What
	if what != "" {
		what = strings.ToUpper(what[:1]) + what[1:]
	}
	if e.Note != "" {
		return what + ", " + e.Note
	}
	return what
}

// answered is what a provider said of a key.
func answered(result, provider string) string {
	switch {
	case result == api.CheckAccepted && provider != "":
		return text.T("Accepted by %s", provider)
	case result == api.CheckAccepted:
		return text.C("history", "Accepted")
	case result == api.CheckLimited && provider != "":
		return text.T("Accepted by %s, allowed little", provider)
	case result == api.CheckLimited:
		return text.T("Accepted, allowed little")
	case result == api.CheckRejected && provider != "":
		return text.T("Refused by %s", provider)
	case result == api.CheckRejected:
		return text.C("history", "Refused")
	}
	return text.C("history", "Checked")
}

// dayIn is a day of the history: a day close by is a word.
func dayIn(t, now time.Time) string {
	t, now = t.Local(), now.Local()
	switch {
	case sameDay(t, now):
		return text.T("Today")
	case sameDay(t, now.AddDate(0, 0, -1)):
		return text.T("Yesterday")
	}
	return dayOf(t, now)
}
