package window

import (
	"keytray/app/api"
	"keytray/app/text"
)

// leakPlaces are the places of api.Leaks in words.
var leakPlaces = map[string]string{
	api.LeakRepository: text.Mark("Public repository"), api.LeakChat: text.Mark("Chat or e-mail"), api.LeakScreen: text.Mark("Screen share"),
	api.LeakAI: text.Mark("AI chat"), api.LeakComputer: text.Mark("Lost or infected computer"), api.LeakUnsure: text.Mark("Not sure"),
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
	wordsItHappens     = "It happens."
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
	switch {
	case issuer != "" && tail != "":
		return text.T("%s, %s, ending in %s", name, issuer, tail)
	case issuer != "":
		return name + ", " + issuer
	case tail != "":
		return text.T("%s, ending in %s", name, tail)
	}
	return name
}

// The provider may have no name in what follows.

func wordsReplacedWhy(issuer string) string {
	return named(issuer, text.T("The new value is in use. The leaked one can be misused until %s refuses it.", issuer),
		text.T("The new value is in use. The leaked one can be misused until its provider refuses it."))
}

func wordsRevokeAt(issuer string) string {
	return named(issuer, text.T("Revoke it at %s", issuer), text.T("Revoke it at its provider"))
}

// wordsOnlyStep says why revoking matters, where people think that deleting helps.
func wordsOnlyStep(where string) string {
	switch where {
	case api.LeakRepository:
		return text.T("The only step that stops misuse. Deleting the file does not.")
	case api.LeakChat, api.LeakAI:
		return text.T("The only step that stops misuse. Deleting the message does not.")
	}
	return text.T("The only step that stops misuse.")
}

func wordsCannotAsk(issuer string) string {
	return named(issuer, text.T("Keytray knows no way to ask %s. Look at its page once more: the key must be gone.", issuer),
		text.T("Keytray knows no way to ask its provider. Look at its page once more: the key must be gone."))
}

func wordsRefuses(issuer string) string {
	return named(issuer, text.T("%s refuses it: it is dead.", issuer), text.T("The provider refuses it: it is dead."))
}

// wordsAnswerLost is for a call of which nobody knows how it ended.
func wordsAnswerLost(issuer string) string {
	return named(issuer, text.T("Nobody knows whether %s revoked it: its answer was lost. Check that it is dead.", issuer),
		text.T("Nobody knows whether the provider revoked it: its answer was lost. Check that it is dead."))
}

func wordsRevokeAndCheck(issuer string) string {
	return named(issuer, text.T("Revoke it at %s, then check.", issuer), text.T("Revoke it at its provider, then check."))
}

func wordsStillWorks(issuer string) string {
	return named(issuer, text.T("It still works at %s until you revoke it.", issuer), text.T("It still works at its provider until you revoke it."))
}

func wordsReplaceSteps(places int) string {
	if places == 0 {
		return text.T("The rotation steps: a new key, and what uses it.")
	}
	return text.N(places, "The rotation steps, with your one place to update.", "The rotation steps, with your %d places to update.", places)
}

func wordsReplaceGoesOn(c *api.Case) string {
	if c.Stored {
		return text.T("The new value is stored. The rotation is at step %d of %d.", c.Number, c.Of)
	}
	return text.T("The rotation was begun on %s. It is at step %d of %d.", text.Date(c.Started.Local()), c.Number, c.Of)
}
