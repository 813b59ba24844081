package window

import (
	"strings"
	"time"

	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// Sentences of the setup.
const (
	wordsThrowKey   = "It is not stored yet. The provider may have shown it only once."
	wordsThrowTyped = "Nothing of it is stored yet."
	wordsPasteThere = "That is a key. Paste it in step 3."

	wordsClosesStored = "The window closes as soon as the key is stored."

	wordsAPIKey        = "An API key is a password that lets an app use a service in your name. What the app uses is billed to you."
	wordsPasteAnywhere = "Copied a key already? Press %s anywhere in this window."

	wordsWho      = "Which service is it from?"
	wordsCopied   = "Already copied a key? Press %s and we skip to step 3."
	wordsElse     = "Something else"
	wordsElseWhat = "Any key or token, with your own name"

	wordsComeBack          = "You come back here to paste it."
	wordsUnconfirmed       = "The page may look different: nobody has confirmed these steps lately."
	wordsUnconfirmedPlaces = "Nobody has confirmed all of these places lately."
	wordsHave              = "I have one already"
	wordsLost              = "I can’t find my key"
	wordsSteps             = "Show the steps"
	wordsSignUp            = "Make an account"
	wordsCopyName          = "Copy name"
	wordsNameCopied        = "Copied"
	wordsMayMove           = "The address may have moved: nobody has confirmed it lately."

	wordsOwn      = "Which provider is it?"
	wordsOwnWhy   = "All of this is optional. Press Next to go on without it."
	wordsRemember = "It gets a tile of its own, and its keys are recognised."

	wordsBoardCleared = "Clipboard cleared."
)

func wordsStep(n, of int, title string) string {
	return text.T("Step %d of %d · %s", n, of, title)
}

// wordsSearchProviders rounds down: nobody counts them.
func wordsSearchProviders(n int) string {
	if n >= 100 {
		return text.T("Search more than %d providers", n/50*50)
	}
	return text.N(n, "Search 1 provider", "Search %d providers", n)
}

func wordsCreateAt(name string) string { return text.T("Create a key at %s", name) }

func wordsLostAt(name string) string { return text.T("Find your %s key", name) }

// wordsOpen is what the button says that opens a page; softer where nobody
// confirmed that it is the right one.
func wordsOpen(address string, confirmed bool) string {
	if confirmed {
		return text.T("Open %s", address)
	}
	return text.T("Try %s", address)
}

// wordsShownOnce is a sentence in bold and what follows from it.
func wordsShownOnce(name string, confirmed bool) string {
	if confirmed {
		return text.T("**%s shows the key only once.** If you close the page first, make a new one.", kit.Unmarked(name))
	}
	return text.T("**%s may show the key only once.** Copy it before you close the page.", kit.Unmarked(name))
}

func wordsKept(n int, name string) string {
	return text.N(n, "You keep 1 %[2]s key. One key per app lets you revoke one without breaking the others.",
		"You keep %[1]d %[2]s keys. One key per app lets you revoke one without breaking the others.", n, name)
}

// wordsNotOpened says that the browser did not open, and where to go by hand.
func wordsNotOpened(address string) string {
	return text.T("The browser did not open. Copy this address into it: %s", address)
}

// keyName is a name to give a key at its provider.
func keyName(now time.Time) string { return "keytray-" + now.Format("2006-01") }

// generalSteps lead to a key where the catalogue has no steps of its own. As those of
// the catalogue they are translated when they are shown.
func generalSteps(p provider.Provider) []string {
	first := text.T("Sign in at %s and open its settings.", kit.Unmarked(p.Name))
	if p.Links.Console != "" {
		first = text.Mark("Sign in and open the page with the keys.")
	}
	return []string{
		first,
		text.Mark("Look for **API keys**, **Tokens** or **Developer settings**, and make a new key."),
		text.Mark("Give it a name you will recognise when you revoke it."),
		text.Mark("Allow only what the app needs."),
		text.Mark("Copy the key and press **Next**."),
	}
}

// asksForName tells whether a step is the one at which the key gets a name at its
// provider.
func asksForName(step string) bool { return strings.Contains(strings.ToLower(step), "give it a name") }

// generalLost is what to look at when a key cannot be found.
func generalLost(name string) []string {
	return []string{
		text.T("Look in the app that uses it: in its settings, or in its **.env** file."),
		text.T("Look in your password manager."),
		text.T("Many providers show a key only once: make a new one at %s, and revoke the old one.", kit.Unmarked(name)),
	}
}
