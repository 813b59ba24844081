// Package text turns counts, dates and times into words, the same in every
// face. A sentence with data in it is one function, so that it can be
// translated as a whole.
package text

import (
	"fmt"
	"strings"
	"time"
	"unicode"
)

// Date is a day as people write it: 19 Feb 2027.
func Date(t time.Time) string { return t.Format("2 Jan 2006") }

// Clock is a time of the day: 20:15:04.
func Clock(t time.Time) string { return t.Format("15:04:05") }

// Seconds rounds a wait up to whole seconds: 18 s; from two minutes on whole
// minutes are minutes.
func Seconds(d time.Duration) string {
	s := int((d + time.Second - 1) / time.Second)
	if s < 0 {
		s = 0
	}
	if s >= 120 && s%60 == 0 {
		return fmt.Sprintf("%d min", s/60)
	}
	return fmt.Sprintf("%d s", s)
}

// Days is a number of days in short: 94 d.
func Days(n int) string { return fmt.Sprintf("%d d", n) }

// Keys counts keys: 1 key, 4 keys.
func Keys(n int) string {
	if n == 1 {
		return "1 key"
	}
	return fmt.Sprintf("%d keys", n)
}

// ValuesAre begins a sentence about some values: 1 value is, 4 values are.
func ValuesAre(n int) string {
	if n == 1 {
		return "1 value is"
	}
	return fmt.Sprintf("%d values are", n)
}

// Moved says how many values changed their place.
func Moved(n int) string {
	switch n {
	case 0:
		return "Every value was there already."
	case 1:
		return "Moved 1 value."
	}
	return fmt.Sprintf("Moved %d values.", n)
}

// KeysWere begins a sentence about some keys: 1 key was, 4 keys were.
func KeysWere(n int) string {
	if n == 1 {
		return "1 key was"
	}
	return fmt.Sprintf("%d keys were", n)
}

// NeedRotating says how many keys are overdue, expired or exposed.
func NeedRotating(n int) string {
	switch n {
	case 0:
		return "All keys are fresh"
	case 1:
		return "1 key needs rotating"
	}
	return fmt.Sprintf("%d keys need rotating", n)
}

// Names lists up to four names, then "and 3 more".
func Names(names []string) string {
	const most = 4
	if len(names) > most {
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
	}
	return strings.Join(names, ", ")
}

// Either lists names of which one is meant: a, b or c.
func Either(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// Standing says in one sentence where a key is in its rotation window.
func Standing(phase string, due, overdue, expires time.Time) string {
	switch phase {
	case "exposed":
		return "Exposed. Rotate it now and revoke the old value."
	case "expired":
		return "Expired: the provider ended it on " + Date(expires) + "."
	case "overdue":
		return fmt.Sprintf("Overdue since %s.", Date(overdue))
	case "due":
		return fmt.Sprintf("In its rotation window. Rotate it before %s.", Date(overdue))
	}
	return fmt.Sprintf("Fresh until %s.", Date(due))
}

// Age is how old a key is, in months from two of them on: 45 days, 6 months.
func Age(days int) string {
	if days < 61 {
		return DayCount(days)
	}
	return fmt.Sprintf("%d months", days*12/365)
}

// DayCount counts days in words: 1 day, 7 days.
func DayCount(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

// Cut shortens s to at most n characters, ending in an ellipsis.
func Cut(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return string(runes[:max(n-1, 0)]) + "…"
	}
	return s
}

// InWindow says how many keys are in their rotation window.
func InWindow(n int) string {
	if n == 1 {
		return "1 key is in its rotation window"
	}
	return fmt.Sprintf("%d keys are in their rotation window", n)
}

// Times counts: once, 12 times.
func Times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// PreviousHeld says how many earlier values are kept.
func PreviousHeld(n int) string {
	if n == 1 {
		return "1 earlier value is kept."
	}
	return fmt.Sprintf("%d earlier values are kept.", n)
}

// Kept is the same in a list.
func Kept(n int) string {
	if n == 1 {
		return "1 earlier value kept"
	}
	return fmt.Sprintf("%d earlier values kept", n)
}

// WhenRevoked begins the sentence about what to do once the earlier values are dead.
func WhenRevoked(n int) string {
	if n == 1 {
		return "When it is revoked"
	}
	return "When they are revoked"
}

// Counted is a number of things that a provider names in the plural: 1 model, 41 models.
func Counted(n int, things string) string {
	if n == 1 {
		if one, ok := strings.CutSuffix(things, "xes"); ok {
			things = one + "x"
		} else if one, ok := strings.CutSuffix(things, "ies"); ok {
			things = one + "y"
		} else {
			things = strings.TrimSuffix(things, "s")
		}
	}
	return fmt.Sprintf("%d %s", n, things)
}

// Plain makes one line of s without control characters, which in a terminal could
// do anything, and without those that turn text around, which make it look like another.
func Plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp) {
			return ' '
		}
		return r
	}, s)
}
