package tray

import (
	"keytray/app/api"
	"keytray/app/text"
)

// standing is what a key's line says of it: the one thing that matters most.
type standing int

// Standings, most urgent first. A leaked value that may still work comes before a
// key that is merely old; that a rotation is under way is worth more than that it
// is due, for it says that the person is at it.
const (
	exposed standing = iota
	expired
	notDead // the old value of a leaked key
	overdue
	unfinished
	calm
)

func standingOf(k api.Key) standing {
	switch {
	case k.Phase == "exposed":
		return exposed
	case k.Phase == "expired":
		return expired
	case leaked(k):
		return notDead
	case k.Phase == "overdue":
		return overdue
	case k.Case != nil:
		return unfinished
	}
	return calm
}

// leaked tells whether the old value of a rotation was seen by somebody, and may
// still work.
func leaked(k api.Key) bool { return k.Case != nil && k.Case.Leaked != nil }

// said is what stands in brackets behind a key's name.
func said(k api.Key) string {
	switch at := standingOf(k); {
	case at == notDead:
		return text.T("leaked, step %d of %d", k.Case.Number, k.Case.Of)
	case at <= overdue:
		return text.Phase(k.Phase)
	case k.EndsSoon:
		return text.T("ends in %s", text.Days(k.DaysLeft))
	case at == unfinished:
		return text.T("rotating, step %d of %d", k.Case.Number, k.Case.Of)
	case k.Phase == "due":
		return text.Phase(k.Phase)
	}
	return ""
}
