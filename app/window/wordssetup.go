package window

import (
	"fmt"
	"time"

	"keytray/app/provider"
)

// Sentences of the setup.
const (
	wordsThrowKey   = "It is not stored yet. The provider may have shown it only once."
	wordsThrowTyped = "Nothing of it is stored yet."
	wordsPasteThere = "That is a key. Paste it in step 3."

	wordsClosesStored = "The window closes as soon as the key is stored."

	wordsAPIKey        = "An API key is a password that lets an app use a service in your name. What the app uses is billed to you."
	wordsPasteAnywhere = "Copied a key already? Press %s anywhere in this window."

	wordsWho      = "Who is the key for?"
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
	return fmt.Sprintf("Step %d of %d · %s", n, of, title)
}

// wordsSearchProviders rounds down: nobody counts them.
func wordsSearchProviders(n int) string {
	if n >= 100 {
		return fmt.Sprintf("Search more than %d providers", n/50*50)
	}
	return fmt.Sprintf("Search %d providers", n)
}

func wordsCreateAt(name string) string { return "Create a key at " + name }

func wordsLostAt(name string) string { return "Find your " + name + " key" }

// wordsOpen is what the button says that opens a page; softer where nobody
// confirmed that it is the right one.
func wordsOpen(address string, confirmed bool) string {
	if confirmed {
		return "Open " + address
	}
	return "Try " + address
}

// wordsShownOnce is a sentence in bold and what follows from it.
func wordsShownOnce(name string, confirmed bool) string {
	if confirmed {
		return "**" + name + " shows the key only once.** If you close the page first, make a new one."
	}
	return "**" + name + " may show the key only once.** Copy it before you close the page."
}

func wordsKept(n int, name string) string {
	if n == 1 {
		return "You keep 1 " + name + " key. One key per app lets you revoke one without breaking the others."
	}
	return fmt.Sprintf("You keep %d %s keys. One key per app lets you revoke one without breaking the others.", n, name)
}

// wordsNotOpened says that the browser did not open, and where to go by hand.
func wordsNotOpened(address string) string {
	return "The browser did not open. Copy this address into it: " + address
}

// keyName is a name to give a key at its provider.
func keyName(now time.Time) string { return "keytray-" + now.Format("2006-01") }

// generalSteps lead to a key where the catalogue has no steps of its own.
func generalSteps(p provider.Provider) []string {
	first := "Sign in at " + p.Name + " and open its settings."
	if p.Links.Console != "" {
		first = "Sign in and open the page with the keys."
	}
	return []string{
		first,
		"Look for **API keys**, **Tokens** or **Developer settings**, and make a new key.",
		"Give it a name you will recognise when you revoke it.",
		"Allow only what the app needs.",
		"Copy the key and press **Next**.",
	}
}

// generalLost is what to look at when a key cannot be found.
func generalLost(name string) []string {
	return []string{
		"Look in the app that uses it: in its settings, or in its **.env** file.",
		"Look in your password manager.",
		"Many providers show a key only once: make a new one at " + name + ", and revoke the old one.",
	}
}
