package window

import (
	"time"

	"keytray/app/api"
	"keytray/app/text"
)

// Title is the window's title. A window title can be read by every program on
// the desktop, so it never names a key.
const Title = "Keytray"

// sections are the heads of the list.
var sections = [4]string{text.Mark("Needs rotating"), text.Mark("Being rotated"), text.Mark("In the rotation window"), text.Mark("Fresh")}

// wordsSearch stands in an empty search field.
var wordsSearch = text.Mark("Type to find a key")

// Sentences without data.
const (
	wordsKeeps   = "Store this key or cancel, then go on."
	wordsOldKept = "The old value stays in the keychain until you revoke it."
	wordsStopped = "You stopped it before it was done. What you pasted is still here."
)

func number(n int) string { return text.Number(n) }

// short cuts a name that would not fit into one line of a narrow window.
func short(name string) string {
	const most = 24
	return text.Cut(name, most)
}

func sameDay(a, b time.Time) bool {
	return a.Local().Format(time.DateOnly) == b.Local().Format(time.DateOnly)
}

// dayOf is a day close by, without its year where everybody knows that.
func dayOf(t, now time.Time) string {
	if t, now = t.Local(), now.Local(); t.Year() == now.Year() {
		return text.Day(t)
	}
	return text.Date(t)
}

func wordsStored(k api.Keychain) string {
	switch {
	case k.Store == api.StoreFile:
		return text.T("Stored in the encrypted file.")
	case k.Name == "":
		return text.T("Stored.")
	}
	return text.T("Stored in %s.", k.Name)
}
