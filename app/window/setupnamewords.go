package window

import (
	"time"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
)

const (
	wordsWhereUsed = "So you know what to update when you rotate it."
	wordsEndsToday = "It ends today. Leave the end empty to store it all the same."
)

func wordsMonths(n int) string {
	return text.N(n, "1 month", "%d months", n)
}

// issuerOf is the provider's name in a sentence; empty where nobody said who it is.
func issuerOf(p provider.Provider) string {
	if p.ID == provider.Other {
		return ""
	}
	return p.Name
}

func wordsEndsOn(provider string) string {
	return named(provider, text.T("%s ends it on", provider), text.T("It ends on"))
}

// wordsNoEnd says what an empty end means, and how late it can be.
func wordsNoEnd(p provider.Provider) string {
	if p.Expiry.MaxDays > 0 {
		return text.T("At most %s at %s. Empty if it has no end.", text.DayCount(p.Expiry.MaxDays), p.Name)
	}
	return text.T("Empty if it has no end")
}

// wordsMade stands beside the day on which a key was made.
func wordsMade(created, now time.Time, age int, already bool) string {
	switch {
	case created.After(now):
		return ""
	case age == 0 && already:
		return text.T("Today, or when it was made")
	case age == 0:
		return text.T("Today")
	}
	return text.T("%s old", text.Age(age))
}

func dayWords(t time.Time) string { return text.Date(t.Local()) }

// wordsReminder says when we speak up, with the date in bold.
func wordsReminder(k api.Key) []kit.Span {
	if !k.Expires.IsZero() && k.Expires.Before(k.DueFrom) {
		of, day := kit.Issuer(k), dayWords(k.Expires)
		return kit.Marked(named(of, text.T("%s ends it on **%s**. We remind you before.", kit.Unmarked(of), day), text.T("It ends on **%s**. We remind you before.", day)))
	}
	if k.Phase != "fresh" {
		return kit.Words(text.T("It is old enough to be rotated now. We remind you."))
	}
	return kit.Marked(text.T("We remind you on **%s**, when its rotation window opens.", dayWords(k.DueFrom)))
}

// wordsNotStored is for who has left meanwhile.
func wordsNotStored(why string) string {
	return text.Sentences(text.T("The new key is not stored."), why)
}

func wordsReady(name string) string { return text.T("%s is ready", name) }
