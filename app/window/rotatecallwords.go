package window

import (
	"fmt"
	"time"

	"keytray/app/api"
)

// What a provider can do by itself: replace a key, or revoke one.

func wordsCanCall(provider, what string) string {
	if what == api.CallRotate {
		return capital(provider) + " can replace this key by itself."
	}
	return capital(provider) + " can revoke it by itself."
}

func wordsLetCall(provider, what string) string {
	if what == api.CallRotate {
		return "Let " + provider + " replace it…"
	}
	return "Let " + provider + " revoke it…"
}

func wordsCallQuestion(provider, what, name string) string {
	if what == api.CallRotate {
		return "Let " + provider + " replace " + name + "?"
	}
	return "Let " + provider + " revoke " + name + "?"
}

func wordsCallButton(what, name string) string {
	if what == api.CallRotate {
		return "Replace " + name
	}
	return "Revoke " + name
}

func wordsPlacesStop(n int) string {
	if n == 1 {
		return "1 place stops working until it has the new key."
	}
	return fmt.Sprintf("%d places stop working until they have the new key.", n)
}

func wordsCalling(provider string) string {
	return "Asking " + provider + ". Keep this window open until it answers."
}

func wordsCallUnknown(provider, what string) string {
	if what == api.CallRotate {
		return "Nobody knows whether " + provider + " replaced the key."
	}
	return "Nobody knows whether " + provider + " revoked the key."
}

// wordsCallLook says when it was, and what to do.
func wordsCallLook(at time.Time, what string) string {
	asked := "It was asked"
	if !at.IsZero() {
		asked += " on " + dayWords(at) + " at " + at.Local().Format("15:04")
	}
	if what == api.CallRotate {
		return asked + ", and its answer was lost. Check the key. If it is refused, make a new one at the provider and paste it in step 2."
	}
	return asked + ", and its answer was lost. Check the key: if it is refused, it was revoked."
}
