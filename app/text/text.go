// Package text turns counts, dates and times into words, the same in every
// face. A sentence with data in it is one function, so that it can be
// translated as a whole.
package text

import (
	"slices"
	"strings"
	"time"
	"unicode"
)

// Seconds rounds a wait up to whole seconds: 18 s; from two minutes on whole
// minutes are minutes.
func Seconds(d time.Duration) string {
	s := int((d + time.Second - 1) / time.Second)
	if s < 0 {
		s = 0
	}
	if s >= 120 && s%60 == 0 {
		return T("%d min", s/60)
	}
	return T("%d s", s)
}

// Days is a number of days in short: 94 d.
func Days(n int) string { return T("%d d", n) }

// Keys counts keys: 1 key, 4 keys.
func Keys(n int) string { return N(n, "1 key", "%d keys", n) }

// Moved says how many values changed their place.
func Moved(n int) string {
	if n == 0 {
		return T("Every value was there already.")
	}
	return N(n, "Moved 1 value.", "Moved %d values.", n)
}

// NeedRotating says how many keys are overdue, expired or exposed.
func NeedRotating(n int) string {
	if n == 0 {
		return T("All keys are fresh")
	}
	return N(n, "1 key needs rotating", "%d keys need rotating", n)
}

// Sentences says whole sentences one after another; empty ones are left out.
func Sentences(all ...string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(all), func(s string) bool { return s == "" }), " ")
}

// MostNames is how many names a sentence lists.
const MostNames = 4

// Names lists up to four names, then "and 3 more".
func Names(names []string) string {
	if more := len(names) - MostNames; more > 0 {
		return N(more, "%[2]s and 1 more", "%[2]s and %[1]d more", more, strings.Join(names[:MostNames], ", "))
	}
	return strings.Join(names, ", ")
}

// Either lists names of which one is meant: a, b or c.
func Either(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return T("%s or %s", strings.Join(names[:last], ", "), names[last])
}

// And lists names of which all are meant: a, b and c.
func And(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return T("%s and %s", strings.Join(names[:last], ", "), names[last])
}

// Phase is where in its rotation a key is, in a word: rotation.Phase.
func Phase(phase string) string {
	switch phase {
	case "exposed":
		return T("exposed")
	case "expired":
		return T("expired")
	case "overdue":
		return T("overdue")
	case "due":
		return T("due")
	case "fresh":
		return T("fresh")
	}
	return phase
}

// Standing says in one sentence where a key is in its rotation window. Of the window and
// the provider's date the earlier one is named.
func Standing(phase string, due, overdue, expires time.Time) string {
	switch phase {
	case "exposed":
		return T("Exposed. Rotate it now and revoke the old value.")
	case "expired":
		return T("Expired: the provider ended it on %s.", Date(expires))
	case "overdue":
		return T("Overdue since %s.", Date(overdue))
	case "due":
		return T("In its rotation window. Rotate it before %s.", Date(earlier(expires, overdue)))
	}
	if !expires.IsZero() && expires.Before(due) {
		return T("Fresh until %s, when its provider ends it.", Date(expires))
	}
	return T("Fresh until %s.", Date(due))
}

// earlier is the earlier one of a date that may be none, and of another.
func earlier(end, other time.Time) time.Time {
	if !end.IsZero() && end.Before(other) {
		return end
	}
	return other
}

// Age is how old a key is, in months from two of them on: 45 days, 6 months.
func Age(days int) string {
	if days < 61 {
		return DayCount(days)
	}
	months := days * 12 / 365
	return N(months, "1 month", "%d months", months)
}

// DayCount counts days in words: 1 day, 7 days.
func DayCount(n int) string { return N(n, "1 day", "%d days", n) }

// Cut shortens s to at most n characters, ending in an ellipsis.
func Cut(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return string(runes[:max(n-1, 0)]) + "…"
	}
	return s
}

// InWindow says how many keys are in their rotation window.
func InWindow(n int) string {
	return N(n, "1 key is in its rotation window", "%d keys are in their rotation window", n)
}

// Times counts: once, 12 times.
func Times(n int) string { return N(n, "once", "%d times", n) }

// PreviousHeld says how many earlier values are kept.
func PreviousHeld(n int) string {
	return N(n, "1 earlier value is kept.", "%d earlier values are kept.", n)
}

// Kept is the same in a list.
func Kept(n int) string { return N(n, "1 earlier value kept", "%d earlier values kept", n) }

// Counted is a number of things that a provider names in the plural: 1 model, 41 models.
func Counted(n int, things string) string {
	one, many := CountForms(things)
	return N(n, one, many, n)
}

// Things are the same without their number: models.
func Things(things string) string {
	one, many := CountForms(things)
	if said := N(2, one, many); said != many {
		return strings.TrimPrefix(said, "%d ")
	}
	return things
}

// CountForms are the sentences by which Counted counts things.
func CountForms(things string) (one, many string) {
	thing := strings.TrimSuffix(things, "s")
	if stem, ok := strings.CutSuffix(things, "xes"); ok {
		thing = stem + "x"
	} else if stem, ok := strings.CutSuffix(things, "ies"); ok {
		thing = stem + "y"
	}
	return "%d " + thing, "%d " + things
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
