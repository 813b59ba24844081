package window

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// Sentences of the rotation.
const (
	wordsFinishLater = "Finish later"
	wordsKeepsNew    = "Store the new key or throw it away, then go on."
	wordsPasteInTwo  = "That is a key. Paste it in step 2."

	wordsOld    = "Old"
	wordsNew    = "New"
	wordsNotYet = "not yet"

	wordsCreateFirst  = "Create the new key first"
	wordsOldWorks     = "The old key keeps working until step 4, so nothing breaks."
	wordsGetNew       = "Get the new key"
	wordsEndsAtOnce   = "Here a new key can end the old one at once: have the places that use it at hand."
	wordsRevokeFirst  = "Revoke the old key first"
	wordsThenMake     = "Then make the new one."
	wordsNotYetDelete = "Do not delete the old one yet."
	wordsOldDead      = "The old key is dead already."
	wordsProveDead    = "Check it once more, and Keytray destroys its copy."
	wordsStopAnywhere = "You can stop at any step. Keytray keeps your place, and both keys."
	wordsGiveUp       = "Give up this rotation"

	wordsKeyLeaked = "This key leaked."
	wordsLeakedOld = "The old key leaked."
	wordsUntilDead = "Whoever has it can use it until it is revoked."

	wordsPasteNew         = "Paste the new key"
	wordsPasteAnother     = "The new key is stored. Paste another only if it is the wrong one."
	wordsGoBack           = "Go back to the old key"
	wordsGoBackYes        = "Go back"
	wordsGoBackQuestion   = "Go back to the old key?"
	wordsIsOldKey         = "This is the old key. Paste the new one, or go back to the old one."
	wordsLikeOld          = "It ends like the old one. Make sure that it is the new key."
	wordsUnlikeOld        = "Different from the old one."
	wordsOneNewKey        = "Paste only the new key."
	wordsNoEndDate        = "No end date"
	wordsEndsTooSoon      = "The new key cannot end today or earlier. Leave the end empty if it has none."
	wordsBeginsAnother    = "Next stores the value that you pasted, and begins another rotation."
	wordsDeletedMeanwhile = "This key was deleted. Bring it back from the bin to store the value, or finish later to throw it away."
	wordsChangedMeanwhile = "This key changed meanwhile, so the question is gone. Look at it again."
	wordsRotatedMeanwhile = "This key got a new value meanwhile. Next stores yours in its place."

	wordsPutNew      = "Put the new key where it is used"
	wordsCopyHere    = "Copy it here, then paste it where it is used."
	wordsCopyNew     = "Copy new key"
	wordsCopyOld     = "Copy old key"
	wordsAddPlace    = "Add a place"
	wordsAdd         = "Add"
	wordsPlaceHint   = "App, file, or @person"
	wordsNoPlaces    = "No place is noted. Add the apps, files and people that use this key, and you see what is left to do."
	wordsCopyMessage = "Copy a message"

	wordsRevokeOld     = "Revoke the old key"
	wordsOldGone       = "The old key is gone"
	wordsUntilYouDo    = "Until you do, anyone who has it can still use it."
	wordsComeBackDead  = "Come back and make sure that it is dead."
	wordsCheckDead     = "Check that the old key is dead"
	wordsSkipCheck     = "I revoked it, skip the check"
	wordsRevokedIt     = "I revoked it"
	wordsSureRevoked   = "Did you revoke the old key?"
	wordsLookNow       = "Look now"
	wordsRevokingTakes = "Revoking can take a few minutes."
	wordsTomorrow      = "Make sure that you revoked the right one. Keytray reminds you tomorrow."
	wordsBackToPlaces  = "Back to places"
	wordsYouRevoked    = "You revoked the old key"

	wordsCannotUndo = "This cannot be undone."
	wordsCheckKey   = "Check the key"

	wordsRotateNext    = "Next key…"
	wordsNewStored     = "New key stored"
	wordsClipboardDone = "Clipboard cleared"
)

// wordsRotatedKey says under the heading of the rail which key it is.
func wordsRotatedKey(k api.Key) string {
	if name := kit.Issuer(k); name != "" {
		return k.Name + ", " + name
	}
	return k.Name
}

// newKeyName is a name to give the new key at its provider: one that tells it from
// the old.
func newKeyName(name string, now time.Time) string {
	return strings.Join(strings.Fields(name), "-") + "-" + now.Format("2006-01")
}

// generalRevoke leads to the end of a key where the catalogue has no steps of its own.
func generalRevoke(p provider.Provider) []string {
	first := "Sign in and open the page with the keys."
	if p.Links.Console == "" && p.Links.Revoke == "" {
		first = "Sign in at the provider and open the page with the keys."
	}
	return []string{first, "Find the old key by its name or its last characters.", "Delete or revoke it, and confirm."}
}

func wordsNewKind(m provider.Match) string {
	return "A new " + m.Provider.Name + " " + cmp.Or(m.Kind.Name, "key") + "."
}

// wordsMayBeNew is for a value of one of several kinds; provider may be empty.
func wordsMayBeNew(provider string) string {
	if provider == "" {
		return "This may be the new key."
	}
	return "This may be a new " + provider + " key."
}

func wordsSameAccount(account string) string { return "Same account: " + account + "." }

// wordsNotOf says that a value of somebody else is no new value of a key.
func wordsNotOf(name, provider string) string {
	return name + " is a key of " + provider + ". Set up the other one as a key of its own."
}

// wordsPlacesDone counts the places that have the new value.
func wordsPlacesDone(all []api.Place, dead bool) string {
	n := 0
	for _, p := range all {
		if p.Has {
			n++
		}
	}
	switch {
	case len(all) == 0 && dead:
		return wordsOldDead
	case len(all) == 0:
		return "The old one works until you revoke it."
	}
	return fmt.Sprintf("%d of %d done.", n, len(all))
}

func wordsUpdated(n int) string {
	if n == 1 {
		return "1 of 1 place updated"
	}
	return fmt.Sprintf("%d of %d places updated", n, n)
}

// wordsPlaceState says whether a place has the new value; a person is told of it.
func wordsPlaceState(p api.Place) string {
	switch {
	case p.Has && p.Person:
		return "You told them"
	case p.Has:
		return "You marked it as updated"
	case p.Person:
		return "Does not know of the new key yet"
	}
	return "Still holds the old key"
}

func wordsOnClipboard(c copied) string {
	key := "New key"
	if c.old {
		key = "Old key"
	}
	if c.once {
		return key + " on the clipboard. Clears at the first paste, or in " + text.Seconds(c.left) + "."
	}
	return key + " on the clipboard. Clears in " + text.Seconds(c.left) + "."
}

func wordsOldEndsIn(tail string) string { return "The old key ends in **" + tail + "**." }

func wordsCheckDeadAt(host string) string { return "Check at " + host + " that it is dead" }

func wordsStillAccepted(provider string) string {
	return capital(provider) + " still accepts the old key."
}

func wordsLookAgain(at time.Time) string {
	return "We look again at " + at.Local().Format("15:04") + "."
}

func wordsAskedLast(at, now time.Time) string {
	if day := dayOf(at, now); day != "Today" {
		return "That was on " + day + " at " + at.Local().Format("15:04") + "."
	}
	return "That was at " + at.Local().Format("15:04") + "."
}

// wordsAcceptedLast is said before the person's word is taken for the opposite.
func wordsAcceptedLast(provider string, at, now time.Time) string {
	when := "at " + at.Local().Format("15:04")
	if day := dayOf(at, now); day != "Today" {
		when = "on " + day + " " + when
	}
	return capital(provider) + " still accepted the old key " + when + "."
}

func wordsNoCheck(provider string) string {
	return capital(provider) + " has no harmless way to check a key."
}

// wordsSureMeans says what follows when nobody has checked.
func wordsSureMeans(provider string) string {
	return "Keytray destroys its copy of the old value, and does not ask " + provider + ". If the old key still works there, nothing reminds you of it."
}

// wordsLeftBehind counts the places that hold the old value, which is dead or is
// about to be, and the people who do not know of the new one.
func wordsLeftBehind(all []api.Place, dead bool) (first, then string) {
	places, people := leftBehind(all)
	if len(people) > 0 {
		then = wordsUntold(len(people)) + "."
	}
	if len(places) == 0 {
		return then, ""
	}
	fate := " when you revoke it."
	switch n := len(places); {
	case n == 1 && dead:
		fate = "It has stopped working."
	case n == 1:
		fate = "It stops working" + fate
	case dead:
		fate = "They have stopped working."
	default:
		fate = "They stop working" + fate
	}
	return wordsHoldOld(len(places)) + ".", strings.TrimSpace(fate + " " + then)
}

// leftBehind are the places that do not have the new value, and the people who do not
// know of it.
func leftBehind(all []api.Place) (places, people []string) {
	for _, p := range all {
		switch {
		case p.Has:
		case p.Person:
			people = append(people, p.Location)
		default:
			places = append(places, p.Location)
		}
	}
	return places, people
}

func wordsHoldOld(n int) string {
	if n == 1 {
		return "1 place still holds the old key"
	}
	return fmt.Sprintf("%d places still hold the old key", n)
}

func wordsUntold(n int) string {
	if n == 1 {
		return "1 person does not know yet"
	}
	return fmt.Sprintf("%d people do not know yet", n)
}

// wordsStillOld names what does not have the new value.
func wordsStillOld(all []api.Place) string {
	places, people := leftBehind(all)
	var said []string
	if len(places) > 0 {
		said = append(said, wordsHoldOld(len(places))+": "+strings.Join(places, ", ")+".")
	}
	if len(people) > 0 {
		said = append(said, wordsUntold(len(people))+": "+strings.Join(people, ", ")+".")
	}
	return strings.Join(said, " ")
}

func wordsEndedBy(provider string) string {
	return capital(provider) + " has ended the old key. Nothing is left to revoke."
}

func wordsOldRefused(hint, provider string) string {
	if _, tail := mask(hint); tail != "" {
		return "Old key …" + tail + " refused by " + provider
	}
	return "Old key refused by " + provider
}

func wordsNewAccepted(provider string) string { return "New key accepted by " + provider }

func wordsProviderMade(provider string) string { return "New key made by " + provider }

func wordsProviderEnded(provider string) string { return "Old key revoked by " + provider }

// wordsGoBackMeans says what becomes of the two values; tail may be empty.
func wordsGoBackMeans(tail string) string {
	which := "The old key"
	if tail != "" {
		which += ", which ends in " + tail + ","
	}
	return which + " becomes the current one again. The key that you stored last is kept as an earlier one, and this rotation waits for another."
}

func wordsWentBack(name string) string { return "“" + short(name) + "” has its old key again." }

func wordsRotatedDeleted(name string) string {
	return "“" + short(name) + "” was deleted, so its rotation ends here."
}

func wordsGivenUp(name string) string {
	return "The rotation of “" + short(name) + "” is given up. No key was destroyed."
}
