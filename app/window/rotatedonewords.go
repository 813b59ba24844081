package window

import (
	"cmp"
	"time"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

func wordsHasNew(name string) string { return name + " has a new key" }

// wordsRotationEnded says how a rotation ended; provider may be empty.
func wordsRotationEnded(how ending, provider string) string {
	provider = capital(cmp.Or(provider, "the provider"))
	switch how {
	case endedChecked:
		return provider + " refuses the old one. Its value was deleted here."
	case endedByProvider:
		return provider + " ended the old one. Its value was deleted here."
	}
	return "The value of the old one was deleted here."
}

func wordsFreshUntil(k api.Key) string {
	switch {
	case !k.Expires.IsZero() && k.Expires.Before(k.DueFrom):
		return "Ends on " + dayWords(k.Expires)
	case k.Phase != "fresh":
		return "Rotate it before " + dayWords(k.OverdueFrom)
	}
	return "Fresh until " + dayWords(k.DueFrom)
}

// wordsNextInLine says which key should be rotated next, and why.
func wordsNextInLine(k api.Key, now time.Time) []kit.Span {
	why := k.Phase
	if days := int(now.Sub(k.OverdueFrom).Hours() / 24); k.Phase == "overdue" && days > 0 {
		why = "overdue for " + text.DayCount(days)
	}
	of := ""
	if name := kit.Issuer(k); name != "" {
		of = name + ", "
	}
	return kit.Words("Next in line: ", k.Name, ", "+of+why+".")
}

func wordsRotateOther(k api.Key) string { return "Rotate " + short(k.Name) + "…" }
