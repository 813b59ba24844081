package window

import (
	"cmp"

	"keytray/app/api"
	"keytray/app/text"
)

// leakPlaces are the places of api.Leaks in words.
var leakPlaces = map[string]string{
	api.LeakRepository: "Public repository", api.LeakChat: "Chat or e-mail", api.LeakScreen: "Screen share",
	api.LeakAI: "AI chat", api.LeakComputer: "Lost or infected computer", api.LeakUnsure: "Not sure",
}

// Sentences of the page for a leaked key.
const (
	wordsStopFirst     = "Stop the leaked key first"
	wordsReplaceFirst  = "Replace it, then revoke it"
	wordsLeakOver      = "This leak is dealt with"
	wordsNotMarked     = "The key is no longer marked as exposed."
	wordsUnmarked      = "No longer marked as exposed"
	wordsMarkAfterAll  = "If somebody has seen it after all, mark it again."
	wordsMarkAgain     = "Mark it again"
	wordsMayWork       = "The leaked value may still work"
	wordsEndedTooEarly = "The rotation ended before it was proven dead."
	wordsLeakDeleted   = "This key is in the bin"
	wordsNewToo        = "The new value leaked too…"
	wordsItHappens     = "It happens. "
	wordsWhereSeen     = "Where was it seen?"
	wordsNotLeaked     = "It was not leaked"
	wordsMarked        = "The key is marked as exposed until it is replaced and the old value is dead."
	wordsOpenKeys      = "Open the keys page"
	wordsLeakDead      = "Check that it is dead"
	wordsOneRequest    = "One read-only request from this computer."
	wordsLookUsage     = "Look at the usage page"
	wordsWatchUsage    = "Watch for requests you did not make since it leaked."
	wordsOpenUsage     = "Open usage"
	wordsReplaceIt     = "Replace it"
	wordsWhichLeaked   = "Which key leaked?"
	wordsMarksIt       = "It is marked as exposed, and you see what to do first."
)

func wordsLeakOf(name, issuer, tail string) string {
	if issuer != "" {
		name += ", " + issuer
	}
	if tail != "" {
		name += ", ending in " + tail
	}
	return name
}

func wordsReplacedWhy(issuer string) string {
	return "The new value is in use. The leaked one can be misused until " + cmp.Or(issuer, "its provider") + " refuses it."
}

func wordsRevokeAt(issuer string) string { return "Revoke it at " + cmp.Or(issuer, "its provider") }

// wordsOnlyStep says why revoking matters, where people think that deleting helps.
func wordsOnlyStep(where string) string {
	switch where {
	case api.LeakRepository:
		return "The only step that stops misuse. Deleting the file does not."
	case api.LeakChat, api.LeakAI:
		return "The only step that stops misuse. Deleting the message does not."
	}
	return "The only step that stops misuse."
}

func wordsCannotAsk(issuer string) string {
	return "Keytray knows no way to ask " + cmp.Or(issuer, "its provider") + ". Look at its page once more: the key must be gone."
}

func wordsRefuses(issuer string) string {
	return cmp.Or(issuer, "The provider") + " refuses it: it is dead."
}

// wordsAnswerLost is for a call of which nobody knows how it ended.
func wordsAnswerLost(issuer string) string {
	return "Nobody knows whether " + cmp.Or(issuer, "the provider") + " revoked it: its answer was lost. Check that it is dead."
}

func wordsRevokeAndCheck(issuer string) string {
	return "Revoke it at " + issuer + ", then check."
}

func wordsStillWorks(issuer string) string {
	return "It still works at " + issuer + " until you revoke it."
}

func wordsReplaceSteps(places int) string {
	switch places {
	case 0:
		return "The rotation steps: a new key, and what uses it."
	case 1:
		return "The rotation steps, with your one place to update."
	}
	return "The rotation steps, with your " + number(places) + " places to update."
}

func wordsReplaceGoesOn(c *api.Case) string {
	if c.Stored {
		return "The new value is stored. The rotation is at " + wordsStepOf(c, false) + "."
	}
	return "The rotation was begun on " + text.Date(c.Started.Local()) + ". It is at " + wordsStepOf(c, false) + "."
}
