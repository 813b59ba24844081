package window

import (
	"context"
	"errors"
	"time"

	"keytray/app/api"
	"keytray/app/secret"
	"keytray/app/text"
	"keytray/app/window/client"
)

// waitTired is when a person wants to end a wait, which they notice long before.
const waitTired = 5 * time.Second

// waits is how long we have been kept waiting: by the keychain, as a state says, or for a
// value that was asked for here.
type waits struct {
	keychainWaits bool
	waiting       bool // long enough to say so
	tired         bool // long enough to offer an end
	late          bool // the first state has
	stopWait      func()
	stopLate      func()
}

// waitFor follows what a state says of the keychain.
func (w *Window) waitFor(keychain bool) {
	w.keychainWaits = keychain
	w.followWait()
}

// followWait says that we are kept waiting, once that takes longer than a person notices.
// An agent that stands still sends no state that would say so.
func (w *Window) followWait() {
	switch {
	case !w.keychainWaits && w.awaitsValueOf() == "":
		said := w.waiting
		w.waiting, w.tired = false, false
		if w.stopWait != nil {
			w.stopWait()
			w.stopWait = nil
		}
		if said {
			w.refresh()
		}
	case w.stopWait == nil:
		w.stopWait = w.after(client.WaitNoticed, func() {
			w.waiting = true
			w.refresh()
			w.stopWait = w.after(waitTired-client.WaitNoticed, func() {
				w.tired = true
				w.refresh()
			})
		})
	}
}

// awaitsValueOf is the key whose value was asked for and is not there yet; "" for none.
func (w *Window) awaitsValueOf() string {
	switch {
	case w.copy.under:
		return w.copy.of
	case w.reveal.under && w.reveal.down:
		return w.reveal.of
	}
	return ""
}

// giveUp ends the calls that make somebody wait: our own, and those of the keychain.
func (w *Window) giveUp() {
	for _, stop := range []func(){w.copy.stop, w.reveal.giveUp} {
		if stop != nil {
			stop()
		}
	}
	if w.keychainWaits {
		w.do(func(ctx context.Context, svc api.Service) error { return svc.Cancel(ctx) })
	}
}

// gaveUp tells whether a call failed because the person did not want to wait. They know
// why, and what to do.
func (w *Window) gaveUp(err error) bool {
	is := errors.Is(err, context.Canceled)
	if is {
		w.toasting(message{text: client.Sentence(err)})
	}
	return is
}

// unlockKeychain has the keychain ask the person for its password, or make its
// first collection.
func (w *Window) unlockKeychain() {
	w.fail(nil)
	ask(w, func(ctx context.Context, svc api.Service) (struct{}, error) {
		return struct{}{}, svc.Unlock(ctx, secret.Value{})
	}, func(_ struct{}, err error) {
		w.failed(err, w.unlockKeychain)
	})
}

// onceMore is do where another try may end otherwise than in err.
func onceMore(err error, do func()) func() {
	switch api.KindOf(err) {
	case api.Locked, api.Dismissed, api.Silent:
		return do
	}
	return nil
}

// followLock takes back that the keychain is locked, once somebody has unlocked it
// elsewhere.
func (w *Window) followLock(before api.Keychain) {
	if w.locks && before.Status != api.KeychainOK && w.state.Keychain.Status == api.KeychainOK {
		w.fail(nil)
	}
}

// wordsWait say what we are kept waiting for.
func (w *Window) wordsWait() string {
	if k, there := w.key(w.awaitsValueOf()); there && !w.keychainWaits {
		return text.T("Waiting for the value of “%s”.", short(k.Name))
	}
	return client.Waiting(w.state.Keychain)
}
