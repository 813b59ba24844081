package window

import (
	"cmp"
	"context"
	"time"

	"keytray/app/api"
	"keytray/app/secret"
	"keytray/app/text"
)

// A person notices a wait after the first of these, and wants to end it after the
// other.
const (
	waitNoticed = 300 * time.Millisecond
	waitTired   = 5 * time.Second
)

// waits is how long the keychain has kept us waiting.
type waits struct {
	waiting  bool // long enough to say so
	tired    bool // long enough to offer an end
	late     bool // the first state has
	stopWait func()
	stopLate func()
}

// waitFor says that the keychain keeps us waiting, once that takes longer than
// a person notices.
func (w *Window) waitFor(waiting bool) {
	switch {
	case !waiting:
		w.waiting, w.tired = false, false
		if w.stopWait != nil {
			w.stopWait()
			w.stopWait = nil
		}
	case w.stopWait == nil:
		w.stopWait = w.after(waitNoticed, func() {
			w.waiting = true
			w.refresh()
			w.stopWait = w.after(waitTired-waitNoticed, func() {
				w.tired = true
				w.refresh()
			})
		})
	}
}

// giveUp ends the keychain calls that make somebody wait.
func (w *Window) giveUp() {
	w.do(func(ctx context.Context, svc api.Service) error { return svc.Cancel(ctx) })
}

// unlockKeychain has the keychain ask the person for its password, or make its
// first collection.
func (w *Window) unlockKeychain() {
	w.fail(nil)
	ask(w, func(ctx context.Context, svc api.Service) (struct{}, error) {
		return struct{}{}, svc.Unlock(ctx, secret.Value{})
	}, func(_ struct{}, err error) {
		w.fail(err)
		if err != nil {
			w.again = w.unlockKeychain
			w.refresh()
		}
	})
}

// wordsWaiting: a keychain may ask the person; an encrypted file does not.
func wordsWaiting(k api.Keychain) string {
	switch {
	case k.Store == api.StoreFile:
		return text.T("Waiting for the encrypted file.")
	case k.Name == "":
		return text.T("Waiting for the keychain. It may be asking for your password.")
	}
	return text.T("Waiting for %s. It may be asking for your password.", k.Name)
}

// keychainName is what to call the system's keychain at the beginning of a sentence.
func keychainName(k api.Keychain) string {
	return cmp.Or(k.Name, text.T("The keychain"))
}
