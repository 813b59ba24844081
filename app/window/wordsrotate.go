package window

import (
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
	first := text.T("Sign in and open the page with the keys.")
	if p.Links.Console == "" && p.Links.Revoke == "" {
		first = text.T("Sign in at the provider and open the page with the keys.")
	}
	return []string{first, text.T("Find the old key by its name or its last characters."), text.T("Delete or revoke it, and confirm.")}
}

func wordsNewKind(m provider.Match) string {
	if m.Kind.Name == "" {
		return text.T("A new %s key.", m.Provider.Name)
	}
	return text.T("A new %s %s.", m.Provider.Name, text.Of(m.Kind.Name))
}

// wordsMayBeNew is for a value of one of several kinds; provider may be empty.
func wordsMayBeNew(provider string) string {
	return named(provider, text.T("This may be a new %s key.", provider), text.T("This may be the new key."))
}

func wordsSameAccount(account string) string { return text.T("Same account: %s.", account) }

// wordsNotOf says that a value of somebody else is no new value of a key.
func wordsNotOf(name, provider string) string {
	return named(provider, text.T("%s is a key of %s. Set up the other one as a key of its own.", name, provider),
		text.T("%s is a key of another provider. Set up the other one as a key of its own.", name))
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
		return text.T(wordsOldDead)
	case len(all) == 0:
		return text.T("The old one works until you revoke it.")
	}
	return text.T("%d of %d done.", n, len(all))
}

func wordsUpdated(n int) string {
	return text.N(n, "1 of 1 place updated", "%[1]d of %[1]d places updated", n)
}

// wordsPlaceState says whether a place has the new value; a person is told of it.
func wordsPlaceState(p api.Place) string {
	switch {
	case p.Has && p.Person:
		return text.T("You told them")
	case p.Has:
		return text.T("You marked it as updated")
	case p.Person:
		return text.T("Does not know of the new key yet")
	}
	return text.T("Still holds the old key")
}

func wordsOnClipboard(c copied) string {
	left := text.Seconds(c.left)
	switch {
	case c.old && c.once:
		return text.T("Old key on the clipboard. Clears at the first paste, or in %s.", left)
	case c.old:
		return text.T("Old key on the clipboard. Clears in %s.", left)
	case c.once:
		return text.T("New key on the clipboard. Clears at the first paste, or in %s.", left)
	}
	return text.T("New key on the clipboard. Clears in %s.", left)
}

func wordsOldEndsIn(tail string) string { return text.T("The old key ends in **%s**.", tail) }

func wordsCheckDeadAt(host string) string { return text.T("Check at %s that it is dead", host) }

func wordsStillAccepted(provider string) string {
	return named(provider, text.T("%s still accepts the old key.", provider), text.T("The provider still accepts the old key."))
}

func wordsLookAgain(at time.Time) string {
	return text.T("We look again at %s.", text.Time(at.Local()))
}

func wordsAskedLast(at, now time.Time) string {
	if sameDay(at, now) {
		return text.T("That was at %s.", text.Time(at.Local()))
	}
	return text.T("That was on %s at %s.", dayOf(at, now), text.Time(at.Local()))
}

// wordsAcceptedLast is said before the person's word is taken for the opposite.
func wordsAcceptedLast(provider string, at, now time.Time) string {
	day, clock := dayOf(at, now), text.Time(at.Local())
	if sameDay(at, now) {
		return named(provider, text.T("%s still accepted the old key at %s.", provider, clock), text.T("The provider still accepted the old key at %s.", clock))
	}
	return named(provider, text.T("%s still accepted the old key on %s at %s.", provider, day, clock), text.T("The provider still accepted the old key on %s at %s.", day, clock))
}

func wordsNoCheck(provider string) string {
	return named(provider, text.T("%s has no harmless way to check a key.", provider), text.T("The provider has no harmless way to check a key."))
}

// wordsSureMeans says what follows when nobody has checked.
func wordsSureMeans(provider string) string {
	return named(provider,
		text.T("Keytray destroys its copy of the old value, and does not ask %s. If the old key still works there, nothing reminds you of it.", provider),
		text.T("Keytray destroys its copy of the old value, and does not ask the provider. If the old key still works there, nothing reminds you of it."))
}

// wordsLeftBehind counts the places that hold the old value, which is dead or is
// about to be, and the people who do not know of the new one.
func wordsLeftBehind(all []api.Place, dead bool) (first, then string) {
	places, people := leftBehind(all)
	if n := len(people); n > 0 {
		then = text.N(n, "1 person does not know yet.", "%d people do not know yet.", n)
	}
	n := len(places)
	if n == 0 {
		return then, ""
	}
	fate := text.N(n, "It stops working when you revoke it.", "They stop working when you revoke it.")
	if dead {
		fate = text.N(n, "It has stopped working.", "They have stopped working.")
	}
	return text.N(n, "1 place still holds the old key.", "%d places still hold the old key.", n), text.Sentences(fate, then)
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

// wordsStillOld names what does not have the new value.
func wordsStillOld(all []api.Place) string {
	places, people := leftBehind(all)
	var said []string
	if n := len(places); n > 0 {
		said = append(said, text.N(n, "1 place still holds the old key: %[2]s.", "%[1]d places still hold the old key: %[2]s.", n, strings.Join(places, ", ")))
	}
	if n := len(people); n > 0 {
		said = append(said, text.N(n, "1 person does not know yet: %[2]s.", "%[1]d people do not know yet: %[2]s.", n, strings.Join(people, ", ")))
	}
	return text.Sentences(said...)
}

func wordsEndedBy(provider string) string {
	return named(provider, text.T("%s has ended the old key. Nothing is left to revoke.", provider), text.T("The provider has ended the old key. Nothing is left to revoke."))
}

func wordsOldRefused(hint, provider string) string {
	if _, tail := kit.Masked(hint); tail != "" {
		return named(provider, text.T("Old key …%s refused by %s", tail, provider), text.T("Old key …%s refused by the provider", tail))
	}
	return named(provider, text.T("Old key refused by %s", provider), text.T("Old key refused by the provider"))
}

func wordsNewAccepted(provider string) string {
	return named(provider, text.T("New key accepted by %s", provider), text.T("New key accepted by the provider"))
}

func wordsProviderMade(provider string) string {
	return named(provider, text.T("New key made by %s", provider), text.T("New key made by the provider"))
}

func wordsProviderEnded(provider string) string {
	return named(provider, text.T("Old key revoked by %s", provider), text.T("Old key revoked by the provider"))
}

// wordsGoBackMeans says what becomes of the two values; tail may be empty.
func wordsGoBackMeans(tail string) string {
	old := text.T("The old key becomes the current one again.")
	if tail != "" {
		old = text.T("The old key, which ends in %s, becomes the current one again.", tail)
	}
	return text.Sentences(old, text.T("The key that you stored last is kept as an earlier one, and this rotation waits for another."))
}

func wordsWentBack(name string) string { return text.T("“%s” has its old key again.", short(name)) }

func wordsRotatedDeleted(name string) string {
	return text.T("“%s” was deleted, so its rotation ends here.", short(name))
}

func wordsGivenUp(name string) string {
	return text.T("The rotation of “%s” is given up. No key was destroyed.", short(name))
}
