package window

import (
	"time"

	"keytray/app/api"
	"keytray/app/text"
)

// What a provider can do by itself: replace a key, or revoke one. Its name may be empty.

func wordsCanCall(provider, what string) string {
	if what == api.CallRotate {
		return named(provider, text.T("%s can replace this key by itself.", provider), text.T("The provider can replace this key by itself."))
	}
	return named(provider, text.T("%s can revoke it by itself.", provider), text.T("The provider can revoke it by itself."))
}

func wordsLetCall(provider, what string) string {
	if what == api.CallRotate {
		return named(provider, text.T("Let %s replace it…", provider), text.T("Let the provider replace it…"))
	}
	return named(provider, text.T("Let %s revoke it…", provider), text.T("Let the provider revoke it…"))
}

func wordsCallQuestion(provider, what, name string) string {
	if what == api.CallRotate {
		return named(provider, text.T("Let %s replace %s?", provider, name), text.T("Let the provider replace %s?", name))
	}
	return named(provider, text.T("Let %s revoke %s?", provider, name), text.T("Let the provider revoke %s?", name))
}

func wordsCallButton(what, name string) string {
	if what == api.CallRotate {
		return text.T("Replace %s", name)
	}
	return text.T("Revoke %s", name)
}

func wordsPlacesStop(n int) string {
	return text.N(n, "1 place stops working until it has the new key.", "%d places stop working until they have the new key.", n)
}

func wordsCalling(provider string) string {
	return named(provider, text.T("Asking %s. Keep this window open until it answers.", provider), text.T("Asking the provider. Keep this window open until it answers."))
}

func wordsCallUnknown(provider, what string) string {
	if what == api.CallRotate {
		return named(provider, text.T("Nobody knows whether %s replaced the key.", provider), text.T("Nobody knows whether the provider replaced the key."))
	}
	return named(provider, text.T("Nobody knows whether %s revoked the key.", provider), text.T("Nobody knows whether the provider revoked the key."))
}

// wordsCallLook says when it was, and what to do.
func wordsCallLook(at time.Time, what string) string {
	asked := text.T("It was asked, and its answer was lost.")
	if !at.IsZero() {
		asked = text.T("It was asked on %s at %s, and its answer was lost.", dayWords(at), text.Time(at.Local()))
	}
	if what == api.CallRotate {
		return text.Sentences(asked, text.T("Check the key. If it is refused, make a new one at the provider and paste it in step 2."))
	}
	return text.Sentences(asked, text.T("Check the key: if it is refused, it was revoked."))
}
