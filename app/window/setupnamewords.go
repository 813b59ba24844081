package window

import (
	"fmt"
	"strconv"
	"strings"
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
	if n == 1 {
		return "1 month"
	}
	return fmt.Sprintf("%d months", n)
}

// issuerOf is the provider's name in a sentence; empty where nobody said who it is.
func issuerOf(p provider.Provider) string {
	if p.ID == provider.Other {
		return ""
	}
	return p.Name
}

func wordsEndsOn(provider string) string {
	if provider == "" {
		return "It ends on"
	}
	return provider + " ends it on"
}

// wordsNoEnd says what an empty end means, and how late it can be.
func wordsNoEnd(p provider.Provider) string {
	if p.Expiry.MaxDays > 0 {
		return "At most " + text.DayCount(p.Expiry.MaxDays) + " at " + p.Name + ". Empty if it has no end."
	}
	return "Empty if it has no end"
}

// wordsMade stands beside the day on which a key was made.
func wordsMade(created, now time.Time, age int, already bool) string {
	switch {
	case created.After(now):
		return ""
	case age == 0 && already:
		return "Today, or when it was made"
	case age == 0:
		return "Today"
	}
	return text.Age(age) + " old"
}

func dayWords(t time.Time) string { return text.Date(t.Local()) }

// wordsReminder says when we speak up, in three pieces with the date in the
// middle.
func wordsReminder(k api.Key) (before, day, after string) {
	if !k.Expires.IsZero() && k.Expires.Before(k.DueFrom) {
		if ends := kit.Issuer(k); ends != "" {
			return ends + " ends it on ", dayWords(k.Expires), ". We remind you before."
		}
		return "It ends on ", dayWords(k.Expires), ". We remind you before."
	}
	if k.Phase != "fresh" {
		return "It is old enough to be rotated now. We remind you.", "", ""
	}
	return "We remind you on ", dayWords(k.DueFrom), ", when its rotation window opens."
}

// wordsNotStored is for who has left meanwhile.
func wordsNotStored(why string) string { return "The new key is not stored. " + why }

func wordsReady(name string) string { return name + " is ready" }

// wordsGet is the command that hands a key to a program. A name can be
// anything, so the shell must not look into it.
func wordsGet(k api.Key) string {
	name := shellQuoted(k.Name)
	if strings.HasPrefix(k.Name, "-") {
		name = "-- " + name // it is no flag
	}
	return "export " + k.Env + `="$(keytray get ` + name + `)"`
}

// shellQuoted is one word for a shell, within quotes that nothing escapes from:
// in single quotes a shell reads every character as it is.
func shellQuoted(s string) string {
	plain := func(r rune) bool {
		return r == '-' || r == '_' || r == '.' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	if s != "" && s[0] != '-' && strings.TrimFunc(s, plain) == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// sameAs is the key that a refusal names, where that holds the same value.
func sameAs(refusal string, keys []api.Key) (api.Key, bool) {
	if strings.Contains(refusal, "this value already") && !strings.Contains(refusal, "in the bin") {
		for _, k := range keys {
			if strings.Contains(refusal, strconv.Quote(k.Name)) {
				return k, true
			}
		}
	}
	return api.Key{}, false
}
