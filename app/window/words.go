package window

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"keytray/app/api"
	"keytray/app/text"
)

// Title is the window's title. A window title can be read by every program on
// the desktop, so it never names a key.
const Title = "Keytray"

// sections are the heads of the list.
var sections = [3]string{"Needs rotating", "In the rotation window", "Fresh"}

// Sentences without data.
const (
	wordsSearch     = "Type to find a key"
	wordsIdle       = "A copy is taken off the clipboard by itself."
	wordsCleared    = "Cleared."
	wordsPasted     = "Pasted, cleared."
	wordsGone       = "The display ended, and the clipboard with it."
	wordsNotOurs    = "Something else is on the clipboard now."
	wordsNotCleared = "The clipboard could not be cleared. Copy something else to replace it."
	wordsNoKeychain = "No keychain is running. Keytray has nowhere safe to keep keys."
	wordsNoDefault  = "Your keyring has no default collection yet."
	wordsEnded      = "The agent has ended. Keytray cannot copy, clear or remind without it."
	wordsKeeps      = "Store this key or cancel, then go on."
	wordsOldKept    = "The old value stays in the keychain until you revoke it."
	wordsBin        = "Deleted keys stay in the bin for 30 days."
	wordsBinEmpty   = "The bin is empty."
	wordsStopped    = "You stopped it before it was done. What you pasted is still here."
	wordsNoAgent    = "The agent has ended. Start it again, then try once more."
)

func number(n int) string { return strconv.Itoa(n) }

func daysLeft(n int) string { return text.Days(n) + " left" }

func wordsStays(time string) string {
	return "A copy stays on the clipboard for " + time + ", then it is cleared."
}

func wordsClears(c copied, short bool) string {
	left := text.Seconds(c.left)
	switch {
	case short && c.once:
		return "Clears when pasted." // the ring has the seconds
	case short:
		return "Clears in " + left + "."
	case c.once:
		return "On the clipboard. Clears at the first paste, or in " + left + "."
	}
	return "On the clipboard. Clears in " + left + "."
}

// wordsWaiting: a keychain may ask the person; an encrypted file does not.
func wordsWaiting(k api.Keychain) string {
	if k.Store == api.StoreFile {
		return "Waiting for the encrypted file."
	}
	return "Waiting for " + cmp.Or(k.Name, "the keychain") + ". It may be asking for your password."
}

func wordsLocked(keychain string) string { return keychain + " is locked." }

func wordsSilent(keychain string) string { return keychain + " does not answer." }

func wordsNothing(query string, f filter) string {
	switch {
	case query != "":
		return "No key matches “" + query + "”."
	case f == filterDue:
		return "No key is in its rotation window."
	case f == filterOverdue:
		return "Nothing is overdue."
	case f == filterExposed:
		return "No key is exposed."
	}
	return "No key is pinned."
}

func wordsWelcome(k api.Keychain) string {
	place := cmp.Or(k.Name, "your keychain")
	if k.Store == api.StoreFile {
		place = "an encrypted file"
	}
	return "Keytray keeps them in " + place + ", copies one from the tray, clears the clipboard, and tells you when to replace a key."
}

// Sentences about a provider do without its name where nobody said who it is.

func wordsDelete(provider string) string {
	if provider == "" {
		return "It stays in the bin for 30 days. It still works until you revoke it."
	}
	return "It stays in the bin for 30 days. It still works at " + provider + " until you revoke it."
}

func wordsForever(provider string) string {
	if provider == "" {
		return "Keytray destroys its copies of the value, and nobody can bring them back. It still works until you revoke it."
	}
	return "Keytray destroys its copies of the value, and nobody can bring them back. It still works at " + provider + " until you revoke it."
}

// binDays is how long a deleted key can be had back.
const binDays = 30

func wordsGoes(deleted time.Time) string {
	if deleted.IsZero() {
		return ""
	}
	return "Deleted " + text.Date(deleted.Local()) + ". Its value goes on " + text.Date(deleted.Local().AddDate(0, 0, binDays)) + "."
}

// wordsBinned tells a deleted key from another of the same name.
func wordsBinned(k api.Key) string {
	from := origin(k)
	if from != "" && k.Hint != "" {
		from += " · "
	}
	return from + k.Hint
}

func wordsInBin(n int) string {
	if n == 0 {
		return wordsBinEmpty
	}
	return text.Keys(n) + " in the bin"
}

func wordsDeleted(name string) string { return "Deleted “" + short(name) + "”" }

// short cuts a name that would not fit into one line of a narrow window.
func short(name string) string {
	const most = 24
	if r := []rune(name); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return name
}

// dayOf is a day close by as a word, or its date.
func dayOf(t, now time.Time) string {
	t, now = t.Local(), now.Local()
	switch {
	case t.Format(time.DateOnly) == now.Format(time.DateOnly):
		return "Today"
	case t.Year() == now.Year():
		return t.Format("2 Jan")
	}
	return text.Date(t)
}

// happened is an event in words.
func happened(e api.Event) string {
	what := e.What
	if what != "" {
		what = strings.ToUpper(what[:1]) + what[1:]
	}
	if e.Note != "" {
		what += ", " + e.Note
	}
	return what
}

func wordsClipboardClears(left time.Duration) string {
	return "Clipboard clears in " + text.Seconds(left)
}

func wordsNextReminder(t time.Time) string { return "Next reminder " + t.Local().Format("2 Jan") }

// keychainWords say how the keychain is, and which glyph stands before them.
func keychainWords(k api.Keychain) (words, shape string) {
	if k.Store == api.StoreFile {
		k.Name = "Encrypted file"
	}
	switch k.Status {
	case api.KeychainOK:
		return k.Name + " · unlocked", "fresh"
	case api.KeychainLocked:
		return k.Name + " · locked", "due"
	case api.KeychainMissing, api.KeychainNoCollection:
		if k.Store == api.StoreFile {
			return "No encrypted file", "overdue"
		}
		return "No keychain", "overdue"
	case api.KeychainSilent:
		return k.Name + " · no answer", "overdue"
	}
	return k.Name, "expired"
}

func wordsStored(k api.Keychain) string {
	switch {
	case k.Store == api.StoreFile:
		return "Stored in the encrypted file."
	case k.Name == "":
		return "Stored."
	}
	return "Stored in " + k.Name + "."
}
