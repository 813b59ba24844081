package window

import (
	"time"

	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

func wordsHasNew(name string) string { return text.T("%s has a new key", name) }

// wordsRotationEnded says how a rotation ended; provider may be empty.
func wordsRotationEnded(how ending, provider string) string {
	switch how {
	case endedChecked:
		return named(provider, text.T("%s refuses the old one. Its value was deleted here.", provider), text.T("The provider refuses the old one. Its value was deleted here."))
	case endedByProvider:
		return named(provider, text.T("%s ended the old one. Its value was deleted here.", provider), text.T("The provider ended the old one. Its value was deleted here."))
	}
	return text.T("The value of the old one was deleted here.")
}

func wordsFreshUntil(k api.Key) string {
	switch {
	case !k.Expires.IsZero() && k.Expires.Before(k.DueFrom):
		return text.T("Ends on %s", dayWords(k.Expires))
	case k.Phase != "fresh":
		before := k.OverdueFrom
		if !k.Expires.IsZero() {
			before = sooner(before, k.Expires)
		}
		return text.T("Rotate it before %s", dayWords(before))
	}
	return text.T("Fresh until %s", dayWords(k.DueFrom))
}

// wordsNextInLine says which key should be rotated next, and why.
func wordsNextInLine(k api.Key, now time.Time) []kit.Span {
	why := text.Phase(k.Phase)
	if days := int(now.Sub(k.OverdueFrom).Hours() / 24); k.Phase == "overdue" && days > 0 {
		why = text.N(days, "overdue for 1 day", "overdue for %d days", days)
	}
	name := kit.Unmarked(k.Name)
	if of := kit.Issuer(k); of != "" {
		return kit.Marked(text.T("Next in line: **%s**, %s, %s.", name, kit.Unmarked(of), why))
	}
	return kit.Marked(text.T("Next in line: **%s**, %s.", name, why))
}

func wordsRotateOther(k api.Key) string { return text.T("Rotate %s…", short(k.Name)) }
